import { toBytes } from '../../../go/bytes.ts';
import { toRunes } from '../../../go/decode.ts';
import { formatFloat64 } from '../../../go/fmt/floats.ts';
import {
  GoBytes,
  GoError,
  GoInt,
  type GoMap,
  GoObject,
  type GoValue,
  isNil,
  newGoMap,
  nil,
} from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { JsonError, parseJson } from '../../../yaml/json.ts';
import { readPlainBlocks } from '../../../yaml/plain-blocks.ts';
import { ExactNumber, isMap, newMap, type Value } from '../../../yaml/value.ts';
import { toGoYaml } from '../../../yaml/write.ts';
import { type Reading, readYaml } from '../../convert.ts';
import { UNSUPPORTED, writeJson } from './json.ts';
import { faultOfJson } from './json-fault.ts';

/**
 * What a function returns, or `otherwise` where it throws Go's error: Helm's functions without `must` swallow errors.
 */
function swallow<T, O>(run: () => T, otherwise: (error: GoError) => O): T | O {
  try {
    return run();
  } catch (error) {
    if (error instanceof GoError) return otherwise(error);
    throw error;
  }
}

const nothing = (): string => '';

/** Helm's `mustToJson`. @throws GoError for what JSON cannot represent */
export const mustToJson = (value: GoValue): string => writeJson(value);
/** Helm's `toJson`: an empty string for what JSON cannot represent. */
export const toJson = (value: GoValue): string => swallow(() => writeJson(value), nothing);
/**
 * sprig's `mustToPrettyJson`: JSON on several lines, indented by two spaces.
 *
 * @throws GoError as for {@link mustToJson}
 */
export const mustToPrettyJson = (value: GoValue): string => writeJson(value, { indent: '  ' });
/** sprig's `toPrettyJson`: the same; an empty string for what JSON cannot represent. */
export const toPrettyJson = (value: GoValue): string => swallow(() => mustToPrettyJson(value), nothing);
/** sprig's `toRawJson`, which does not escape the characters of HTML. @throws GoError for what JSON cannot represent */
export const toRawJson = (value: GoValue): string => writeJson(value, { raw: true });

const MAX_DEPTH = 1000;
const UINT64 = 2 ** 64;
const INT64 = 2 ** 63;

/**
 * A value after a round trip through JSON, which `toYaml` makes: only plain data, with nil slices and maps as null. A
 * value that is plain already is not copied.
 *
 * @throws GoError for what JSON cannot represent
 */
function toPlainValue(value: GoValue, depth = 0): Value {
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'string') return plainString(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof GoInt) {
    const number = Number(value.value);
    return Number.isSafeInteger(number) ? number : new ExactNumber(value.value.toString());
  }
  if (value instanceof GoBytes) return toBytes(value.text).toString('base64');
  if (value instanceof GoObject) {
    if (UNSUPPORTED.has(value.kind)) throw new GoError(`json: unsupported type: ${value.type}`);
    return toPlainValue(value.toPlain(), depth);
  }
  if (isNil(value)) return null;
  if (depth > MAX_DEPTH) throw new GoError('json: unsupported value: encountered a cycle');
  return Array.isArray(value) ? plainList(value, depth) : plainMap(value, depth);
}

/** What JSON does not escape and YAML does not read: `toYaml` fails there, because Helm converts JSON to YAML. */
const UNREADABLE = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function plainString(value: string): string {
  if (UNREADABLE.test(value))
    throw new GoError('error converting JSON to YAML: yaml: control characters are not allowed');
  return toRunes(value);
}

function plainNumber(value: number): Value {
  if (!Number.isFinite(value)) throw new GoError(`json: unsupported value: ${formatFloat64(value)}`);
  // JSON prints all digits, and YAML reads them as an integer as long as it fits.
  return value >= INT64 && value < UINT64 ? new ExactNumber(String(value)) : value;
}

function plainList(list: GoValue[], depth: number): Value[] {
  spend(0.2 + list.length * 0.3, 'toYaml');
  let changed = false;
  const plain = list.map((item) => {
    const one = toPlainValue(item, depth + 1);
    changed ||= one !== item;
    return one;
  });
  return changed ? plain : (list as Value[]);
}

function plainMap(map: GoMap, depth: number): Value {
  const keys = Object.keys(map);
  spend(0.2 + keys.length, 'toYaml');
  let copy: { [key: string]: Value } | undefined;
  for (const key of keys) {
    const item = map[key] as GoValue;
    const one = toPlainValue(item, depth + 1);
    if (plainString(key) !== key) return plainMap(renamed(map, keys), depth);
    if (one === item && !copy) continue;
    copy ??= newMap(keys.slice(0, keys.indexOf(key)).map((before) => [before, map[before] as Value]));
    copy[key] = one;
  }
  return (copy ?? map) as Value;
}

