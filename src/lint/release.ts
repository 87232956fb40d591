import { type Manifest, readManifests } from '../manifests/index.ts';
import type { Path } from '../problem/path.ts';
import { hasErrors, type Problem } from '../problem/problem.ts';
import {
  isWithin,
  placeInTemplates,
  prepareRender,
  type ReadyChart,
  type Release,
  type ReleaseOptions,
  renderValues,
  repair,
} from '../release/index.ts';
import type { ComputedValues } from '../values/index.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';

/** How many wrong values are passed over to see what is wrong besides. */
const MOST_ROUNDS = 20;

/** What became of the values of a case, as far as it can be told. */
export interface Attempt {
  /** The values, without those that are wrong by themselves. */
  readonly values: ValueMap;
  /** The objects that were rendered, each with its number among those of its template. */
  readonly objects: readonly { readonly manifest: Manifest; readonly index: () => number }[];
  /** What the templates printed. */
  readonly outputs: Release['outputs'];
  readonly problems: readonly Problem[];
  /** Where values are wrong by themselves. */
  readonly wrong: readonly Path[];
}

/**
 * Renders a release like `template`, and goes on where that stops: a wrong value gives way to the chart's default, so
 * that what is wrong besides is found too. What goes wrong only then is not told.
 */
export async function attemptRelease(
  ready: ReadyChart,
  options: ReleaseOptions,
  { values: given, origins, tree }: ComputedValues,
): Promise<Attempt> {
  await prepareRender({ ready, options, values: given, tree });
  const render = (values: ValueMap, skipSchema: boolean): Release =>
    renderValues({ ready, options: { ...options, skipSchema }, values, origins, tree });

  let release = render(given, options.skipSchema ?? false);
  let values = given;
  const problems: Problem[] = [...release.problems];
  const known = new Set(problems.map(identityOf));
  const wrong: Path[] = [];
  for (let round = 0; round < MOST_ROUNDS && hasErrors(release.problems); round++) {
    const paths = pathsOfErrors(release.problems);
    if (paths.length === 0) break;
    for (const path of paths) values = repair(values, path, ready.defaults.cleaned);
    wrong.push(...paths.map((path) => around(path, given)));
    release = render(values, true);
    for (const problem of besides(release.problems, wrong))
      if (!known.has(identityOf(problem))) {
        known.add(identityOf(problem));
        problems.push(problem);
      }
  }
  return {
    values,
    objects: objectsOf(release),
    outputs: release.outputs,
    problems: await placeInTemplates({ ready, options, values: given, origins, tree }, problems),
    wrong: [...wrong, ...pathsOfErrors(problems)],
  };
}

const identityOf = ({ code, message }: Problem): string => `${code}\0${message}`;

const pathsOfErrors = (problems: readonly Problem[]): Path[] =>
  problems.flatMap(({ severity, where }) => (severity === 'error' && where?.path?.length ? [where.path] : []));

/** Problems at other places than those in question: what follows from a wrong value is not told again. */
export function besides<T extends Problem>(problems: readonly T[], paths: readonly Path[]): T[] {
  return problems.filter((problem) => {
    const path = problem.where?.path;
    if (path === undefined) return paths.length === 0 || problem.severity === 'warning';
    return !paths.some((wrong) => isWithin(path, wrong) || isWithin(wrong, path));
  });
}

/** Of a list of texts, numbers and the like, the whole: what one item is worth may depend on the one before. */
function around(path: Path, values: ValueMap): Path {
  if (typeof path.at(-1) !== 'number') return path;
  const outer = path.slice(0, -1);
  const list = outer.reduce<Value | undefined>((value, step) => (value as ValueMap | undefined)?.[step], values);
  const isPlain = Array.isArray(list) && !list.some((item) => isMap(item) || Array.isArray(item));
  return isPlain ? outer : path;
}

/** A template that failed printed nothing; the others' objects are there. */
function objectsOf({ manifests, outputs, problems }: Release): Attempt['objects'] {
  const read = new Map<string, readonly Manifest[]>();
  const printed = (source: string): readonly Manifest[] => {
    let known = read.get(source);
    if (!known) {
      const output = outputs.find((candidate) => candidate.source === source);
      known = output ? readManifests(output).manifests : [];
      read.set(source, known);
    }
    return known;
  };
  const all = hasErrors(problems) ? outputs.flatMap(({ source }) => printed(source)) : manifests;
  const alike =
    ({ source, text }: Manifest) =>
    (other: Manifest) =>
      other.source === source && other.text === text;
  return all.map((manifest, number) => ({
    manifest,
    index: () => {
      // Of objects that are printed alike, each is its own.
      const before = all.slice(0, number).filter(alike(manifest)).length;
      const places = [...printed(manifest.source).entries()].filter(([, other]) => alike(manifest)(other));
      return places[before]?.[0] ?? -1;
    },
  }));
}

/** Renders one template with other values: its objects, in the order in which it prints them. */
export function createRerender(
  ready: ReadyChart,
  options: ReleaseOptions,
  { origins, tree }: Pick<ComputedValues, 'origins' | 'tree'>,
): (values: ValueMap, source: string) => readonly ValueMap[] | undefined {
  return (changed, source) => {
    try {
      const { outputs, problems } = renderValues({
        ready,
        options: { ...options, skipSchema: true },
        values: changed,
        origins,
        tree,
        only: source,
      });
      const [output] = outputs;
      return hasErrors(problems) || !output ? undefined : readManifests(output).manifests.map(({ object }) => object);
    } catch {
      // A value that no template expects may do anything: it does not tell where the place comes from.
      return undefined;
    }
  };
}
