import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { isMap, newMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import { growPath, newPathTree, nodeAt, type PathNode } from './path-tree.ts';
import type { Source, Step, Write } from './source.ts';

/** The origin of a value. */
export interface Origin {
  /** Absent for the chart's default. */
  readonly source?: Source;
  /** The value that it set. */
  readonly value: Value;
  readonly where: Where;
}

/** A value of a file. Its line is looked up when it is asked for: of most values only the source is of interest. */
class FileOrigin implements Origin {
  readonly source: Source;
  readonly value: Value;
  readonly #path: Path;
  #where: Where | undefined;

  constructor(source: Source, value: Value, path: Path) {
    this.source = source;
    this.value = value;
    this.#path = path;
  }

  get where(): Where {
    this.#where ??= whereOf(this.source, this.#path);
    return this.#where;
  }
}

/** A place at which a flag set a value, or created a map or a list. */
interface Touch {
  readonly step: number;
  /** The offset of the key in the flag's text. */
  readonly start: number;
  readonly order: number;
  readonly write?: Write;
}

type StepWrite = Touch & Required<Pick<Touch, 'write'>>;

const isWrite = (touch: Touch): touch is StepWrite => touch.write !== undefined;

/** The history of the user's sources, found by reading them again, since they are never changed. */
export class SourceHistory {
  readonly #steps: readonly Step[];
  /** The steps that have a map, the strongest first. */
  readonly #maps: readonly number[];
  /** What all flags set, by path. */
  #touches: PathNode<Touch> | undefined;
  readonly #last = new Map<PathNode<Touch>, Touch | undefined>();

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.#maps = steps.flatMap(({ map }, step) => (map === undefined ? [] : step)).reverse();
  }

  /**
   * The values that the user's sources have at `path`, the strongest first, up to one that overrules all weaker ones.
   */
  *given(path: Path): Generator<Origin, undefined> {
    const steps = this.#steps;
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
        // What was set on the path has no such value, and overrules everything weaker.
        if (value === undefined) return;
        yield { source, value, where: whereOf(source, path, write.start) };
        continue;
      }
      map++;
      const { source, map: values = newMap() } = steps[at] as Step;
      const value = valueAt(values, path);
      if (value !== undefined) yield new FileOrigin(source, value, path);
      else if (overrules(values, path)) return;
    }
  }

  /** The last flag that set something at `path` or below it. */
  inside(path: Path): Omit<Origin, 'value'> | undefined {
    const node = nodeAt(this.#tree(), path);
    const last = node && this.#lastOf(node);
    if (!last) return undefined;
    const { source } = this.#steps[last.step] as Step;
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

  /** The flags' writes at `path` and at its parents, in order. */
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
    this.#steps.forEach(({ writes, made = [] }, step) => {
      for (const { path, start } of made) growPath(root, path).items.push({ step, start, order: order++ });
      for (const write of writes)
        growPath(root, write.path).items.push({ step, start: write.start, order: order++, write });
    });
    this.#touches = root;
    return root;
  }
}

/** Whether something on the path is not a map: then everything below it is gone. */
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
