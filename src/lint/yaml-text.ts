import type { Path } from '../path.ts';
import { readYaml } from '../yaml/read.ts';
import type { Value, ValueMap } from '../yaml/value.ts';
import { at, equal, existing } from './trace.ts';

/**
 * Where in a YAML text of the values a place of an object was written, that the text was made into, whole or as a part.
 *
 * @param text as it stands in the values, templates and all
 * @returns the offset of the key, or of the item; undefined where it cannot be told
 */
export function findInText(text: string, object: ValueMap, path: Path): number | undefined {
  if (!/[:-]/.test(text)) return undefined;
  const { documents } = readYaml(text, { name: '' });
  const known = existing(object, path);
  const wanted = at(object, known);
  // As much of the way as can be: what is left out is what the chart wrote around the text.
  for (let length = 0; length < known.length; length++) {
    const rest = known.slice(length);
    for (const document of documents) {
      if (length === 0 && !isSame(document.value, object)) continue;
      for (const way of waysOf(rest, document.value)) {
        const container = at(document.value, way.slice(0, -1));
        if (
          typeof container !== 'object' ||
          container === null ||
          !equal(at(container as Value, way.slice(-1)), wanted)
        )
          continue;
        const place = document.place(container as Value[] | ValueMap, way.at(-1) as string | number);
        if (place) return place.key;
      }
    }
  }
  return undefined;
}

/** A list of the user's stands behind the chart's own items: its first item may have any number. */
function waysOf(path: Path, value: Value): Path[] {
  const [first, ...rest] = path;
  if (typeof first !== 'number' || !Array.isArray(value)) return [path];
  return value.map((_, index) => [index, ...rest]);
}

const isSame = (value: Value, object: ValueMap): boolean =>
  ['kind', 'apiVersion'].every((field) => equal(at(value, [field]), object[field])) &&
  equal(at(value, ['metadata', 'name']), at(object, ['metadata', 'name']));
