import type { Path } from '../path.ts';
import type { Where } from '../problems.ts';
import { toFlow } from '../yaml/flow.ts';
import { compareKeys } from '../yaml/keys.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Evaluation } from './evaluate.ts';
import { valueAt } from './file-source.ts';
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
  /** The writes of all flags, by their paths. */
  #writes: PathNode<StepWrite> | undefined;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** What set the value at `path`: of a map or list, the strongest source that has it. */
  of(path: Path): Origin | undefined {
    for (const origin of this.#layers(path)) return origin;
    return this.#filler(path);
  }

  /** What stood at `path` before its origin's source came. */
  replacedAt(path: Path): Origin | undefined {
    const [, replaced] = this.#layers(path);
    return replaced;
  }

  /** The place to point at for a problem with the value at `path`. */
  where(path: Path): Where | undefined {
    return (this.of(path) ?? this.#inside(path))?.where;
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

  /** The defaults that a null deleted. */
  *removed(): Generator<Leaf> {
    const { defaults, values } = this.#evaluation;
    for (const path of missing(defaults.cleaned, values, [])) {
      const [origin, replaced] = this.#layers(path);
      if (origin) yield { path, value: undefined, origin, ...(replaced ? { replaced } : {}) };
    }
  }

  *#leavesOf(value: Value, path: Path): Generator<Leaf> {
    const entries: [string | number, Value][] = Array.isArray(value)
      ? value.map((item, index) => [index, item])
      : isMap(value)
        ? sortedEntries(value)
        : [];
    if (entries.length > 0) {
      for (const [name, item] of entries) yield* this.#leavesOf(item, [...path, name]);
      return;
    }
    if (path.length === 0) return;
    const [origin = this.#filler(path), replaced] = this.#layers(path);
    if (origin) yield { path, value, origin, ...(replaced ? { replaced } : {}) };
  }

  /** What each source has at `path`, the strongest first, down to one that overrules all below it. */
  *#layers(path: Path): Generator<Origin> {
    const { steps, defaults } = this.#evaluation;
    const writes = this.#writesOn(path);
    let next = writes.length - 1;
    let any = false;
    for (let i = steps.length - 1; i >= 0; i--) {
      const step = steps[i] as Step;
      for (; next >= 0 && writes[next]?.step === i; next--) {
        const { write } = writes[next] as StepWrite;
        const found = valueAt(write.set, path.slice(write.path.length));
        // What was set on the way here has no such value, and nothing weaker is left below it.
        if (found === undefined) return;
        any = true;
        yield { source: step.source, value: found, where: whereOf(step.source, path, write) };
      }
      if (step.map === undefined) continue;
      const found = valueAt(step.map, path);
      if (found !== undefined) {
        any = true;
        yield { source: step.source, value: found, where: whereOf(step.source, path) };
      } else if (overrules(step.map, path)) return;
    }
    const found = valueAt(defaults.values, path);
    if (found === undefined || (!any && this.#listIsUsers(path))) return;
    yield { value: found, where: { ...defaultsWhere(this.#evaluation, path), path } };
  }

  /** Whether a list that holds `path` is the user's: the chart's own list is replaced by it, items and all. */
  #listIsUsers(path: Path): boolean {
    const index = path.findIndex((name) => typeof name === 'number');
    return index >= 0 && Array.isArray(valueAt(this.#evaluation.user, path.slice(0, index)));
  }

  /** The flag that made a list grow, for the nulls that it was filled with. */
  #filler(path: Path): Origin | undefined {
    const value = valueAt(this.#evaluation.values, path);
    if (value === undefined || !this.#listIsUsers(path)) return undefined;
    const found = this.#inside(path.slice(0, -1));
    return found && { ...found, value };
  }

  /** The last flag that set something below `path`. */
  #inside(path: Path): Origin | undefined {
    const node = nodeAt(this.#tree(), path);
    const last = node && lastWrite(node);
    if (!last) return undefined;
    const { source } = this.#evaluation.steps[last.step] as Step;
    return { source, value: last.write.set, where: whereOf(source, path, last.write) };
  }

  /** The flags' writes at `path` and at what leads to it, in their order. */
  #writesOn(path: Path): StepWrite[] {
    let node: PathNode<StepWrite> | undefined = this.#tree();
    const found: StepWrite[] = [];
    for (const name of path) {
      node = node.children.get(name);
      if (node === undefined) break;
      found.push(...node.items);
    }
    return found.sort((a, b) => a.order - b.order);
  }

  #tree(): PathNode<StepWrite> {
    if (this.#writes) return this.#writes;
    const root = newPathTree<StepWrite>();
    let order = 0;
    this.#evaluation.steps.forEach(({ writes }, step) => {
      for (const write of writes) growPath(root, write.path).items.push({ step, write, order: order++ });
    });
    this.#writes = root;
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

interface StepWrite {
  readonly step: number;
  readonly write: Write;
  readonly order: number;
}

function lastWrite(node: PathNode<StepWrite>): StepWrite | undefined {
  let last = node.items.at(-1);
  for (const child of node.children.values()) {
    const candidate = lastWrite(child);
    if (candidate && (last === undefined || candidate.order > last.order)) last = candidate;
  }
  return last;
}

/** Whether something on the way to `path` is no map: then whatever was below it is gone. */
function overrules(map: ValueMap, path: Path): boolean {
  for (let length = 1; length < path.length; length++) {
    const value = valueAt(map, path.slice(0, length));
    if (value === undefined) return false;
    if (!isMap(value)) return true;
  }
  return false;
}

function whereOf(source: Source, path: Path, write?: Write): Where {
  if (source.kind === 'file') return { file: source.name, ...source.locate?.(path), path };
  const { flag, text } = source;
  return { flag: { name: flag, text, ...(write ? { offset: write.start } : {}) }, path };
}

function defaultsWhere({ defaults: { file } }: Evaluation, path: Path): Where {
  return file === undefined ? {} : { file: file.name, ...file.locate(path) };
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
