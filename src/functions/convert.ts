import { sortedKeys } from '../go/text.ts';
import { readBlocks } from '../yaml/blocks.ts';
import { JsonError, parseJson, toJson } from '../yaml/json.ts';
import { memoize } from '../yaml/memo.ts';
import { readYamlText } from '../yaml/read.ts';
import { freeze, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { refuse } from './function.ts';

export { toJson } from '../yaml/json.ts';
export { toYaml } from '../yaml/write.ts';

/** sprig's `toPrettyJson`: JSON on several lines, indented by two spaces for each level. */
export const toPrettyJson = (value: Value): string => pretty(value, '\n');

function pretty(value: Value, line: string): string {
  const inner = `${line}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[${value.map((item) => inner + pretty(item, inner)).join(',')}${line}]`;
  }
  if (!isMap(value)) return toJson(value);
  const entries = sortedKeys(value).map((key) => `${inner}${toJson(key)}: ${pretty(value[key] as Value, inner)}`);
  return entries.length === 0 ? '{}' : `{${entries.join(',')}${line}}`;
}

/** sprig's `toRawJson`: JSON without the escapes that only HTML needs. */
export const toRawJson = (value: Value): string =>
  toJson(value).replace(/\\(?:u003c|u003e|u0026|.)/g, (sequence) => RAW[sequence] ?? sequence);

const RAW: Readonly<Record<string, string>> = { '\\u003c': '<', '\\u003e': '>', '\\u0026': '&' };

/** The result of reading: a value, or the reason why there is none. */
export type Reading = { readonly value: Value } | { readonly error: string };

function readJson(text: string): Reading {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (error instanceof JsonError) return { error: error.message };
    throw error;
  }
}

/** The first document of a YAML source. The value is cached, shared and immutable. */
export const readYaml = memoize((text: string): Reading => {
  const value = readBlocks(text, { keeps: false });
  if (value !== undefined) return { value: freeze(value) };
  const { document, problems } = readYamlText(text, { name: '' });
  const fault = problems.find(({ severity }) => severity === 'error');
  if (!fault) return { value: freeze(document?.value ?? null) };
  const line = fault.where?.line;
  return { error: `${fault.message}${line === undefined ? '' : ` (line ${line})`}` };
});

/** As in Helm, an error becomes data: a map with the key `Error`. Null becomes an empty map. */
const asMap = (read: Reading): ValueMap => {
  if ('error' in read) return newMap([['Error', read.error]]);
  if (read.value === null) return newMap();
  return isMap(read.value) ? read.value : newMap([['Error', 'it is not a map']]);
};

/** As in Helm, an error becomes data: a list of the error. Null becomes an empty list. */
const asList = (read: Reading): Value[] => {
  if ('error' in read) return [read.error];
  if (read.value === null) return [];
  return Array.isArray(read.value) ? read.value : ['it is not a list'];
};

/** Helm's `fromYaml`: a map; for anything else a map with the key `Error`. */
export const fromYaml = (text: string): ValueMap => asMap(readYaml(text));
/** Helm's `fromYamlArray`: a list; for anything else a list of the error. */
export const fromYamlArray = (text: string): Value[] => asList(readYaml(text));
/** Helm's `fromJson`: a map; for anything else a map with the key `Error`. */
export const fromJson = (text: string): ValueMap => asMap(readJson(text));
/** Helm's `fromJsonArray`: a list; for anything else a list of the error. */
export const fromJsonArray = (text: string): Value[] => asList(readJson(text));

/** sprig's `mustFromJson`: any value. @throws ProblemError `template` for what is not JSON */
export function mustFromJson(text: string): Value {
  const read = readJson(text);
  return 'error' in read ? refuse(`mustFromJson: ${read.error}`) : read.value;
}
