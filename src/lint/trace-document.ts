import type { Path } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import type { ValueMap } from '../yaml/value.ts';
import type { Reread } from './release.ts';
import { at, disturb, MARK, replaceAt, writeScalar } from './trace.ts';

/** How many values are tried for one document. */
const MOST_TRIES = 100;

/**
 * Finds the value that makes a document of a template something else than an object: with another value in its place,
 * the template prints as many documents as before, and this problem is not one of theirs. A value that decides whether
 * the document is printed is not its cause.
 *
 * @param problem of the output of a template
 * @param leaves the places of the values that can be the cause, the user's first
 * @returns undefined where no value is the cause: then it is the template
 */
export function traceDocument(
  { message, rendered }: Problem,
  values: ValueMap,
  leaves: readonly Path[],
  reread: Reread,
): Path | undefined {
  if (!rendered) return undefined;
  const { source, lines, line, first } = rendered;
  const before = reread(values, source);
  if (!before) return undefined;
  const count = ({ problems }: typeof before): number => problems.filter((one) => one.message === message).length;
  const documents = ({ manifests, problems }: typeof before): number =>
    manifests.length + problems.filter(({ severity }) => severity === 'error').length;
  const heals = (changed: ValueMap | undefined): boolean => {
    const after = changed && reread(changed, source);
    return after !== undefined && count(after) < count(before) && documents(after) === documents(before);
  };
  const wrong = lines[line - first] ?? '';
  const isPrinted = (leaf: Path): boolean => {
    const text = writeScalar(at(values, leaf));
    return text !== undefined && text !== '' && wrong.includes(text);
  };
  const [likely, others] = [leaves.filter(isPrinted), leaves.filter((leaf) => !isPrinted(leaf))];
  const candidates = [...likely, ...others].slice(0, MOST_TRIES);
  return (
    candidates.find((leaf) => heals(disturb(values, leaf))) ??
    containersOf(candidates).find((path) => heals(replaceAt(values, path, MARK)))
  );
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
