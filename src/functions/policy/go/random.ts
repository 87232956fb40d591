import { GoError, type GoInt, int } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import * as random from '../../random.ts';

/** Defines `randAlpha` and the like: an empty string for a negative count. */
const characters =
  (name: string, pick: (count: number) => string) =>
  (count: GoInt): string => {
    const length = Number(count.value);
    if (length <= 0) return '';
    spend(length * 0.2, name);
    return pick(length);
  };

/** sprig's `randAlpha`. */
export const randAlpha = characters('randAlpha', random.randAlpha);
/** sprig's `randAlphaNum`. */
export const randAlphaNum = characters('randAlphaNum', random.randAlphaNum);
/** sprig's `randAscii`. */
export const randAscii = characters('randAscii', random.randAscii);
/** sprig's `randNumeric`. */
export const randNumeric = characters('randNumeric', random.randNumeric);

/** sprig's `randBytes`: random bytes in base64. @throws GoError for a negative count */
export function randBytes(count: GoInt): string {
  const length = Number(count.value);
  if (length < 0) throw new GoError('runtime error: makeslice: len out of range');
  spend(length * 0.02, 'randBytes');
  return random.randBytes(length);
}

/** sprig's `randInt`: a whole number from `low` to before `high`. @throws GoError for an empty range */
export function randInt(low: GoInt, high: GoInt): GoInt {
  if (high.value <= low.value) throw new GoError('invalid argument to Intn');
  return int(low.value + random.below(high.value - low.value));
}

/** sprig's `uuidv4`. */
export const uuidv4 = random.uuidv4;

/** sprig's `shuffle`: the characters of a string in random order. */
export const shuffle = (text: string): string => {
  spend(text.length * 0.2, 'shuffle');
  return random.shuffle(text);
};
