const isAsciiLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
// Patterns for all of Unicode are inline: creating one takes a while.
const isLetter = (c: number): boolean => (c < 128 ? isAsciiLetter(c) : /^\p{L}$/u.test(String.fromCodePoint(c)));
const isDigit = (c: number): boolean => (c < 128 ? c >= 48 && c <= 57 : /^\p{Nd}$/u.test(String.fromCodePoint(c)));

/**
 * Sorts keys in the order of {@link compareKeys}. That order is cyclic for some (a10 < a1b < a2 < a10), and Go's result
 * is then random; here it depends only on the keys.
 */
export function sortKeys(keys: string[]): string[] {
  if (!isSorted(keys, compareUnits)) keys.sort();
  // Keys that each come before the next one are left as they are, by every stable sort.
  return isSorted(keys, compareKeys) ? keys : keys.sort(compareKeys);
}

function isSorted(keys: readonly string[], compare: (a: string, b: string) => number): boolean {
  for (let i = 1; i < keys.length; i++) if (compare(keys[i - 1] as string, keys[i] as string) > 0) return false;
  return true;
}

/** The order of a sort without an own one. */
const compareUnits = (a: string, b: string): number => (a > b ? 1 : 0);

/**
 * The order in which go-yaml v2 prints keys (`keyList.Less`): letters after everything else, and runs of digits by
 * their number, so that `item10` comes after `item9`.
 *
 * @returns negative, zero or positive, as `sort` requires it
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  // Most keys differ first in letters, which need no more than this.
  let same = 0;
  while (same < a.length && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  const x = a.charCodeAt(same);
  const y = b.charCodeAt(same);
  if (isAsciiLetter(x) && isAsciiLetter(y)) return x - y;
  const left = toRunes(a);
  const right = toRunes(b);
  const common = Math.min(left.length, right.length);
  for (let i = 0; i < common; i++) {
    const l = left[i] as number;
    const r = right[i] as number;
    if (l === r) continue;
    const letters = Number(isLetter(l)) + Number(isLetter(r));
    if (letters === 2) return l - r;
    if (letters === 1) return isLetter(r) ? -1 : 1;
    return compareDigits(left, right, i) || l - r;
  }
  return left.length - right.length;
}

function compareDigits(left: readonly number[], right: readonly number[], from: number): number {
  // A zero inside a number is a digit like any other; at its beginning it is not.
  let start = 0n;
  if (left[from] === 48 || right[from] === 48)
    for (let i = from - 1; i >= 0 && isDigit(left[i] as number); i--)
      if (left[i] !== 48) {
        start = 1n;
        break;
      }
  const l = readDigits(left, from, start);
  const r = readDigits(right, from, start);
  if (l.number !== r.number) return l.number < r.number ? -1 : 1;
  return l.end - r.end;
}

/** Go counts in 64 bits; longer numbers wrap around. */
function readDigits(runes: readonly number[], from: number, start: bigint): { number: bigint; end: number } {
  let number = start;
  let end = from;
  for (; end < runes.length && isDigit(runes[end] as number); end++)
    number = BigInt.asIntN(64, number * 10n + BigInt((runes[end] as number) - 48));
  return { number, end };
}

function toRunes(text: string): number[] {
  const runes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i) as number;
    if (c > 0xffff) i++;
    runes.push(c);
  }
  return runes;
}
