import { compareKeys } from './keys.ts';
import { formatFloat, isTimestamp, kindOfPlain } from './resolve.ts';
import { ExactNumber, isMap, type Value, type ValueMap } from './value.ts';

export { toFlow, toFlowKey } from './flow.ts';

/** go-yaml writes a longer key behind `? `. */
const MAX_KEY_BYTES = 128;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
/** Characters that go-yaml writes only as an escape in double quotes: controls, tabs, what lies beyond the BMP, the byte-order mark. */
const SPECIAL = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]/u;
const BLOCK_INDICATOR = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t]|$)|---|\.\.\.)|:(?:[ \t]|$)|[ \t]#/;
/** What goes into double quotes as an escape, and go-yaml's short escapes. */
const ESCAPED = /["\\]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]/gu;
const SHORT: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};
/** Words that are text to go-yaml and something else to other readers. */
const WORDS: ReadonlySet<string> = new Set(['=', '<<']);

/**
 * YAML in block style as Helm's `toYaml` (sigs.k8s.io/yaml, go-yaml v2) prints it: keys in natural order, two spaces,
 * list items at the column of their key, plain text where it reads back, text of several lines as a literal block.
 *
 * Written otherwise than by Helm, because what Helm writes reads back as something else: `<<` and `=` are quoted, and
 * text with U+2028 or U+2029, or with more than one line break at its end, is in double quotes. An exact number has all
 * of its digits. A lone surrogate is U+FFFD.
 *
 * @returns the text, without a line break at its end
 */
export function toYaml(value: Value): string {
  const lines: string[] = [];
  if (isEmptyOrScalar(value)) return writeScalar(value, 0, true);
  writeNode(value, 0, '', lines);
  return lines.join('\n');
}

const isEmptyOrScalar = (value: Value): boolean =>
  Array.isArray(value) ? value.length === 0 : !isMap(value) || isEmpty(value);

function isEmpty(map: ValueMap): boolean {
  for (const _ in map) return false;
  return true;
}

/**
 * @param indent the column of the node's keys or dashes
 * @param lead what stands on the line already, `- ` or `? ` or the like; it replaces the indentation of the first line
 */
function writeNode(value: Value, indent: number, lead: string, lines: string[]): void {
  let first = lead;
  const pad = ' '.repeat(indent);
  const start = (): string => {
    const text = first === '' ? pad : first;
    first = '';
    return text;
  };
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isEmptyOrScalar(item)) lines.push(`${start()}- ${writeScalar(item, indent, false)}`);
      else writeNode(item, indent + 2, `${start()}- `, lines);
    }
    return;
  }
  const map = value as ValueMap;
  for (const key of Object.keys(map).sort(compareKeys)) writeEntry(key, map[key] as Value, indent, start(), lines);
}

function writeEntry(key: string, value: Value, indent: number, lead: string, lines: string[]): void {
  const scalar = isEmptyOrScalar(value);
  if (isSimpleKey(key)) {
    const text = `${lead}${writeKey(key)}:`;
    if (scalar) lines.push(`${text} ${writeScalar(value, indent, false)}`);
    else {
      lines.push(text);
      writeNode(value, Array.isArray(value) ? indent : indent + 2, '', lines);
    }
    return;
  }
  lines.push(`${lead}? ${writeText(key, indent, false)}`);
  const pad = `${' '.repeat(indent)}: `;
  if (scalar) lines.push(pad + writeScalar(value, indent, false));
  else writeNode(value, indent + 2, pad, lines);
}

const isSimpleKey = (key: string): boolean =>
  !/[\n\r]/.test(key) && (key.length * 3 <= MAX_KEY_BYTES || Buffer.byteLength(key) <= MAX_KEY_BYTES);

const writeKey = (key: string): string => (key === '' ? '""' : writeLine(key));

function writeScalar(value: Value, indent: number, root: boolean): string {
  if (typeof value === 'string') return writeText(value, indent, root);
  if (value === null) return 'null';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ExactNumber) return value.text;
  return Array.isArray(value) ? '[]' : '{}';
}

const writeNumber = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return String(value === 0 ? 0 : value);
  return formatFloat(value, 64);
};

function writeText(text: string, indent: number, root: boolean): string {
  if (!text.includes('\n')) return writeLine(text);
  if (!isLiteral(text) || (root && /^[ \n]/.test(text))) return quoteDouble(text);
  const pad = ' '.repeat(indent + 2);
  const ended = text.endsWith('\n');
  const body = (ended ? text.slice(0, -1) : text).replace(/^(?=[^\n])/gm, pad);
  return `|${/^[ \n]/.test(text) ? '2' : ''}${ended ? '' : '-'}\n${body}`;
}

/** Whether a literal block holds the text: no blank before a line break or the end, nothing that must be escaped. */
const isLiteral = (text: string): boolean => !SPECIAL.test(text) && !/ $/m.test(text) && !/^\n$|\n\n$/.test(text);

function writeLine(text: string): string {
  if (SPECIAL.test(text)) return quoteDouble(text);
  if (WORDS.has(text) || BASE_60.test(text) || kindOfPlain(text) !== 'str' || isTimestamp(text))
    return quoteDouble(text);
  if (BLOCK_INDICATOR.test(text) || text.startsWith(' ') || text.endsWith(' '))
    return `'${text.replaceAll("'", "''")}'`;
  return text;
}

const quoteDouble = (text: string): string => `"${text.replace(ESCAPED, escapeCharacter)}"`;

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short) return short;
  const code = character.codePointAt(0) as number;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const [mark, length] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${mark}${code
    .toString(16)
    .toUpperCase()
    .padStart(length as number, '0')}`;
}
