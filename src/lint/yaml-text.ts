import type { Path } from '../problem/path.ts';
import { readYaml, type YamlDocument } from '../yaml/read.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import { at, equal, existing } from './trace.ts';

/**
 * Where a place of an object was written in a YAML text of the values from which the object was made, as a whole or as
 * a part.
 *
 * @param text as it is in the values, templates and all
 * @returns the offset of the key, or of the item; undefined where it is not known
 */
export function findInText(text: string, object: ValueMap, path: Path): number | undefined {
  if (!/[:-]/.test(text)) return undefined;
  return findPlain(text, object, path) ?? (text.includes('{{') ? findMasked(text, object, path) : undefined);
}

function findPlain(text: string, object: ValueMap, path: Path): number | undefined {
  const documents = readPlain(text);
  const known = existing(object, path);
  // As much of the path as possible: the chart printed the rest around the text.
  for (let length = 0; length < known.length; length++) {
    const rest = known.slice(length);
    for (const document of documents) {
      if (length === 0 && !isSame(document.value, object)) continue;
      const key = placeIn(document, rest, at(object, known));
      if (key !== undefined) return key;
    }
  }
  return undefined;
}

/** A string with templates may not be YAML: this is the one object that it can be, whatever the templates print. */
function findMasked(text: string, object: ValueMap, path: Path): number | undefined {
  const [document, ...others] = readMasked(text).filter(({ value }) => isSame(value, object));
  if (!document || others.length > 0) return undefined;
  const known = existing(object, path);
  return placeIn(document, known, at(object, known));
}

const readDocuments = (text: string): readonly YamlDocument[] => readYaml(text, { name: '' }).documents;

/** Caches the last result, because many places of one string are asked for one after another. */
function forLatest<T>(make: (text: string) => T): (text: string) => T {
  let latest: { readonly text: string; readonly made: T } | undefined;
  return (text) => {
    if (latest?.text !== text) latest = { text, made: make(text) };
    return latest.made;
  };
}

const readPlain = forLatest(readDocuments);
const readMasked = forLatest((text) => readDocuments(text.replace(TEMPLATE, mask)));

/** A template: expressions that print a value, that print text, and that print nothing. */
const TEMPLATE = /\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}/g;
/** Replaces the output of a template; no other text contains it. */
const MASK = '\ue000';

const mask = (template: string): string =>
  (/^\{\{(?:[{#/!~^]|else)/.test(template) ? ' ' : MASK).repeat(template.length);

function placeIn(document: YamlDocument, path: Path, wanted: Value | undefined): number | undefined {
  for (const way of waysOf(path, document.value)) {
    const container = at(document.value, way.slice(0, -1));
    if (typeof container !== 'object' || container === null) continue;
    if (!matches(at(container as Value, way.slice(-1)), wanted)) continue;
    const place = document.place(container as Value[] | ValueMap, way.at(-1) as string | number);
    if (place) return place.key;
  }
  return undefined;
}

/** Whether a value equals another one, or becomes equal to it when its templates are rendered. */
function matches(value: Value | undefined, other: Value | undefined): boolean {
  if (typeof value === 'string' && value.includes(MASK)) return true;
  if (Array.isArray(value) && Array.isArray(other))
    return value.length === other.length && value.every((item, index) => matches(item, other[index]));
  if (isMap(value) && isMap(other)) {
    const keys = Object.keys(value);
    return (
      keys.length === Object.keys(other).length && keys.every((key) => key in other && matches(value[key], other[key]))
    );
  }
  return equal(value, other);
}

/** A list of the user follows the chart's own items: its first item may have any index. */
function waysOf(path: Path, value: Value): Path[] {
  const [first, ...rest] = path;
  if (typeof first !== 'number' || !Array.isArray(value)) return [path];
  return value.map((_, index) => [index, ...rest]);
}

const isSame = (value: Value, object: ValueMap): boolean =>
  ['kind', 'apiVersion'].every((field) => matches(at(value, [field]), object[field])) &&
  matches(at(value, ['metadata', 'name']), at(object, ['metadata', 'name']));
