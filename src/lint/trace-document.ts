import type { Path } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import type { ValueMap } from '../yaml/value.ts';
import type { Reread } from './release.ts';
import { at, disturb, MARK, replaceAt, writeScalar } from './trace.ts';

/** How many values are tried for one document. */
const MOST_TRIES = 100;

/** How many comparisons of a value with a wrong line are made in one release. */
const MOST_COMPARED = 2_000_000;

/** What is known of an output: how many documents it has, and how many problems with each message. */
interface Summary {
  readonly documents: number;
  readonly problems: ReadonlyMap<string, number>;
}

/**
 * Finds the values that make documents of templates something else than objects: with another value in its place, the
 * template prints as many documents as before, and the problem is not one of theirs. A value that decides whether the
 * document is printed is not its cause.
 *
 * What a template prints with a changed value is read once, whatever the number of problems.
 */
export class DocumentTracer {
  readonly #values: ValueMap;
  readonly #leaves: readonly Path[];
  readonly #reread: Reread;
  readonly #summaries = new Map<string, Summary | undefined>();
  #texts: readonly string[] | undefined;
  #left = MOST_COMPARED;

  /** @param leaves the places of the values that can be the cause, the user's first */
  constructor(values: ValueMap, leaves: readonly Path[], reread: Reread) {
    this.#values = values;
    this.#leaves = leaves;
    this.#reread = reread;
  }

  /**
   * @param problem of the output of a template
   * @returns undefined where no value is the cause: then it is the template
   */
  trace({ message, rendered }: Problem): Path | undefined {
    if (!rendered) return undefined;
    const { source, lines, line, first } = rendered;
    const before = this.#summaryOf(source, '', () => this.#values);
    this.#left -= this.#leaves.length;
    if (!before || this.#left < 0) return undefined;
    const heals = (path: Path, how: string, change: () => ValueMap | undefined): boolean => {
      const after = this.#summaryOf(source, how + JSON.stringify(path), change);
      return (
        after !== undefined &&
        (after.problems.get(message) ?? 0) < (before.problems.get(message) ?? 0) &&
        after.documents === before.documents
      );
    };
    const candidates = this.#candidatesFor(lines[line - first] ?? '');
    return (
      candidates.find((leaf) => heals(leaf, 'disturb', () => disturb(this.#values, leaf))) ??
      containersOf(candidates).find((path) => heals(path, 'replace', () => replaceAt(this.#values, path, MARK)))
    );
  }

  /** The values that the line shows, and then others. */
  #candidatesFor(wrong: string): Path[] {
    this.#texts ??= this.#leaves.map((leaf) => writeScalar(at(this.#values, leaf)) ?? '');
    const texts = this.#texts;
    const isPrinted = texts.map((text) => text !== '' && wrong.includes(text));
    const likely = this.#leaves.filter((_, index) => isPrinted[index]);
    return [...likely, ...this.#leaves.filter((_, index) => !isPrinted[index])].slice(0, MOST_TRIES);
  }

  #summaryOf(source: string, change: string, valuesOf: () => ValueMap | undefined): Summary | undefined {
    const key = `${source}\0${change}`;
    if (!this.#summaries.has(key)) {
      const values = valuesOf();
      const read = values && this.#reread(values, source);
      this.#summaries.set(key, read && summarize(read));
    }
    return this.#summaries.get(key);
  }
}

function summarize({ manifests, problems }: NonNullable<ReturnType<Reread>>): Summary {
  const counts = new Map<string, number>();
  for (const { message } of problems) counts.set(message, (counts.get(message) ?? 0) + 1);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { documents: manifests.length + errors, problems: counts };
}

/** The maps and lists around values, the innermost first: one of them can be where a string is expected. */
function containersOf(leaves: readonly Path[]): Path[] {
  const found = new Map<string, Path>();
  for (const leaf of leaves)
    for (let length = leaf.length - 1; length > 0; length--) {
      const path = leaf.slice(0, length);
      found.set(JSON.stringify(path), path);
    }
  return [...found.values()].sort((a, b) => b.length - a.length).slice(0, MOST_TRIES);
}