/** The map with valid UTF-8 as keys. */
const renamed = (map: GoMap, keys: readonly string[]): GoMap =>
  newGoMap(keys.map((key) => [toRunes(key), map[key] as GoValue] as const));

/** Helm's `mustToYaml`. @throws GoError for what JSON cannot represent */
export function mustToYaml(value: GoValue): string {
  let plain: Value;
  try {
    plain = toPlainValue(value);
  } catch (error) {
    if (error instanceof GoError && error.message.startsWith('json: '))
      throw new GoError(`error marshaling into JSON: ${error.message}`);
    throw error;
  }
  const text = toGoYaml(plain);
  spend(text.length * 0.01, 'toYaml');
  return text;
}

/** Helm's `toYaml`: an empty string for what JSON cannot represent. */
export const toYaml = (value: GoValue): string => swallow(() => mustToYaml(value), nothing);

/** Data that was read, as Go values: every number is a float64. */
function fromValue(value: Value): GoValue {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(fromValue);
  if (!isMap(value)) return value;
  const map = newGoMap();
  for (const key of Object.keys(value)) map[key] = fromValue(value[key] as Value);
  return map;
}

const KINDS: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'bool' };

const mismatch = (value: Value, type: string): string =>
  `json: cannot unmarshal ${Array.isArray(value) ? 'array' : value instanceof ExactNumber ? 'number' : (KINDS[typeof value] ?? 'object')} into Go value of type ${type}`;

type Wrap = (message: string) => string;
const ofYaml: Wrap = (message) => `error unmarshaling JSON: while decoding JSON: ${message}`;
const ofJson: Wrap = (message) => message;

/** As in Helm, an error becomes data: a map with the key `Error`. */
function asMap(read: Reading, wrap: Wrap, isYaml: boolean): GoMap {
  if ('error' in read) return newGoMap([['Error', read.error]]);
  // Null keeps the empty map that Helm creates for YAML; for JSON the map becomes nil.
  if (read.value === null) return isYaml ? newGoMap() : nil(newGoMap());
  if (isMap(read.value)) return fromValue(read.value) as GoMap;
  return newGoMap([['Error', wrap(mismatch(read.value, 'map[string]interface {}'))]]);
}

/** As in Helm, an error becomes data: a list of the error. */
function asList(read: Reading, wrap: Wrap, isYaml: boolean): GoValue[] {
  if ('error' in read) return [read.error];
  if (read.value === null) return isYaml ? [] : nil([]);
  return Array.isArray(read.value)
    ? (fromValue(read.value) as GoValue[])
    : [wrap(mismatch(read.value, '[]interface {}'))];
}

const yaml = (text: string): Reading => {
  spend(text.length * 0.2, 'fromYaml');
  const value = readPlainBlocks(text);
  if (value !== undefined) return { value };
  const read = readYaml(text);
  return 'error' in read ? { error: `error converting YAML to JSON: yaml: ${read.error}` } : read;
};

/** The message of parseJson for a number that exceeds a double. */
const TOO_LARGE = 'the number is too large';

function json(text: string): Reading {
  spend(text.length * 0.05, 'fromJson');
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const number = /^-?[0-9][-+.eE0-9]*/.exec(text.slice(error.offset, error.offset + 1000))?.[0];
    if (error.message === TOO_LARGE && number !== undefined)
      return { error: `json: cannot unmarshal number ${number} into Go value of type float64` };
    return { error: faultOfJson(text) };
  }
}

/** Helm's `fromYaml`: a map, nil for null, or a map with the key `Error`. */
export const fromYaml = (text: string): GoMap => asMap(yaml(text), ofYaml, true);
/** Helm's `fromYamlArray`: a list, nil for null, or a list of the error. */
export const fromYamlArray = (text: string): GoValue[] => asList(yaml(text), ofYaml, true);
/** Helm's `fromJson`: a map, nil for null, or a map with the key `Error`. */
export const fromJson = (text: string): GoMap => asMap(json(text), ofJson, false);
/** Helm's `fromJsonArray`: a list, nil for null, or a list of the error. */
export const fromJsonArray = (text: string): GoValue[] => asList(json(text), ofJson, false);

/** sprig's `mustFromJson`: any value. @throws GoError for what is not JSON */
export function mustFromJson(text: string): GoValue {
  const read = json(text);
  if ('error' in read) throw new GoError(read.error);
  return fromValue(read.value);
}
