import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { toFlow } from '../yaml/flow.ts';
import { compareKeys } from '../yaml/keys.ts';
import { isMap, newMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import type { Evaluation } from './evaluation.ts';
import { layersOf } from './layers.ts';
import { growPath, newPathTree, nodeAt, type PathNode } from './path-tree.ts';
import type { Source, Step, Write } from './source.ts';

/** What set a value. */
export interface Origin {
  /** Absent for the chart's default. */
  readonly source?: Source;
  /** What it was set to. */
  readonly value: Value;
  readonly where: Where;
}

/** A leaf of the values: what is no map or list, or an empty one. */
export interface Leaf {
  readonly path: Path;
  /** undefined for a default that a null deleted. */
  readonly value: Value | undefined;
  readonly origin: Origin;
  /** What stood there before the origin's source came: the next weaker source's. */
  readonly replaced?: Origin;
}

/**
 * Where values come from. Nothing is kept while values are computed but what each flag set; all else is found by asking
 * the sources again, which are never changed.
 */
export class Origins {
  readonly #evaluation: Evaluation;
  /** The steps that have a map, the strongest first. */
  readonly #maps: readonly number[];
  /** What all flags set, by its paths. */
  #touches: PathNode<Touch> | undefined;
  readonly #last = new Map<PathNode<Touch>, Touch | undefined>();

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
    this.#maps = evaluation.steps.flatMap(({ map }, step) => (map === undefined ? [] : step)).reverse();
  }

  /**
   * What set the value at `path`: of a map or list, the strongest source that gave one, and where none did, the last flag
   * that set something in it.
   */
  of(path: Path): Origin | undefined {
    const [origin] = this.#history(path);
    return origin;
  }

  /** What stood at `path` before its origin's source came. */
  replacedAt(path: Path): Origin | undefined {
    const [, replaced] = this.#history(path);
    return replaced;
  }

  /** The place to point at for a problem with the value at `path`. */
  where(path: Path): Where | undefined {
    return this.of(path)?.where;
  }

  /** The place of a character of the text at `path`, as near as can be told. */
  whereInside(path: Path, offset: number): Where | undefined {
    const origin = this.of(path);
    const { source } = origin ?? {};
    if (source?.kind !== 'file') return origin?.where ?? this.where(path);
    return { file: source.name, ...source.locate?.(path, offset), path };
  }

  /** Every leaf, in the order of the values. */
  *leaves(): Generator<Leaf> {
    yield* this.#leavesOf(this.#evaluation.values, []);
  }

  /** The leaves that a user's source set. Without subcharts, what no such source has anything of is not looked at. */
  usersLeaves(): Leaf[] {
    const { values, user, tree } = this.#evaluation;
    const isTouched = tree ? undefined : (path: Path): boolean => valueAt(user, path) !== undefined;
    return [...this.#leavesOf(values, [], isTouched)].filter(({ origin }) => origin.source !== undefined);
  }

  /** The defaults that a null deleted. */
  *removed(): Generator<Leaf> {
    const { defaults, values } = this.#evaluation;
    for (const path of missing(defaults.cleaned, values, [])) {
      const [origin, replaced] = this.#history(path);
      if (origin) yield { path, value: undefined, origin, ...(replaced ? { replaced } : {}) };
    }
  }

  *#leavesOf(value: Value, path: Path, isWanted: (path: Path) => boolean = () => true): Generator<Leaf> {
    if (path.length > 0 && !isWanted(path)) return;
    const entries: [string | number, Value][] = Array.isArray(value)
      ? value.map((item, index) => [index, item])
      : isMap(value)
        ? sortedEntries(value)
        : [];
    if (entries.length > 0) {
      for (const [name, item] of entries) yield* this.#leavesOf(item, [...path, name], isWanted);
      return;
    }
    if (path.length === 0) return;
    const [origin, replaced] = this.#history(path);
    if (origin) yield { path, value, origin, ...(replaced ? { replaced } : {}) };
  }

  /** What set the value at `path`, and what stood there before, the strongest first: the user's, then the default. */
  *#history(path: Path): Generator<Origin> {
    for (const layer of layersOf(this.#evaluation, path)) {
      if (layer.kind === 'user') yield* this.#users(layer.path, path);
      else yield { value: layer.value, where: { ...layer.where, path } };
    }
  }

  /**
   * What the user's sources made of the value at `path`.
   *
   * @param seen where it is in the values, which is not where it was set for `global` of a subchart
   */
  *#users(path: Path, seen: Path): Generator<Origin> {
    const { user, values, defaults } = this.#evaluation;
    const users = valueAt(user, path);
    if (users !== undefined) {
      const chart = valueAt(defaults.values, path);
      const given = this.#given(path);
      const first = given.next().value;
      // A map of the chart's that flags change stays the chart's, unless nothing of it is left.
      const isChanged = !first && isMap(chart) && isMap(users) && !isEmpty(valueAt(values, seen));
      if (!isChanged && (!first || shapeOf(first.value) !== shapeOf(users))) {
        // Flags made it piece by piece, or filled the list with null up to the item that they set.
        const made = this.#inside(path) ?? this.#inside(path.slice(0, -1));
        if (made) yield { ...made, value: users };
      }
      if (first) yield first;
      yield* given;
    }
  }

  /** What each of the user's sources has at `path`, the strongest first, down to one that overrules all below it. */
  *#given(path: Path): Generator<Origin, undefined> {
    const { steps } = this.#evaluation;
    const writes = this.#writesOn(path);
    const maps = this.#maps;
    for (let next = writes.length - 1, map = 0; next >= 0 || map < maps.length; ) {
      const touch = writes[next];
      const at = maps[map] ?? -1;
      if (touch && touch.step > at) {
        next--;
        const { step, write } = touch;
        const { source } = steps[step] as Step;
        const value = valueAt(write.set, path.slice(write.path.length));
        // What was set on the way here has no such value, and nothing weaker is left below it.
        if (value === undefined) return;
        yield { source, value, where: whereOf(source, path, write.start) };
        continue;
      }
      map++;
      const { source, map: values = newMap() } = steps[at] as Step;
      const value = valueAt(values, path);
      if (value !== undefined) yield { source, value, where: whereOf(source, path) };
      else if (overrules(values, path)) return;
    }
  }

  /** The last flag that set something at `path` or below it. */
  #inside(path: Path): Omit<Origin, 'value'> | undefined {
    const node = nodeAt(this.#tree(), path);
    const last = node && this.#lastOf(node);
    if (!last) return undefined;
    const { source } = this.#evaluation.steps[last.step] as Step;
    return { source, where: whereOf(source, path, last.start) };
  }

  #lastOf(node: PathNode<Touch>): Touch | undefined {
    if (this.#last.has(node)) return this.#last.get(node);
    let last = node.items.at(-1);
    for (const child of node.children.values()) {
      const candidate = this.#lastOf(child);
      if (candidate && (last === undefined || candidate.order > last.order)) last = candidate;
    }
    this.#last.set(node, last);
    return last;
  }

  /** The flags' writes at `path` and at what leads to it, in their order. */
  #writesOn(path: Path): StepWrite[] {
    let node: PathNode<Touch> | undefined = this.#tree();
    const found: StepWrite[] = [];
    for (const name of path) {
      node = node.children.get(name);
      if (node === undefined) break;
      found.push(...node.items.filter(isWrite));
    }
    return found.sort((a, b) => a.order - b.order);
  }

  #tree(): PathNode<Touch> {
    if (this.#touches) return this.#touches;
    const root = newPathTree<Touch>();
    let order = 0;
    this.#evaluation.steps.forEach(({ writes, made = [] }, step) => {
      for (const { path, start } of made) growPath(root, path).items.push({ step, start, order: order++ });
      for (const write of writes)
        growPath(root, write.path).items.push({ step, start: write.start, order: order++, write });
    });
    this.#touches = root;
    return root;
  }
}

