/**
 * Finds a character of a string in the YAML source that the string was read from: in a block scalar, after escapes, in
 * a string that is folded over several lines.
 *
 * @param source the YAML source
 * @param start the beginning of the scalar in it: its indicator, its quote or its first character
 * @param value the string that was read
 * @param offset in `value`, in UTF-16 code units
 * @returns the offset in `source`; undefined where the two do not correspond
 */
export function locateInside(source: string, start: number, value: string, offset: number): number | undefined {
  const skipped = /^(?:[&!][^\s]*\s+)*/.exec(source.slice(start, start + 1024))?.[0].length ?? 0;
  const from = start + skipped;
  const indicator = source[from];
  if (indicator === '|' || indicator === '>') return inBlock(source, from, value, offset);
  if (indicator === '"') return follow(source, from + 1, value, offset, readEscape);
  if (indicator === "'")
    return follow(source, from + 1, value, offset, (at) => (source.startsWith("''", at) ? ["'", 2] : undefined));
  return follow(source, from, value, offset, () => undefined);
}

/** The lines of a block scalar, without indentation, are those of the value, except for folded ones. */
function inBlock(source: string, start: number, value: string, offset: number): number | undefined {
  const lineBreak = /\r\n?|\n/g;
  lineBreak.lastIndex = start;
  if (!lineBreak.exec(source)) return undefined;
  let at = lineBreak.lastIndex;
  let position = 0;
  let indent: number | undefined;
  const folded = source[start] === '>';
  let wasText = false;
  while (at <= source.length && position <= value.length) {
    lineBreak.lastIndex = at;
    const lineEnd = lineBreak.exec(source)?.index ?? source.length;
    const line = source.slice(at, lineEnd);
    const content = /\S/.test(line);
    // Spaces of the first line that are in the value, too, are not indentation.
    if (indent === undefined && content) indent = blanksOf(line) - blanksOf(value.slice(position));
    const text = content ? line.slice(indent) : line.slice(indent ?? line.length);
    if (!value.startsWith(text, position)) return undefined;
    const end = position + text.length;
    if (offset < end || (offset === end && value[offset] !== ' ' && text !== ''))
      return at + line.length - text.length + offset - position;
    position += text.length;
    // A line break, or the space that folding makes of it; of several, folding drops one.
    const joint = value[position];
    if (folded && text === '' && wasText) {
      wasText = false;
      at = lineEnd < source.length ? lineBreak.lastIndex : source.length + 1;
      continue;
    }
    wasText = text !== '';
    if (joint === '\n' || (joint === ' ' && folded)) position++;
    else if (text !== '') return undefined;
    at = lineEnd < source.length ? lineBreak.lastIndex : source.length + 1;
  }
  return undefined;
}

const blanksOf = (text: string): number => text.length - text.replace(/^ +/, '').length;

/** Walks through a flow scalar and its value in parallel; they differ in escapes and in folded lines. */
function follow(
  source: string,
  start: number,
  value: string,
  offset: number,
  special: (at: number, source: string) => readonly [text: string, length: number] | undefined,
): number | undefined {
  let at = start;
  for (let position = 0; position < offset; ) {
    const [text, length] = special(at, source) ?? readFold(source, at, value, position) ?? [source[at] ?? '', 1];
    if (text === '' ? length === 0 : !value.startsWith(text, position)) return undefined;
    position += text.length;
    at += length;
  }
  return at;
}

/** A line break in a flow scalar, with the blanks around it, is a space, or the breaks of the empty lines after it. */
function readFold(source: string, at: number, value: string, position: number): readonly [string, number] | undefined {
  const fold = /^[ \t]*(?:\r\n?|\n)[ \t\r\n]*/.exec(source.slice(at, at + 4096))?.[0];
  if (fold === undefined) return undefined;
  const breaks = fold.match(/\r\n?|\n/g)?.length ?? 1;
  const text = breaks > 1 ? '\n'.repeat(breaks - 1) : ' ';
  return value.startsWith(text, position) ? [text, fold.length] : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscape(at: number, source: string): readonly [string, number] | undefined {
  if (source[at] !== '\\') return undefined;
  const letter = source[at + 1] ?? '';
  const digits = HEX[letter];
  if (digits !== undefined) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    return code <= 0x10ffff ? [String.fromCodePoint(code), 2 + digits] : undefined;
  }
  const fold = /^\\(?:\r\n?|\n)[ \t]*/.exec(source.slice(at, at + 1024))?.[0];
  if (fold !== undefined) return ['', fold.length];
  return [ESCAPES[letter] ?? letter, 2];
}
