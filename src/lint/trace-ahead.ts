import type { Manifest } from '../manifests/index.ts';
import type { Path } from '../problem/path.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import { at, type Copied, endsWith, existing, firstLeaf, MARK, type Rerender, replaceAt } from './trace.ts';

/** How many characters are searched for the strings of values. */
const MOST_SEARCHED = 100e6;
/** What is printed instead of values, with their numbers. */
const MARKS = new RegExp(`${MARK}-\\d+-`, 'g');

/** A place in an object of a release. */
export interface Target {
  readonly manifest: Manifest;
  readonly path: Path;
}

/** A value of the user that may be printed in a place, and its temporary replacement. */
interface Mark {
  readonly leaf: Path;
  readonly text: string;
  readonly mark: string;
}

/**
 * Follows many places of a template back to values at once: each of the user's strings that is printed in one of them
 * is replaced by a unique mark, and the template is rendered once more. Where the mark is printed instead of the
 * string, and nothing else has changed there, the string is the cause.
 *
 * What is not found so (numbers, values that templates work on) is left to the tracer, which tries value after value.
 */
export class AheadTracer {
  readonly #values: ValueMap;
  readonly #leaves: () => readonly Path[];
  readonly #rerender: Rerender;
  readonly #found = new Map<ValueMap, Map<string, Path>>();

  /** @param leaves the places of the values that the user set */
  constructor(values: ValueMap, leaves: () => readonly Path[], rerender: Rerender) {
    this.#values = values;
    this.#leaves = leaves;
    this.#rerender = rerender;
  }

  /** Traces these places in advance. */
  prepare(targets: readonly Target[]): void {
    const bySource = new Map<string, Target[]>();
    for (const target of targets) {
      const others = bySource.get(target.manifest.source);
      if (others) others.push(target);
      else bySource.set(target.manifest.source, [target]);
    }
    for (const [source, some] of bySource) this.#traceAll(source, some);
  }

  /** @returns the way to the value, or to the map or list that holds it; undefined where it is not known */
  trace({ manifest, path }: Target): Path | undefined {
    return this.#found.get(manifest.object)?.get(JSON.stringify(path));
  }

  #traceAll(source: string, targets: readonly Target[]): void {
    const places = targets.map(({ manifest: { object }, path }) => {
      const known = existing(object, path);
      const inner = firstLeaf(at(object, known) as Value);
      return { object, path, place: [...known, ...inner], inner };
    });
    const printed = places.map(({ object, place }) => at(object, place)).filter((value) => typeof value === 'string');
    const marks = this.#marksFor(printed);
    if (marks.length === 0) return;
    let values = this.#values;
    const copied: Copied = new Set();
    for (const { leaf, mark } of marks) values = replaceAt(values, leaf, mark, copied) ?? values;
    const objects = this.#rerender(values, source);
    if (objects === undefined) return;
    const soleOf = indexSole(objects);
    const byMark = new Map(marks.map((mark) => [mark.mark, mark]));
    for (const { object, path, place, inner } of places) {
      const changed = soleOf.get(identityOf(object));
      const cause = changed && causeOf(at(object, place), at(changed, place), byMark);
      if (cause === undefined) continue;
      const ways = this.#found.get(object) ?? new Map<string, Path>();
      ways.set(JSON.stringify(path), endsWith(cause, inner) ? cause.slice(0, cause.length - inner.length) : cause);
      this.#found.set(object, ways);
    }
  }

  #marksFor(printed: readonly string[]): Mark[] {
    const marks: Mark[] = [];
    const most = MOST_SEARCHED / printed.reduce((sum, { length }) => sum + length, 1);
    for (const leaf of this.#leaves().slice(0, most)) {
      const text = at(this.#values, leaf);
      // A string of one letter is part of nearly every other string, and a string with a template prints something
      // else.
      if (typeof text !== 'string' || text.length < 2 || text.includes('{{')) continue;
      if (printed.some((value) => value.includes(text))) marks.push({ leaf, text, mark: `${MARK}-${marks.length}-` });
    }
    return marks;
  }
}

/** The one value whose mark is printed instead of its string. */
function causeOf(
  before: Value | undefined,
  after: Value | undefined,
  marks: ReadonlyMap<string, Mark>,
): Path | undefined {
  if (typeof before !== 'string' || typeof after !== 'string' || before === after) return undefined;
  const standing = new Set(Array.from(after.matchAll(MARKS), ([mark]) => mark));
  const [first = ''] = standing;
  const only = standing.size === 1 ? marks.get(first) : undefined;
  return only && after.replaceAll(only.mark, only.text) === before ? only.leaf : undefined;
}

/** The objects that no other one equals by kind and name. */
function indexSole(objects: readonly ValueMap[]): ReadonlyMap<string, ValueMap | undefined> {
  const found = new Map<string, ValueMap | undefined>();
  for (const object of objects) {
    const identity = identityOf(object);
    found.set(identity, found.has(identity) ? undefined : object);
  }
  return found;
}

const identityOf = ({ kind, apiVersion, metadata }: ValueMap): string =>
  JSON.stringify([kind, apiVersion, ...(isMap(metadata) ? [metadata.namespace, metadata.name] : [])]);
