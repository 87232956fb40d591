import type { Path } from '../problem/path.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/** A place in an object that was rendered: what a template printed, its number among that template's objects, the way. */
export interface RenderedPath {
  readonly source: string;
  readonly index: number;
  readonly path: Path;
}

/** Renders one template of the chart with other values; undefined where it fails. */
export type Rerender = (values: ValueMap, source: string) => readonly ValueMap[] | undefined;

/** How often a template is rendered again for one finding. */
const MOST_TRIES = 200;
/** How often for all of a case, and with how many values of the user's in all: with many, one rendering takes long. */
const MOST_RENDERS = 5_000;
const MOST_LEAVES = 250_000;

/**
 * Follows what stands in an object back to the value that it comes from. Rendering is a function of the values, so the
 * value is found by trying: the one that, changed alone, changes the place. Whatever templates and functions lie between
 * the two, nothing has to be known of them.
 */
export class Tracer {
  readonly #values: ValueMap;
  readonly #leaves: () => readonly Path[];
  readonly #rerender: Rerender;
  readonly #rendered = new Map<string, readonly ValueMap[] | undefined>();
  readonly #found = new Map<string, Path | undefined>();
  #renders = 0;

  /** @param leaves the places of the values that the user set, asked for when there is something to trace, and often */
  constructor(values: ValueMap, leaves: () => readonly Path[], rerender: Rerender) {
    this.#values = values;
    this.#leaves = leaves;
    this.#rerender = rerender;
  }

