import { trimSpaceEnd } from '../go/decode.ts';
import { type Manifest, type ObjectRules, readManifests } from '../manifests/index.ts';
import type { Path } from '../problem/path.ts';
import { hasErrors, type Problem } from '../problem/problem.ts';
import {
  isWithin,
  placeInTemplates,
  prepareRender,
  type ReadyChart,
  type Release,
  type ReleaseOptions,
  renderOutputs,
  renderValues,
  repair,
  rulesFor,
} from '../release/index.ts';
import type { ComputedValues } from '../values/index.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';

/** How many wrong values are replaced to find what else is wrong. */
const MOST_ROUNDS = 20;

/** The result of rendering the values of a case, as far as it is known. */
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
 * Renders a release like `template`, and goes on where that stops: a wrong value is replaced by the chart's default, so
 * that other errors are found, too. Errors that only the replacement causes are not reported.
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
    objects: objectsOf(release, rulesFor({ ready, values, tree })),
    outputs: release.outputs,
    problems: await placeInTemplates({ ready, options, values: given, origins, tree }, problems),
    wrong: [...wrong, ...pathsOfErrors(problems)],
  };
}

const identityOf = ({ code, message }: Problem): string => `${code}\0${message}`;

const pathsOfErrors = (problems: readonly Problem[]): Path[] =>
  problems.flatMap(({ severity, where }) => (severity === 'error' && where?.path?.length ? [where.path] : []));

/** Problems at other places than these: consequences of a wrong value are not reported again. */
export function besides<T extends Problem>(problems: readonly T[], paths: readonly Path[]): T[] {
  return problems.filter((problem) => {
    const path = problem.where?.path;
    if (path === undefined) return paths.length === 0 || problem.severity === 'warning';
    return !paths.some((wrong) => isWithin(path, wrong) || isWithin(wrong, path));
  });
}

/** The whole list where the items are scalars: the meaning of an item may depend on the one before. */
function around(path: Path, values: ValueMap): Path {
  if (typeof path.at(-1) !== 'number') return path;
  const outer = path.slice(0, -1);
  const list = outer.reduce<Value | undefined>((value, step) => (value as ValueMap | undefined)?.[step], values);
  const isPlain = Array.isArray(list) && !list.some((item) => isMap(item) || Array.isArray(item));
  return isPlain ? outer : path;
}

/** A template that failed printed nothing; the objects of the others exist. */
function objectsOf({ manifests, outputs, problems }: Release, rules: ObjectRules): Attempt['objects'] {
  const bySource = new Map(outputs.map((output) => [output.source, output]));
  const printed = remember((source: string): readonly Manifest[] => {
    const output = bySource.get(source);
    return output ? readManifests(output, rules).manifests : [];
  });
  const all = hasErrors(problems) ? outputs.flatMap(({ source }) => printed(source)) : manifests;
  /** The numbers that objects of the same text have among those of their template. */
  const places = remember((source: string): ReadonlyMap<string, number[]> => {
    const numbers = new Map<string, number[]>();
    for (const [number, { text }] of printed(source).entries()) append(numbers, trimSpaceEnd(text), number);
    return numbers;
  });
  const seen = new Map<string, number>();
  const found: Attempt['objects'][number][] = [];
  for (const manifest of all) {
    if (isBlank(manifest)) continue;
    const { source } = manifest;
    // Helm trims the end of some documents when it orders them.
    const text = trimSpaceEnd(manifest.text);
    // Equal objects are distinguished by their order.
    const key = `${source}\0${text}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    found.push({ manifest, index: () => places(source).get(text)?.[before] ?? -1 });
  }
  return found;
}

/** Whether it is a document with only comments, which Helm prints like any other. */
const isBlank = ({ kind, object }: Manifest): boolean => kind === '' && Object.keys(object).length === 0;

function remember<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

function append(lists: Map<string, number[]>, key: string, item: number): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Renders one template with other values, and reads its objects, in the order in which it prints them. */
export type Reread = (values: ValueMap, source: string) => ReturnType<typeof readManifests> | undefined;

/** The objects of a template that is rendered with other values; undefined where not all of them can be read. */
export const objectsWith =
  (reread: Reread): ((values: ValueMap, source: string) => readonly ValueMap[] | undefined) =>
  (values, source) => {
    const { manifests, problems } = reread(values, source) ?? {};
    return problems === undefined || hasErrors(problems) ? undefined : manifests?.map(({ object }) => object);
  };

/** Lines that are read again for one release: findings beyond have the place where they were printed only. */
const MAX_REREAD = 200_000;

/**
 * Templates of Go may change values that later ones read. Where the template alone prints something else than it did in
 * the release, all templates before it are rendered, too.
 *
 * @param outputs what the templates printed in the release
 */
export function createReread(
  ready: ReadyChart,
  options: ReleaseOptions,
  { values, origins, tree }: Pick<ComputedValues, 'values' | 'origins' | 'tree'>,
  outputs: Release['outputs'],
): Reread {
  const request = { ready, options: { ...options, skipSchema: true }, origins, tree };
  const print = (changed: ValueMap, source: string, isAlone: boolean): Release['outputs'][number] | undefined => {
    const only = isAlone ? { only: source } : {};
    const { outputs, problems } = renderOutputs({ ...request, values: changed, ...only });
    return hasErrors(problems) ? undefined : outputs.find((output) => output.source === source);
  };
  const texts = new Map(outputs.map(({ source, text }) => [source, text]));
  const isAlone = remember((source: string): boolean => {
    if (!ready.usesKinds) return true;
    return (
      print(values, source, true)?.text === texts.get(source) ||
      print(values, source, false)?.text !== texts.get(source)
    );
  });
  const lines = remember((source) => texts.get(source)?.split('\n').length ?? 0);
  let left = MAX_REREAD;
  return (changed, source) => {
    left -= lines(source);
    if (left < 0) return undefined;
    try {
      const output = print(changed, source, isAlone(source));
      return output && readManifests(output, rulesFor({ ready, values: changed, tree }));
    } catch {
      // A value that no template expects may have any effect: it does not show the origin of the place.
      return undefined;
    }
  };
}
