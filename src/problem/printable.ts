/**
 * Control characters of both ranges, line separators, marks that change the direction of writing, characters without a
 * shape, and halves of surrogate pairs: everything that could move the cursor, colour the screen, or display something
 * that is not there.
 */
const unprintable = (): RegExp =>
  /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e0fff}]/gu;

/** A string with everything escaped that a terminal would interpret: `\x1b`, `
`, `\u202e`. */
export const printable = (text: string): string =>
  // Creating a pattern for all of Unicode takes a while, and is seldom needed.
  /^[ -~]*$/.test(text) ? text : text.replace(unprintable(), spell);

/**
 * A line of output that no CI system takes for one of its commands: GitHub's `::error::` at the beginning, after blanks
 * too, and the older `##[…]`, `##vso[…]` and `##teamcity[…]`.
 */
export const inert = (line: string): string =>
  line.replace(/^(\s*):(?=:)/, '$1: ').replace(/#(?=#(?:\[|vso\[|teamcity\[))/g, '# ');

/** JSON of two blanks, in which everything that a terminal or a CI system would interpret is escaped. */
export const printJson = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2)}\n`
    .replace(unprintable(), (character) => (character === '\n' ? character : escapeUnits(character)))
    .replace(COMMANDS, '#\\u0023');

/** The text of an XML element or attribute, which has its entities, with the same escaped. */
export const printXml = (xml: string): string =>
  xml
    .replace(unprintable(), (character) => (character === '\n' ? character : `&#${character.codePointAt(0)};`))
    .replace(COMMANDS, '#&#35;')
    .replace(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, '$1&#58;');

const COMMANDS = /##(?=\[|vso\[|teamcity\[)/g;

const escapeUnits = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('');

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return SHORT[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
