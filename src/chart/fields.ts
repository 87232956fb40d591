import { formatNumber } from '../go/text.ts';
import { type Problem, sourceOf } from '../problem/problem.ts';
import { nameValue } from '../problem/words.ts';
import { toInteger } from '../yaml/integer.ts';
import { compareBytes } from '../yaml/json.ts';
import type { YamlDocument } from '../yaml/read.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * Reads fields of Go's types from documents, and reports those of another type. It follows Helm (sigs.k8s.io/yaml, then
 * encoding/json): a number or boolean where a string is expected becomes a string, null is the empty value, and the
 * case of a field's name is ignored.
 */
export class FieldReader {
  readonly problems: Problem[] = [];
  /** Whether a place was needed that is not known, because the map was added without its document. */
  missesPlaces = false;
  readonly #documents: { readonly document: YamlDocument; readonly file: string }[] = [];

  /** Adds a document whose maps are passed to the other methods. */
  add(document: YamlDocument, file: string): void {
    this.#documents.push({ document, file });
  }

  /** The key of a field in a map: of several, the one that Go reads last. */
  keyOf(map: ValueMap, field: string): string | undefined {
    const wanted = field.toLowerCase();
    let found: string | undefined;
    for (const key in map) {
      if (key.toLowerCase() === wanted && (found === undefined || compareBytes(found, key) < 0)) found = key;
    }
    return found;
  }

  text(map: ValueMap, field: string): string {
    const value = this.#valueOf(map, field);
    const text = this.#floatAt(map, field, value) ?? textOf(value);
    if (text !== undefined) return clean(text);
    this.blame(map, field, `${field} is ${nameValue(value)}, not a string`, `write ${field}: "text"`);
    return '';
  }

  flag(map: ValueMap, field: string): boolean {
    const value = this.#valueOf(map, field) ?? false;
    if (typeof value === 'boolean') return value;
    this.blame(
      map,
      field,
      `${field} is ${nameValue(value)}, not true or false`,
      `write ${field}: true, or leave it out`,
    );
    return false;
  }

  texts(map: ValueMap, field: string): string[] {
    const value = this.#valueOf(map, field) ?? [];
    const texts = Array.isArray(value) ? value.map(textOf) : [undefined];
    if (texts.every((text) => text !== undefined)) return texts.map(clean);
    this.blame(map, field, `${field} is not a list of strings`, `write ${field}: [one, another]`);
    return [];
  }

  list(map: ValueMap, field: string): Value[] {
    const value = this.#valueOf(map, field) ?? [];
    if (Array.isArray(value)) return value;
    this.blame(map, field, `${field} is ${nameValue(value)}, not a list`, `write ${field}: and - before each item`);
    return [];
  }

  /** undefined where the field is not written. */
  maps(map: ValueMap, field: string): ValueMap[] | undefined {
    const value = this.#valueOf(map, field);
    if (value === null) return undefined;
    if (Array.isArray(value) && value.every(isMap)) return value;
    const holdsNull = Array.isArray(value) && value.every((item) => item === null || isMap(item));
    const message = holdsNull ? `${field} must not contain empty or null nodes` : `${field} is not a list of maps`;
    this.blame(map, field, message, `each of them has a name: ${field}: [{name: one}]`);
    return undefined;
  }

  annotations(map: ValueMap): ValueMap {
    const value = this.#valueOf(map, 'annotations') ?? newMap();
    if (isMap(value)) return newMap(Object.keys(value).map((key) => [key, this.#annotation(value, key)]));
    this.blame(map, 'annotations', 'annotations is not a map', 'write annotations: {key: text}');
    return newMap();
  }

  #annotation(map: ValueMap, key: string): string {
    const value = map[key] as Value;
    const text = textOf(value);
    if (text !== undefined) return text;
    this.blame(map, key, `the annotation ${key} is ${nameValue(value)}, not a string`, 'write it as a string: |');
    return '';
  }

  #valueOf(map: ValueMap, field: string): Value {
    const key = this.keyOf(map, field);
    return key === undefined ? null : (map[key] ?? null);
  }

  /** Reports a problem of a field. */
  blame(map: ValueMap, field: string, message: string, hint: string): void {
    const key = this.keyOf(map, field) ?? field;
    const where = this.#placeOf(map, key) ?? { file: this.#documents[0]?.file ?? '' };
    this.problems.push({ code: 'chart', severity: 'error', message, where, hint });
  }

  /** A whole number that is written as a float, such as `72445e2`: it stays one when it becomes a string. */
  #floatAt(map: ValueMap, field: string, value: Value): string | undefined {
    if (typeof value !== 'number' || Math.abs(value) < 1e6 || !Number.isInteger(value)) return undefined;
    const { source = '', column = 1 } = this.#placeOf(map, this.keyOf(map, field) ?? field) ?? {};
    return WRITTEN_FLOAT.test(source.slice(column - 1)) ? writeFloat(value) : undefined;
  }

  #placeOf(map: ValueMap, key: string): Problem['where'] | undefined {
    for (const { document, file } of this.#documents) {
      const at = document.place(map, key)?.value;
      if (at === undefined) continue;
      const place = document.lines.locate(at);
      return { file, ...place, ...sourceOf(document.lines.line(place.line), place.column) };
    }
    this.missesPlaces = true;
    return undefined;
  }
}

/** The string that Helm's YAML library makes of a scalar where a string is expected. */
function textOf(value: Value): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeNumber(value);
  if (value instanceof ExactNumber) return isInt64(value.text) ? value.text : writeFloat(Number(value.text));
  if (typeof value === 'boolean') return String(value);
  return undefined;
}

/** Whether an integer is one to Go's reader, which takes a larger one for a float. */
const isInt64 = (text: string): boolean =>
  /^-?\d+$/.test(text) && toInteger(text) >= -(2n ** 63n) && toInteger(text) < 2n ** 64n;

/** The spelling of a float. */
const WRITTEN_FLOAT = /^[-+]?(?!0[xX])[\d_]*(?:\.|[\d_][eE])/;

const writeNumber = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 64 ? String(value) : writeFloat(value);

/** As Go's `strconv.FormatFloat(value, 'g', -1, 64)`. */
const writeFloat = (value: number): string =>
  Math.abs(value) < 1e6 ? formatNumber(value) : value.toExponential().replace(/e\+(\d)$/, 'e+0$1');

/** Replaces white space by spaces, and removes what is not printable (chart.sanitizeString). */
const clean = (text: string): string => (/^[ -~]*$/.test(text) ? text : cleanAll(text));

const cleanAll = (text: string): string =>
  text.replace(/[\s\u0085]/gu, ' ').replace(/[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');
