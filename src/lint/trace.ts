import type { Path } from '../problem/path.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * A place in an object that was rendered: what a template printed, its number among that template's objects, its path.
 */
export interface RenderedPath {
  readonly source: string;
  readonly index: number;
  readonly path: Path;
}

/** Renders one template of the chart with other values; undefined where it fails. */
export type Rerender = (values: ValueMap, source: string) => readonly ValueMap[] | undefined;

/** The settings of a tracer that depend on the chart. */
export interface TraceOptions {
  /**
   * The places of the chart's own defaults, where the user can change them: they are tried after the values that
   * the user set, and only those that are printed in the place.
   */
  readonly defaults?: () => readonly Path[];
  /**
   * Whether the place must still exist when a value is changed. A value that only decides whether the place is printed
   * is then not its cause: the template is.
   */
  readonly isStrict?: boolean;
}

/** How often a template is rendered again for one finding. */
const MOST_TRIES = 200;
/** How many values are tried one by one before others are tried together. */
const MOST_LIKELY = 6;
/** The limit for a whole case, and for the number of its values, because a render of many values is slow. */
const MOST_RENDERS = 5_000;
const MOST_LEAVES = 250_000;
/** How often a default is compared with what is printed. */
const MOST_COMPARED = 20_000_000;
/** A template that generates a key takes a second for each render. */
const MOST_MILLISECONDS = 5_000;

/**
 * Follows what is in an object back to the value that it comes from. Rendering is a function of the values, so the
 * value is found by experiment: it is the one that changes the place when only it is changed. Nothing needs to be known
 * about the templates and functions in between.
 */
export class Tracer {
  readonly #values: ValueMap;
  readonly #leaves: () => readonly Path[];
  readonly #rerender: Rerender;
  readonly #rendered = new Map<string, readonly ValueMap[] | undefined>();
  readonly #found = new Map<string, Path | undefined>();
  readonly #defaults: () => readonly Path[];
  readonly #isStrict: boolean;
  readonly #again = new Map<string, readonly ValueMap[] | undefined>();
  /** The defaults with what they are printed as. */
  #written: readonly { readonly leaf: Path; readonly own: string }[] | undefined;
  #compared = 0;
  #renders = 0;
  #milliseconds = 0;

  /**
   * @param leaves the places of the values that the user set; called often, but only when there is something to trace
   */
  constructor(
    values: ValueMap,
    leaves: () => readonly Path[],
    rerender: Rerender,
    { defaults = () => [], isStrict = false }: TraceOptions = {},
  ) {
    this.#values = values;
    this.#leaves = leaves;
    this.#rerender = rerender;
    this.#defaults = defaults;
    this.#isStrict = isStrict;
  }