/** An origin in a few characters: `--set #2`, `values.yaml:3:1`. */
export function nameOrigin({ source, where: { file, line, column } }: Origin): string {
  if (source?.kind === 'flag') return `${source.flag} #${source.position}`;
  if (file === undefined) return 'default';
  return line === undefined ? file : `${file}:${line}:${column}`;
}

/** A value in at most 20 characters. */
export function summarize(value: Value): string {
  const text = toFlow(value);
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}

/** A place that a flag set, or made a map or list at. */
interface Touch {
  readonly step: number;
  /** Where in the flag's text the key begins. */
  readonly start: number;
  readonly order: number;
  readonly write?: Write;
}

type StepWrite = Touch & Required<Pick<Touch, 'write'>>;

const isWrite = (touch: Touch): touch is StepWrite => touch.write !== undefined;

const isEmpty = (value: Value | undefined): boolean => isMap(value) && Object.keys(value).length === 0;

const shapeOf = (value: Value): 'list' | 'map' | 'scalar' =>
  Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'scalar';

/** Whether something on the way to `path` is no map: then whatever was below it is gone. */
function overrules(map: ValueMap, path: Path): boolean {
  for (let length = 1; length < path.length; length++) {
    const value = valueAt(map, path.slice(0, length));
    if (value === undefined) return false;
    if (!isMap(value)) return true;
  }
  return false;
}

function whereOf(source: Source, path: Path, offset?: number): Where {
  if (source.kind === 'file') return { file: source.name, ...source.locate?.(path), path };
  const { flag, text } = source;
  return { flag: { name: flag, text, ...(offset === undefined ? {} : { offset }) }, path };
}

function* missing(defaults: ValueMap, values: ValueMap, path: Path): Generator<Path> {
  for (const key in defaults) {
    const value = values[key];
    const under = defaults[key] as Value;
    if (value === undefined) yield [...path, key];
    else if (isMap(value) && isMap(under)) yield* missing(under, value, [...path, key]);
  }
}

const sortedEntries = (map: ValueMap): [string, Value][] =>
  Object.keys(map)
    .sort(compareKeys)
    .map((key) => [key, map[key] as Value]);
