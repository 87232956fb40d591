import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { toFlow } from '../yaml/flow.ts';
import { compareKeys } from '../yaml/keys.ts';
import { isMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import type { Evaluation } from './evaluation.ts';
import { layersOf } from './layers.ts';
import { type Origin, SourceHistory } from './source-history.ts';

export type { Origin } from './source-history.ts';

/** A leaf of the values: a scalar, or an empty map or list. */
export interface Leaf {
  readonly path: Path;
  /** undefined for a default that a null deleted. */
  readonly value: Value | undefined;
  readonly origin: Origin;
  /** The value that the origin overrules: that of the next weaker source. */
  readonly replaced?: Origin;
}

/**
 * Finds out where values come from. While values are computed, only what each flag sets is recorded; everything else is
 * found by reading the sources again, which are never changed.
 */
export class Origins {
  readonly #evaluation: Evaluation;
  readonly #sources: SourceHistory;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
    this.#sources = new SourceHistory(evaluation.steps);
  }

  /**
   * The origin of the value at `path`: for a map or list, the strongest source that has one there, or else the last
   * flag that set something in it.
   */
  of(path: Path): Origin | undefined {
    const [origin] = this.#history(path);
    return origin;
  }

  /** The value at `path` that its origin overrules. */
  replacedAt(path: Path): Origin | undefined {
    const [, replaced] = this.#history(path);
    return replaced;
  }

  /** The place to report for a problem of the value at `path`. */
  where(path: Path): Where | undefined {
    return this.of(path)?.where;
  }

  /** The place of a character of the string at `path`, as exactly as possible. */
  whereInside(path: Path, offset: number): Where | undefined {
    const origin = this.of(path);
    const { source } = origin ?? {};
    if (source?.kind !== 'file') return origin?.where ?? this.where(path);
    return { file: source.name, ...source.locate?.(path, offset), path };
  }

  /** All leaves, in the order of the values. */
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

  /** The origins of the value at `path`, the strongest first: the user's, then the default. */
  *#history(path: Path): Generator<Origin> {
    for (const layer of layersOf(this.#evaluation, path)) {
      if (layer.kind === 'user') yield* this.#users(layer.path, path);
      else yield { value: layer.value, where: { ...layer.where, path } };
    }
  }

  /**
   * The user's origins of the value at `path`.
   *
   * @param seen its place in the values, which differs from where it was set for `global` of a subchart
   */
  *#users(path: Path, seen: Path): Generator<Origin> {
    const { user, values, defaults } = this.#evaluation;
    const users = valueAt(user, path);
    if (users !== undefined) {
      const chart = valueAt(defaults.values, path);
      const given = this.#sources.given(path);
      const first = given.next().value;
      // A map of the chart that flags change still belongs to the chart, unless none of it is left.
      const isChanged = !first && isMap(chart) && isMap(users) && !isEmpty(valueAt(values, seen));
      if (!isChanged && (!first || shapeOf(first.value) !== shapeOf(users))) {
        // Flags created it in parts, or filled the list with null up to the item that they set.
        const made = this.#sources.inside(path) ?? this.#sources.inside(path.slice(0, -1));
        if (made) yield { ...made, value: users };
      }
      if (first) yield first;
      yield* given;
    }
  }
}

/** A short name of an origin: `--set #2`, `values.yaml:3:1`. */
export function nameOrigin({ source, where: { file, line, column } }: Pick<Origin, 'source' | 'where'>): string {
  if (source?.kind === 'flag') return `${source.flag} #${source.position}`;
  if (file === undefined) return 'default';
  return line === undefined ? file : `${file}:${line}:${column}`;
}

/** A value in at most 20 characters. */
export function summarize(value: Value): string {
  const text = toFlow(value);
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}

const isEmpty = (value: Value | undefined): boolean => isMap(value) && Object.keys(value).length === 0;

const shapeOf = (value: Value): 'list' | 'map' | 'scalar' =>
  Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'scalar';

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
