/** Whether a code point belongs to a class. */
export type Test = (point: number) => boolean;

const isIn =
  (...ranges: readonly (readonly [number, number])[]): Test =>
  (point) =>
    ranges.some(([low, high]) => point >= low && point <= high);

const digit = isIn([0x30, 0x39]);
const upper = isIn([0x41, 0x5a]);
const lower = isIn([0x61, 0x7a]);
const alpha = isIn([0x41, 0x5a], [0x61, 0x7a]);
const alnum = isIn([0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a]);
/** ASCII letters, digits and `_`. */
export const isWord = isIn([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]);
/** Without the vertical tab, unlike Perl. */
const space = isIn([0x09, 0x0a], [0x0c, 0x0d], [0x20, 0x20]);

const PERL: Readonly<Record<string, Test>> = { d: digit, s: space, w: isWord };

/** The class `d`, `s` or `w`, in ASCII. */
export const perlClass = (letter: string): Test => PERL[letter] as Test;

const POSIX: Readonly<Record<string, Test>> = {
  alnum,
  alpha,
  ascii: isIn([0, 0x7f]),
  blank: isIn([0x09, 0x09], [0x20, 0x20]),
  cntrl: isIn([0, 0x1f], [0x7f, 0x7f]),
  digit,
  graph: isIn([0x21, 0x7e]),
  lower,
  print: isIn([0x20, 0x7e]),
  punct: isIn([0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]),
  space: isIn([0x09, 0x0d], [0x20, 0x20]),
  upper,
  word: isWord,
  xdigit: isIn([0x30, 0x39], [0x41, 0x46], [0x61, 0x66]),
};

/** A POSIX class such as `alpha`; undefined for an unknown name. */
export const posixClass = (name: string): Test | undefined => (Object.hasOwn(POSIX, name) ? POSIX[name] : undefined);

/** The class of a general category (`L`, `Lu`) or a script (`Greek`); undefined for an unknown name. */
export function propertyClass(name: string): Test | undefined {
  if (name === 'Any') return () => true;
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  for (const property of [`gc=${name}`, `Script=${name}`]) {
    try {
      const expression = new RegExp(`^\\p{${property}}$`, 'u');
      return (point) => expression.test(String.fromCodePoint(point));
    } catch {
      // The engine does not have this property.
    }
  }
  return undefined;
}
