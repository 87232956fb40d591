import { spend } from '../../problem/budget.ts';
import { toBytes } from '../bytes.ts';
import { quoteText, sortedKeys } from '../text.ts';
import { GoBytes, GoInt, type GoMap, GoObject, type GoValue, isNil, typeName } from '../value.ts';
import { formatFloat64, formatFloatVerb } from './floats.ts';
import { formatIntVerb } from './integers.ts';
import { GoFormatter, pad, type Verb } from './spec.ts';

/** Units of the budget for each element, and for each entry, whose key is sorted. */
const ELEMENT = 0.3;
const ENTRY = 1;

const NIL = '<nil>';
/** Printed where Go prints an address, which differs in each run. */
const ADDRESS = '0xc000000000';

/** Formats an argument for a verb, with Go's `%!d(string=a)` where the argument has no such verb. */
export function printArgument(value: GoValue, spec: Verb): string {
  const { verb } = spec;
  if (value === null) return verb === 'v' || verb === 'T' ? pad(NIL, spec) : bad(null, spec);
  if (verb === 'T') return formatString(typeName(value), { ...spec, verb: 's' }) ?? '';
  // `%w` is for errors that wrap others, which no template has.
  return verb === 'w' ? bad(value, spec) : printValue(value, spec, 0, false);
}

/** Prints an argument whose type has no such verb: its type and the result of `%v`, to the same width. */
function bad(value: GoValue, spec: Verb): string {
  if (value === null) return `%!${spec.verb}(${NIL})`;
  return `%!${spec.verb}(${typeName(value)}=${printValue(value, { ...spec, verb: 'v' }, 0, true)})`;
}

/** @param isErroring whether a bad verb is being reported: methods are not called then */
function printValue(value: GoValue, spec: Verb, depth: number, isErroring: boolean): string {
  if (value === null) return spec.detail === '#' ? 'interface {}(nil)' : NIL;
  if (typeof value === 'string') return formatString(value, spec) ?? bad(value, spec);
  if (typeof value === 'boolean') return formatBool(value, spec) ?? bad(value, spec);
  if (typeof value === 'number') return formatFloatVerb(value, spec) ?? bad(value, spec);
  if (value instanceof GoInt) return formatInteger(value, spec) ?? bad(value, spec);
  if (value instanceof GoFormatter) return value.formatVerb(spec) ?? bad(value, spec);
  if (value instanceof GoBytes) return formatBytes(value, spec, isErroring) ?? bad(value, spec);
  if (value instanceof GoObject) return printObject(value, spec, depth, isErroring);
  if (spec.verb === 'p') return Array.isArray(value) || !isNil(value) ? ADDRESS : '0x0';
  return Array.isArray(value) ? printList(value, spec, isErroring) : printMap(value, spec, isErroring);
}

function printList(list: GoValue[], spec: Verb, isErroring: boolean, type = typeName(list)): string {
  spend(list.length * ELEMENT, 'printing');
  const inner = list.map((item) => printValue(item, spec, 1, isErroring));
  if (spec.detail !== '#') return `[${inner.join(' ')}]`;
  return isNil(list) ? `${type}(nil)` : `${type}{${inner.join(', ')}}`;
}

function printMap(map: GoMap, spec: Verb, isErroring: boolean, type = typeName(map)): string {
  const keys = sortedKeys(map);
  spend(keys.length * ENTRY, 'printing');
  const entries = keys.map(
    (key) => `${printValue(key, spec, 1, isErroring)}:${printValue(map[key] as GoValue, spec, 1, isErroring)}`,
  );
  if (spec.detail !== '#') return `map[${entries.join(' ')}]`;
  return isNil(map) ? `${type}(nil)` : `${type}{${entries.join(', ')}}`;
}

