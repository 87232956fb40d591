import { allocate, spend } from '../problem/budget.ts';
import { sortKeys } from './keys.ts';
import { layOutBlock, layOutLine, layOutQuoted, WIDTH } from './lay-out.ts';
import { formatFloat } from './resolve.ts';
import { ExactNumber, type Value, type ValueMap } from './value.ts';

export { toFlow, toFlowKey } from './flow.ts';

/** go-yaml writes `? ` before a longer key. */
const MAX_KEY_BYTES = 128;

/**
 * YAML in block style as Helm's `toYaml` (sigs.k8s.io/yaml, go-yaml v2) prints it: keys in natural order, two spaces,
 * list items at the column of their key, plain strings where they are read back, strings of several lines as literal
 * blocks, lines broken after column 80. Made for `nindent`; reading it returns the value.
 *
 * Different from Helm where Helm's output is read back as something else: `<<` is quoted; strings with NEL, U+2028,
 * U+2029, DEL or with more than one line break at the end are in double quotes, and so are those like `1e1000`, which
 * readers of YAML 1.2 take for infinity; a string outside of maps and lists
 * stays on one line. An exact number has all of its digits. A lone surrogate is U+FFFD.
 *
 * @returns the YAML, without a line break at the end. (As in Helm, a literal block at the very end needs one after it
 *   in order not to lose its last line break.)
 */
export function toYaml(value: Value): string {
  if (typeof value === 'string')
    return value.includes('\n') || isInfinite(value) ? layOutQuoted(value) : layOutLine(value);
  return write(value, 'quote');
}

/**
 * YAML as Helm's `toYaml` prints it, also where {@link toYaml} quotes on purpose: strings that end with several line
 * breaks, and a string alone.
 *
 * @returns the YAML, without the line break at its end
 */
export const toGoYaml = (value: Value): string => write(value, 'keep');

/** What is written, line by line, and what becomes of empty lines at the end of a string. */
interface Output {
  readonly lines: string[];
  readonly ends: 'keep' | 'quote';
}

function write(value: Value, ends: Output['ends']): string {
  const output: Output = { lines: [], ends };
  return writeNode(value, 0, '', output) ? output.lines.join('\n') : writeScalar(value, '', 0, output);
}

/**
 * Writes a map or list that is not empty. Anything else is on the line of its key: it is left to {@link writeScalar}.
 *
 * @param indent the column of its keys or dashes
 * @param lead the beginning of its first line: the indentation, or dashes too
 * @param opening the line before it, if there is one
 * @returns whether it was such a map or list
 */
function writeNode(value: Value, indent: number, lead: string, output: Output, opening?: string): boolean {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return false;
  const keys = Array.isArray(value) ? undefined : Object.keys(value);
  if ((keys ?? (value as Value[])).length === 0) return false;
  if (opening !== undefined) output.lines.push(opening);
  let start = lead;
  const pad = ' '.repeat(indent);
  if (keys === undefined) {
    for (const item of value as Value[]) {
      writeItem(item, indent, `${start}- `, output);
      start = pad;
    }
    return true;
  }
  for (const key of sortKeys(keys)) {
    writeEntry(key, (value as ValueMap)[key] as Value, indent, start, output);
    start = pad;
  }
  return true;
}

/** Charges a line to the budget of the render: one list may be in many places of a value. */
function draw(length: number): void {
  spend(NODE, 'toYaml');
  allocate(length + LINE_SIZE, 'toYaml');
}

/** Units, and bytes besides the characters of the line. */
const NODE = 1;
const LINE_SIZE = 16;
/** Bytes of each character of a string of many lines while it is laid out. */
const BROKEN_SIZE = 40;

/** Writes a value after a dash, a question mark or a colon that is in the place of a dash. */
function writeItem(value: Value, indent: number, lead: string, output: Output): void {
  draw(lead.length);
  if (!writeNode(value, indent + 2, lead, output)) output.lines.push(lead + writeScalar(value, lead, indent, output));
}

function writeEntry(key: string, value: Value, indent: number, lead: string, output: Output): void {
  draw(lead.length + key.length);
  if (!isSimpleKey(key)) {
    output.lines.push(`${lead}? ${writeText(key, `${lead}? `, indent, output)}`);
    writeItem(value, indent, `${' '.repeat(indent)}: `, output);
    return;
  }
  const start = `${lead}${output.ends === 'quote' && isInfinite(key) ? layOutQuoted(key) : layOutLine(key)}:`;
  const inner = Array.isArray(value) ? indent : indent + 2;
  if (!writeNode(value, inner, ' '.repeat(inner), output, start))
    output.lines.push(`${start} ${writeScalar(value, `${start} `, indent, output)}`);
}

const isSimpleKey = (key: string): boolean =>
  (key.length * 3 <= MAX_KEY_BYTES || Buffer.byteLength(key) <= MAX_KEY_BYTES) &&
  !key.includes('\n') &&
  !key.includes('\r');

function writeScalar(value: Value, lead: string, indent: number, output: Output): string {
  if (typeof value === 'string') return writeText(value, lead, indent, output);
  if (value === null) return 'null';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ExactNumber) return value.text;
  return Array.isArray(value) ? '[]' : '{}';
}

/** A number with so many digits or such an exponent that it is text for go-yaml, and infinity for YAML 1.2. */
const isInfinite = (text: string): boolean =>
  text.length < MAX_NUMBER &&
  /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) &&
  !Number.isFinite(Number(text));

const MAX_NUMBER = 10_000;

/** Floats as go-yaml prints them, `1.2345675e+06`; there is no negative zero. */
function writeNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return String(value === 0 ? 0 : value);
  return formatFloat(value, 64);
}

function writeText(text: string, lead: string, indent: number, { ends }: Output): string {
  const inner = indent + 2;
  const place = (): { column: number; indent: number } => ({ column: [...lead].length, indent: inner });
  if (text.includes('\n')) allocate(text.length * BROKEN_SIZE, 'toYaml');
  if (text.includes('\n')) return layOutBlock(text, inner, ends) ?? layOutQuoted(text, place());
  if (ends === 'quote' && isInfinite(text)) return layOutQuoted(text);
  // In UTF-16 code units they are at least as long as in columns.
  return lead.length + text.length <= WIDTH ? layOutLine(text) : layOutLine(text, place());
}
