import { toBytes } from '../../../go/bytes.ts';
import { toRunes } from '../../../go/decode.ts';
import { formatFloat64 } from '../../../go/fmt/floats.ts';
import { exportedFields, underlyingOf } from '../../../go/reflect.ts';
import { GoBytes, GoError, GoInt, type GoMap, GoObject, type GoValue, isGoMap } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { sortKeys } from '../../../yaml/keys.ts';
import { layOutBlock, layOutLine, layOutQuoted } from '../../../yaml/lay-out.ts';
import { UNSUPPORTED } from './json.ts';

const MAX_DEPTH = 1000;

/**
 * Helm's `toYamlPretty` (go-yaml v3 with two blanks): lists are indented more than their key, lines are not broken, and
 * numbers are Go's, `1e+06`, because nothing passes through JSON. An empty string for what is nested without end.
 *
 * @throws GoError for functions and complex numbers
 */
export function toYamlPretty(value: GoValue): string {
  const plain = plainOf(value);
  if (isScalar(plain)) return writeScalar(plain, 0);
  const lines: string[] = [];
  return writeNode(plain, 0, '', lines) ? lines.join('\n') : '';
}

/**
 * A named type as its underlying value; bytes as a list of numbers; other types as the value that they marshal to.
 */
function plainOf(value: GoValue): GoValue {
  const plain = underlyingOf(value);
  if (plain instanceof GoBytes) return [...toBytes(plain.text)].map((byte) => new GoInt('uint8', BigInt(byte)));
  if (plain instanceof GoObject && UNSUPPORTED.has(plain.kind)) throw new GoError(`cannot marshal type: ${plain.type}`);
  if (!(plain instanceof GoObject) || plain.type === 'time.Time' || plain.fields.length > 0) return plain;
  return plain.toPlain();
}

const isScalar = (value: GoValue): boolean =>
  Array.isArray(value) ? value.length === 0 : !isGoMap(value) ? !isStruct(value) : Object.keys(value).length === 0;

const isStruct = (value: GoValue): value is GoObject =>
  value instanceof GoObject && value.fields.length > 0 && value.type !== 'time.Time';

/** A map's entries in the order of its keys; the exported fields of a struct in their order, in lower case. */
function entriesOf(value: GoMap | GoObject): (readonly [name: string, value: GoValue])[] {
  if (!(value instanceof GoObject)) return sortKeys(Object.keys(value)).map((key) => [key, value[key] as GoValue]);
  return exportedFields(value).map(([name, item]) => [name.toLowerCase(), item]);
}

/** @returns false where the value is nested without end */
function writeNode(value: GoValue, indent: number, lead: string, lines: string[]): boolean {
  if (indent > 2 * MAX_DEPTH) return false;
  const pad = ' '.repeat(indent);
  let start = lead;
  if (Array.isArray(value)) {
    spend(value.length * 0.3, 'toYamlPretty');
    for (const item of value) {
      const plain = plainOf(item);
      if (isScalar(plain)) lines.push(`${start}- ${writeScalar(plain, indent + 2)}`);
      else if (!writeNode(plain, indent + 2, `${start}- `, lines)) return false;
      start = pad;
    }
    return true;
  }
  const entries = entriesOf(value as GoMap | GoObject);
  spend(entries.length * 0.5, 'toYamlPretty');
  for (const [key, item] of entries) {
    const plain = plainOf(item);
    const name = key === '<<' ? key : layOutLine(toRunes(key));
    if (isScalar(plain)) lines.push(`${start}${name}: ${writeScalar(plain, indent + 2)}`);
    else {
      lines.push(`${start}${name}:`);
      if (!writeNode(plain, indent + 2, ' '.repeat(indent + 2), lines)) return false;
    }
    start = pad;
  }
  return true;
}

function writeScalar(value: GoValue, indent: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return writeString(value, indent);
  // A time needs no quotes.
  if (value instanceof GoObject) return String(value.toPlain());
  if (typeof value === 'number') return writeFloat(value);
  if (value instanceof GoInt) return value.value.toString();
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return '[]';
  return '{}';
}

const writeFloat = (value: number): string => {
  if (Number.isNaN(value)) return '.nan';
  return Number.isFinite(value) ? formatFloat64(value) : value < 0 ? '-.inf' : '.inf';
};

function writeString(text: string, indent: number): string {
  if (/\p{Surrogate}/u.test(text)) return `!!binary ${toBytes(text).toString('base64')}`;
  if (!text.includes('\n')) return layOutLine(text);
  return layOutBlock(text, Math.max(indent, 2), 'keep') ?? layOutQuoted(text);
}