/** Prints an object with methods or fields: by its `String` or `Error` method, else by its kind. */
function printObject(object: GoObject, spec: Verb, depth: number, isErroring: boolean): string {
  const text = isErroring || spec.detail === '#' ? undefined : object.format();
  if (text !== undefined && 'vsxXq'.includes(spec.verb)) return formatString(text, spec) ?? '';
  const { underlying, kind, type } = object;
  if (underlying !== undefined) {
    if (Array.isArray(underlying)) return printList(underlying, spec, isErroring, type);
    if (typeof underlying === 'object' && underlying !== null && kind === 'map')
      return printMap(underlying as GoMap, spec, isErroring, type);
    return printValue(underlying, spec, depth, isErroring);
  }
  if (kind === 'func') return spec.verb === 'v' || spec.verb === 'p' ? ADDRESS : bad(object, spec);
  if (kind !== 'struct' && depth > 0) {
    if (!'vpbodxX'.includes(spec.verb)) return bad(object, spec);
    return spec.detail === '#' ? `(${type})(${ADDRESS})` : ADDRESS;
  }
  return (kind === 'struct' ? '' : '&') + printFields(object, spec, isErroring);
}

function printFields(object: GoObject, spec: Verb, isErroring: boolean): string {
  const fields = object.fields.map((name) => {
    const value = printValue(object.field(name) ?? null, spec, 1, isErroring);
    return spec.detail === undefined ? value : `${name}:${value}`;
  });
  if (spec.detail === '#') return `${object.type.replace(/^\*/, '')}{${fields.join(', ')}}`;
  return `{${fields.join(' ')}}`;
}

const formatBool = (value: boolean, spec: Verb): string | undefined =>
  spec.verb === 't' || spec.verb === 'v' ? pad(String(value), spec) : undefined;

function formatInteger({ kind, value }: GoInt, spec: Verb): string | undefined {
  if (spec.detail === '#' && kind.startsWith('u')) return pad(`0x${value.toString(16)}`, spec);
  return formatIntVerb(value, spec);
}

function formatString(value: string, spec: Verb): string | undefined {
  const { verb, flags, precision } = spec;
  if (verb === 'x' || verb === 'X') return pad(hexOf(value, spec), spec);
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  if (verb === 'v' && spec.detail === '#') return pad(quoteText(cut), spec);
  if (verb === 's' || verb === 'v') return pad(cut, spec);
  if (verb !== 'q') return undefined;
  if (flags.has('#') && isRaw(cut)) return pad(`\`${cut}\``, spec);
  return pad(quoteText(cut, '"', flags.has('+')), spec);
}

/** Go's `strconv.CanBackquote`. */
const isRaw = (text: string): boolean => !/[`\ufeff\x7f\ud800-\udfff]|[\0-\x08\x0a-\x1f]/.test(text.replace(PAIR, ''));
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

function hexOf(value: string, { verb, flags, precision }: Verb): string {
  const all = toBytes(value);
  const bytes = [...all.subarray(0, precision ?? all.length)];
  const prefix = flags.has('#') && bytes.length > 0 ? '0x' : '';
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  const text = flags.has(' ') ? hex.map((pair) => prefix + pair).join(' ') : prefix + hex.join('');
  return verb === 'X' ? text.toUpperCase() : text;
}

/** Prints `[]byte`: a string for the verbs s, q, x and X, a list of numbers for others. */
function formatBytes(bytes: GoBytes, spec: Verb, isErroring: boolean): string | undefined {
  if ('sqxX'.includes(spec.verb)) return formatString(bytes.text, spec);
  // A chart's files can be large, and some charts print all of them to compute a digest.
  if (isPlain(spec)) return `[${toBytes(bytes.text).join(' ')}]`;
  const list = [...toBytes(bytes.text)].map((byte) => new GoInt('uint8', BigInt(byte)));
  if (spec.detail === '#') return `[]byte{${list.map(({ value }) => `0x${value.toString(16)}`).join(', ')}}`;
  if (spec.verb !== 'v' && spec.verb !== 'd')
    return `[${list.map((byte) => printValue(byte, spec, 1, isErroring)).join(' ')}]`;
  return `[${list.map((byte) => formatIntVerb(byte.value, spec)).join(' ')}]`;
}

const isPlain = ({ verb, flags, width, precision, detail }: Verb): boolean =>
  (verb === 'v' || verb === 'd') && flags.size === 0 && width === undefined && precision === undefined && !detail;

/** The result of `%v`, without parsing a format. */
export function formatGo(value: GoValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatFloat64(value);
  if (value instanceof GoInt) return value.value.toString();
  if (typeof value === 'boolean') return String(value);
  if (value === null) return NIL;
  return printValue(value, PLAIN, 0, false);
}

const PLAIN: Verb = { flags: new Set(), width: undefined, precision: undefined, verb: 'v' };
