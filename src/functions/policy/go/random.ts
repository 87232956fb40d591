import { GoError, type GoInt, int } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import * as random from '../../random.ts';

/** sprig's `randAlpha` and its like: an empty string for a negative count. */
const characters =
  (name: string, pick: (count: number) => string) =>
  (count: GoInt): string => {
    const length = Number(count.value);
    if (length <= 0) return '';
    spend(length * 0.2, name);
    return pick(length);
  };

export const randAlpha = characters('randAlpha', random.randAlpha);
export const randAlphaNum = characters('randAlphaNum', random.randAlphaNum);
export const randAscii = characters('randAscii', random.randAscii);
export const randNumeric = characters('randNumeric', random.randNumeric);

/** sprig's `randBytes`: bytes in base64. @throws GoError for a negative count */
export function randBytes(count: GoInt): string {
  const length = Number(count.value);
  if (length < 0) throw new GoError('runtime error: makeslice: len out of range');
  spend(length * 0.02, 'randBytes');
  return random.randBytes(length);
}

/** sprig's `randInt`: from the first on, below the second. @throws GoError where there is nothing between them */
export function randInt(low: GoInt, high: GoInt): GoInt {
  if (high.value <= low.value) throw new GoError('invalid argument to Intn');
  return int(low.value + random.below(high.value - low.value));
}

export const uuidv4 = random.uuidv4;

export const shuffle = (text: string): string => {
  spend(text.length * 0.2, 'shuffle');
  return random.shuffle(text);
};