  /** @returns the way to the value, or to the map or list that holds it; undefined where no value of the user's is it */
  trace(target: RenderedPath): Path | undefined {
    const key = JSON.stringify(target);
    if (!this.#found.has(key)) this.#found.set(key, this.#find(target));
    return this.#found.get(key);
  }

  #find({ source, index, path }: RenderedPath): Path | undefined {
    const object = this.#baseline(source)?.[index];
    if (object === undefined || this.#isTired()) return undefined;
    const known = existing(object, path);
    // A map or list is found by what it holds.
    const inner = firstLeaf(at(object, known) as Value);
    const place = { source, index, path: [...known, ...inner] };
    const found = this.#findLeaf(place, object);
    if (!found) return undefined;
    return endsWith(found, inner) ? found.slice(0, found.length - inner.length) : found;
  }

  #findLeaf(place: RenderedPath, object: ValueMap): Path | undefined {
    const value = at(object, place.path);
    const candidates = this.#leaves()
      .map((leaf) => ({ leaf, score: this.#score(leaf, place.path, value) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_TRIES);
    for (const { leaf } of candidates) if (this.#changes(place, value, () => disturb(this.#values, leaf))) return leaf;
    // A key of the values may be a text of the object: the name of an environment variable, say.
    for (const { leaf } of candidates) {
      const depth = leaf.lastIndexOf(value as string);
      if (typeof value === 'string' && depth >= 0) {
        const path = leaf.slice(0, depth + 1);
        if (this.#changes(place, value, () => rename(this.#values, path))) return path;
      }
    }
    const isMissed = (leaf: Path): boolean => this.#changes(place, value, () => without(this.#values, leaf));
    for (const { leaf } of candidates) {
      if (!isMissed(leaf)) continue;
      // Without an item of a list, all behind it move up: the last one that is missed is the one.
      const later = candidates.map((candidate) => candidate.leaf).filter((other) => isBehind(other, leaf));
      return later.sort((a, b) => (b.at(-1) as number) - (a.at(-1) as number)).find(isMissed) ?? leaf;
    }
    return undefined;
  }

  /** How likely a leaf of the values is the one: by its value, and by how much of its way is the place's too. */
  #score(leaf: Path, path: Path, value: Value | undefined): number {
    let shared = 0;
    while (shared < leaf.length && shared < path.length && leaf.at(-1 - shared) === path.at(-1 - shared)) shared++;
    return shared + (equal(at(this.#values, leaf), value) ? 4 : 0);
  }

  #changes(
    { source, index, path }: RenderedPath,
    before: Value | undefined,
    change: () => ValueMap | undefined,
  ): boolean {
    const values = this.#isTired() ? undefined : change();
    if (values === undefined) return false;
    this.#renders++;
    const objects = this.#rerender(values, source);
    return objects !== undefined && !equal(at(objects[index], path), before);
  }

  #isTired(): boolean {
    return this.#renders >= MOST_RENDERS || this.#renders * this.#leaves().length >= MOST_LEAVES;
  }

  #baseline(source: string): readonly ValueMap[] | undefined {
    if (!this.#rendered.has(source)) this.#rendered.set(source, this.#rerender(this.#values, source));
    return this.#rendered.get(source);
  }
}

/** Whether a path is that of a later item of the same list. */
const isBehind = (path: Path, other: Path): boolean =>
  typeof path.at(-1) === 'number' &&
  path.length === other.length &&
  (path.at(-1) as number) > Number(other.at(-1)) &&
  path.slice(0, -1).every((step, index) => step === other[index]);

const MARK = 'kilo-chart-trace';

/** Another value of the same type. */
function another(value: Value | undefined): Value {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === 1 ? 2 : 1;
  if (value instanceof ExactNumber) return 1;
  return value === MARK ? `${MARK}-2` : MARK;
}

const disturb = (values: ValueMap, path: Path): ValueMap | undefined =>
  replace(values, path, (container, key) => {
    if (Array.isArray(container)) container[key as number] = another(container[key as number]);
    else container[key] = another(container[key]);
  });

const without = (values: ValueMap, path: Path): ValueMap | undefined =>
  replace(values, path, (container, key) => {
    if (Array.isArray(container)) container.splice(key as number, 1);
    else delete container[key];
  });

/** The same values with the key at the end of a path changed, in its old place. */
const rename = (values: ValueMap, path: Path): ValueMap | undefined =>
  replace(values, path, (container, key) => {
    if (Array.isArray(container)) return;
    const entries = Object.entries(container);
    for (const name of Object.keys(container)) delete container[name];
    for (const [name, value] of entries) container[name === key ? MARK : name] = value;
  });

/** A copy of the values in which `change` was made to what holds the end of `path`; what is not on the way is shared. */
function replace(
  values: ValueMap,
  path: Path,
  change: (container: Value[] | ValueMap, key: string | number) => void,
): ValueMap | undefined {
  const root = shallow(values) as ValueMap;
  let container: Value[] | ValueMap = root;
  for (const step of path.slice(0, -1)) {
    const inner: Value | undefined = (container as ValueMap)[step];
    if (!isMap(inner) && !Array.isArray(inner)) return undefined;
    const copied = shallow(inner);
    (container as ValueMap)[step] = copied;
    container = copied;
  }
  const last = path.at(-1);
  if (last === undefined) return undefined;
  change(container, last);
  return root;
}

function shallow(value: Value[] | ValueMap): Value[] | ValueMap {
  return Array.isArray(value) ? [...value] : newMap(Object.entries(value));
}

export function at(value: Value | undefined, path: Path): Value | undefined {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current)) current = typeof step === 'number' ? current[step] : undefined;
    else current = isMap(current) ? current[step] : undefined;
  }
  return current;
}

/** The part of a path that is there: a field that is missing has its place in what it is missing from. */
export function existing(object: ValueMap, path: Path): Path {
  let length = path.length;
  while (length > 0 && at(object, path.slice(0, length)) === undefined) length--;
  return path.slice(0, length);
}

/** The way to the first thing in a value that holds nothing. */
function firstLeaf(value: Value): Path {
  if (Array.isArray(value) && value.length > 0) return [0, ...firstLeaf(value[0] as Value)];
  const key = isMap(value) ? Object.keys(value)[0] : undefined;
  return key === undefined ? [] : [key, ...firstLeaf((value as ValueMap)[key] as Value)];
}

const endsWith = (path: Path, end: Path): boolean =>
  end.length < path.length && end.every((step, index) => path[path.length - end.length + index] === step);

export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (isMap(a) && isMap(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
  }
  return a instanceof ExactNumber && b instanceof ExactNumber && a.text === b.text;
}
