import { isNumber } from '../go/numbers.ts';
import { compareBytes } from '../yaml/json.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/** The fields of an object that Helm reads, by their names in lower case. */
const FIELDS: ReadonlyMap<string, string> = new Map(
  ['apiVersion', 'kind', 'metadata'].map((name) => [name.toLowerCase(), name]),
);
const METADATA_FIELDS: ReadonlyMap<string, string> = new Map([
  ['name', 'name'],
  ['annotations', 'annotations'],
]);

/**
 * What Helm reads of an object (releaseutil.SimpleHead of Helm 4.2.4), with the rules of its reader: names of fields in
 * any case, numbers and booleans for strings, and of a field that is there in two spellings both.
 *
 * @returns a map with the usual names; values of wrong kinds are kept
 */
export function headOf(object: ValueMap): ValueMap {
  const head = pick(object, FIELDS);
  const { metadata } = head;
  if (!isMap(metadata)) return head;
  const inner = pick(metadata, METADATA_FIELDS);
  const { annotations } = inner;
  if (isMap(annotations))
    inner.annotations = newMap(Object.entries(annotations).map(([key, value]) => [key, asString(value)]));
  head.metadata = inner;
  return head;
}

function pick(object: ValueMap, fields: ReadonlyMap<string, string>): ValueMap {
  const picked = newMap();
  const keys = Object.keys(object).filter((key) => fields.has(key.toLowerCase()));
  for (const key of keys.length > 1 ? keys.sort(compareBytes) : keys) {
    const name = fields.get(key.toLowerCase()) ?? key;
    const value = object[key] ?? null;
    const known = picked[name];
    if (isMap(known) && isMap(value)) picked[name] = newMap([...Object.entries(known), ...Object.entries(value)]);
    else if (value !== null || isMap(known)) picked[name] = asString(value);
  }
  return picked;
}

const asString = (value: Value): Value => (isNumber(value) || typeof value === 'boolean' ? String(value) : value);