  /**
   * @returns the way to the value, or to the map or list that holds it; undefined where no value of the user is the
   * cause
   */
  trace(target: RenderedPath): Path | undefined {
    const key = JSON.stringify(target);
    if (!this.#found.has(key)) this.#found.set(key, this.#find(target));
    return this.#found.get(key);
  }

  #find({ source, index, path }: RenderedPath): Path | undefined {
    const object = this.#baseline(source)?.[index];
    if (object === undefined || this.#isOverBudget()) return undefined;
    const known = existing(object, path);
    // A map or list is found by its entries.
    const inner = firstLeaf(at(object, known) as Value);
    const place = { source, index, path: [...known, ...inner] };
    const value = at(object, place.path);
    if (this.#isStrict && this.#isRandom(place, value)) return undefined;
    const found = this.#findLeaf(place, value, this.#leaves()) ?? this.#findLeaf(place, value, this.#printed(value));
    if (!found) return undefined;
    if (endsWith(found, inner)) return found.slice(0, found.length - inner.length);
    // The template itself printed the map or list around a value of another name.
    return this.#isStrict && inner.length > 0 ? undefined : found;
  }

  /** Whether the place has another value each time: then no value is its cause. */
  #isRandom({ source, index, path }: RenderedPath, value: Value | undefined): boolean {
    if (!this.#again.has(source)) this.#again.set(source, this.#render(this.#values, source));
    return !equal(at(this.#again.get(source)?.[index], path), value);
  }

  /** The defaults that can have produced a value: those that are equal to it, and those that it contains. */
  #printed(value: Value | undefined): Path[] {
    const text = writeScalar(value);
    if (text === undefined || text === '') return [];
    this.#written ??= this.#defaults().flatMap((leaf) => {
      const own = writeScalar(at(this.#values, leaf));
      return own === undefined || own === '' ? [] : [{ leaf, own }];
    });
    this.#compared += this.#written.length;
    if (this.#compared > MOST_COMPARED) return [];
    return this.#written
      .filter(({ own }) => own === text || (own.length > 1 && text.includes(own)))
      .map(({ leaf }) => leaf);
  }

  #findLeaf(place: RenderedPath, value: Value | undefined, leaves: readonly Path[]): Path | undefined {
    const candidates = leaves
      .map((leaf) => ({ leaf, score: this.#score(leaf, place.path, value) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_TRIES);
    const found = this.#search(
      place,
      value,
      candidates.map(({ leaf }) => leaf),
    );
    if (found) return found;
    // A key of the values may be a string of the object: for example the name of an environment variable.
    for (const { leaf } of candidates) {
      const depth = leaf.lastIndexOf(value as string);
      if (typeof value === 'string' && depth >= 0) {
        const path = leaf.slice(0, depth + 1);
        if (this.#changes(place, value, () => rename(this.#values, path), this.#isNamed(leaf, place))) return path;
      }
    }
    const isMissed = (leaf: Path): boolean => this.#changes(place, value, () => without(this.#values, leaf));
    for (const { leaf } of candidates) {
      if (!isMissed(leaf)) continue;
      // Without an item of a list, all later ones move up: the last item whose removal changes the place is the one.
      const later = candidates.map((candidate) => candidate.leaf).filter((other) => isBehind(other, leaf));
      return later.sort((a, b) => (b.at(-1) as number) - (a.at(-1) as number)).find(isMissed) ?? leaf;
    }
    return undefined;
  }

  /** The first leaf that changes the place when only it is changed. */
  #search(place: RenderedPath, value: Value | undefined, leaves: readonly Path[]): Path | undefined {
    const single = (leaf: Path): boolean =>
      this.#changes(place, value, () => disturb(this.#values, leaf), this.#isNamed(leaf, place));
    if (!this.#isStrict) return leaves.find(single);
    const likely = leaves.slice(0, MOST_LIKELY).find(single);
    if (likely) return likely;
    // Rules out many of the others at once: if changing all of them together does not change the place, none of them
    // does.
    const within = (group: readonly Path[]): Path | undefined => {
      const [leaf] = group;
      if (leaf === undefined) return undefined;
      if (group.length === 1) return single(leaf) ? leaf : undefined;
      const changed = (): ValueMap | undefined => {
        const copied: Copied = new Set();
        return group.reduce<ValueMap | undefined>(
          (values, one) => values && disturb(values, one, copied),
          this.#values,
        );
      };
      if (this.#isKept(place, value, changed)) return undefined;
      const middle = group.length >> 1;
      return within(group.slice(0, middle)) ?? within(group.slice(middle));
    };
    return within(leaves.slice(MOST_LIKELY));
  }

  /** Whether the place exists as before; false where that is not known. */
  #isKept(
    { source, index, path }: RenderedPath,
    before: Value | undefined,
    change: () => ValueMap | undefined,
  ): boolean {
    if (this.#isOverBudget()) return true;
    const values = change();
    const objects = values && this.#render(values, source);
    return objects !== undefined && equal(at(objects[index], path), before);
  }

  /**
   * How likely a leaf of the values is the cause: by its value, and by how much its path has in common with that of the
   * place.
   */
  #score(leaf: Path, path: Path, value: Value | undefined): number {
    let shared = 0;
    while (shared < leaf.length && shared < path.length && leaf.at(-1 - shared) === path.at(-1 - shared)) shared++;
    return shared + (equal(at(this.#values, leaf), value) ? 4 : 0);
  }

  /**
   * Whether a value is, or is a part of, a key on the path of the place: with another value, the place does not exist.
   */
  #isNamed(leaf: Path, { path }: RenderedPath): boolean {
    const value = at(this.#values, leaf);
    return typeof value === 'string' && value !== '' && path.some((step) => String(step).includes(value));
  }

  /** @param mayVanish whether the change may remove the place */
  #changes(
    { source, index, path }: RenderedPath,
    before: Value | undefined,
    change: () => ValueMap | undefined,
    mayVanish = false,
  ): boolean {
    const values = this.#isOverBudget() ? undefined : change();
    if (values === undefined) return false;
    const objects = this.#render(values, source);
    if (objects === undefined) return false;
    const after = at(objects[index], path);
    if (this.#isStrict && !mayVanish && after === undefined) return false;
    return !equal(after, before);
  }

  #isOverBudget(): boolean {
    return (
      this.#renders >= MOST_RENDERS ||
      this.#renders * (this.#leaves().length + 1) >= MOST_LEAVES ||
      this.#milliseconds >= MOST_MILLISECONDS
    );
  }

  #baseline(source: string): readonly ValueMap[] | undefined {
    if (!this.#rendered.has(source)) this.#rendered.set(source, this.#render(this.#values, source));
    return this.#rendered.get(source);
  }

  #render(values: ValueMap, source: string): readonly ValueMap[] | undefined {
    this.#renders++;
    const start = performance.now();
    const objects = this.#rerender(values, source);
    this.#milliseconds += performance.now() - start;
    return objects;
  }
}

/** A value as a template prints it; undefined for maps and lists. */
export function writeScalar(value: Value | undefined): string | undefined {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

/** Whether a path is that of a later item of the same list. */
const isBehind = (path: Path, other: Path): boolean =>
  typeof path.at(-1) === 'number' &&
  path.length === other.length &&
  (path.at(-1) as number) > Number(other.at(-1)) &&
  path.slice(0, -1).every((step, index) => step === other[index]);

/** A string that no values and no chart contain. */
export const MARK = 'kilo-chart-trace';

/** Another value of the same type. */
function another(value: Value | undefined): Value {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === 1 ? 2 : 1;
  if (value instanceof ExactNumber) return 1;
  return value === MARK ? `${MARK}-2` : MARK;
}

/** The maps and lists that are copies already, so that many changes in one of them copy it once. */
export type Copied = Set<Value[] | ValueMap>;

/** The values with another one of the same type at a path; undefined where there is no such path. */
export const disturb = (values: ValueMap, path: Path, copied?: Copied): ValueMap | undefined =>
  replace(
    values,
    path,
    (container, key) => {
      if (Array.isArray(container)) container[key as number] = another(container[key as number]);
      else container[key] = another(container[key]);
    },
    copied,
  );

/** The values with another one at a path; undefined where there is no such path. */
export const replaceAt = (values: ValueMap, path: Path, value: Value, copied?: Copied): ValueMap | undefined =>
  replace(
    values,
    path,
    (container, key) => {
      (container as ValueMap)[key] = value;
    },
    copied,
  );

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

/**
 * A copy of the values in which `change` was applied to the container of the end of `path`; everything outside of the
 * path is shared.
 */
function replace(
  values: ValueMap,
  path: Path,
  change: (container: Value[] | ValueMap, key: string | number) => void,
  copied: Copied = new Set(),
): ValueMap | undefined {
  const own = <T extends Value[] | ValueMap>(value: T): T => {
    if (copied.has(value)) return value;
    const copy = shallow(value);
    copied.add(copy);
    return copy;
  };
  const root = own(values);
  let container: Value[] | ValueMap = root;
  for (const step of path.slice(0, -1)) {
    const inner: Value | undefined = (container as ValueMap)[step];
    if (!isMap(inner) && !Array.isArray(inner)) return undefined;
    const copy: Value[] | ValueMap = own(inner);
    (container as ValueMap)[step] = copy;
    container = copy;
  }
  const last = path.at(-1);
  if (last === undefined) return undefined;
  change(container, last);
  return root;
}

const shallow = <T extends Value[] | ValueMap>(value: T): T =>
  (Array.isArray(value) ? [...value] : newMap(Object.entries(value))) as T;

export function at(value: Value | undefined, path: Path): Value | undefined {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current)) current = typeof step === 'number' ? current[step] : undefined;
    else current = isMap(current) ? current[step] : undefined;
  }
  return current;
}

/** The part of a path that exists: the place of a missing field is that of its container. */
export function existing(object: ValueMap, path: Path): Path {
  let length = path.length;
  while (length > 0 && at(object, path.slice(0, length)) === undefined) length--;
  return path.slice(0, length);
}

/** The path of the first leaf in a value. */
export function firstLeaf(value: Value): Path {
  if (Array.isArray(value) && value.length > 0) return [0, ...firstLeaf(value[0] as Value)];
  const key = isMap(value) ? Object.keys(value)[0] : undefined;
  return key === undefined ? [] : [key, ...firstLeaf((value as ValueMap)[key] as Value)];
}

export const endsWith = (path: Path, end: Path): boolean =>
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
