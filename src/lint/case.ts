import type { Manifest } from '../manifests/index.ts';
import { formatPath, type Path } from '../problem/path.ts';
import { hasErrors, type Problem, type Where } from '../problem/problem.ts';
import { spellingAt } from '../problem/spelling.ts';
import { computeReleaseValues, type ReadyChart, type ReleaseOptions } from '../release/index.ts';
import type { ComputedValues, ValuesIo, ValuesRequest } from '../values/index.ts';
import type { ValueMap } from '../yaml/value.ts';
import type { Checker } from './kubernetes/check.ts';
import { nameOf } from './kubernetes/read.ts';
import { placeInChart } from './place-in-chart.ts';
import type { LintProblem } from './problem.ts';
import { codeOf, problemOf } from './problem-of.ts';
import { attemptRelease, besides, createReread, objectsWith } from './release.ts';
import type { Finding, ReleaseRule, ValuesRule } from './rule.ts';
import { findDocuments } from './rules/values-documents.ts';
import { checkUsersValues } from './templates/check.ts';
import type { ChartReading } from './templates/reading.ts';
import { at, Tracer } from './trace.ts';
import { AheadTracer } from './trace-ahead.ts';
import { DocumentTracer } from './trace-document.ts';
import { findInText } from './yaml-text.ts';

/** What all cases of a run have in common. */
export interface LintSetup {
  readonly ready: ReadyChart;
  readonly options: ReleaseOptions;
  /** The values that each file overrides, and the flags that override it. */
  readonly shared: Omit<ValuesRequest, 'defaults'>;
  readonly checker: Checker;
  readonly valuesRules: readonly ValuesRule[];
  readonly releaseRules: readonly ReleaseRule[];
  /** The templates of the chart as they are written, if they are Go templates. */
  readonly reading?: ChartReading;
  /** Called with each values file that is read. */
  readonly onText?: (file: string, text: string) => void;
}

/**
 * Checks one values file over the shared values: the same pipeline as `template`, each stage as far as possible, and
 * then the rules.
 *
 * @param file as the user named it, `-` for standard input; undefined where only the shared values are checked
 */
export async function lintCase(setup: LintSetup, file: string | undefined, io: ValuesIo): Promise<LintProblem[]> {
  const { ready, shared } = setup;
  const texts = new Map<string, string>();
  const request = { ...shared, files: [...(shared.files ?? []), ...(file === undefined ? [] : [quoteName(file)])] };
  const computed = await computeReleaseValues(ready, request, recording(io, texts));
  // What --set-file reads is one value, and not a file of values.
  for (const name of texts.keys())
    if (!request.files.includes(name) && request.setFile?.some((text) => text.includes(`=${name}`))) texts.delete(name);
  const problems: Problem[] = [...ready.problems, ...computed.problems];
  if (hasErrors(computed.problems)) problems.push(...(await checkSources(ready, request, recording(io, texts))));
  for (const [name, content] of texts) {
    problems.push(...findDocuments(name, content));
    setup.onText?.(name, content);
  }
  const found = hasErrors(computed.problems) ? [] : await checkRelease(setup, computed);
  if (setup.reading && !hasErrors(computed.problems)) found.push(...checkUsersValues(setup.reading, computed.origins));
  return withoutEchoes([...problems.map((problem) => renameFile(problem, file)), ...found]).map((problem) => ({
    ...problem,
    rule: problem.rule ?? problem.code,
    ...(file === undefined ? {} : { file }),
  }));
}

/** Drop warnings about values that are also errors, and warnings of the chart that repeat what a rule finds. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const pathOf = ({ where }: Problem): string | undefined => where?.path && formatPath(where.path);
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(pathOf));
  const said = new Set(
    problems.flatMap(({ code, severity, message }) => (code === 'kilo' && severity === 'error' ? [message] : [])),
  );
  return problems.filter((problem) => {
    const path = pathOf(problem);
    if (problem.code === 'template-warning' && said.has(problem.message)) return false;
    return (
      problem.severity === 'error' || !problem.code.startsWith('values-') || path === undefined || !wrong.has(path)
    );
  });
}

async function checkRelease(
  { ready, options, checker, valuesRules, releaseRules }: LintSetup,
  computed: ComputedValues,
): Promise<Problem[]> {
  const { values, objects, outputs, problems, wrong } = await attemptRelease(ready, options, computed);
  const { origins } = computed;
  const reread = createReread(ready, options, { ...computed, values }, outputs);
  const rerender = objectsWith(reread);
  const { tracer, usersLeaves, defaults } = createTracer(ready, values, origins, rerender);
  const ahead = new AheadTracer(values, usersLeaves, rerender);
  const locate = (cause: Path, object: ValueMap, path: Path): Where | undefined => {
    const text = at(computed.values, cause);
    const offset = typeof text === 'string' ? findInText(text, object, path) : undefined;
    return offset === undefined ? origins.where(cause) : origins.whereInside(cause, offset);
  };
  const place = (number: number, finding: Finding): LintProblem => {
    const { manifest, index } = objects[number] as (typeof objects)[number];
    const { path } = finding;
    const cause = ahead.trace({ manifest, path }) ?? tracer.trace({ source: manifest.source, index: index(), path });
    return placeFinding(finding, manifest.object, cause, locate);
  };
  /** The last object of each name. */
  const named = once(
    () => new Map(objects.map(({ manifest: { kind, object } }, number) => [`${kind} ${nameOf(object)}`, number])),
  );
  /** Of two equal objects, the later one is reported. */
  const placeDuplicate = (problem: Problem): Problem => {
    if (problem.code !== 'manifest-duplicate' || problem.where) return problem;
    const [name = ''] = problem.message.split(' is printed twice', 1);
    const number = named().get(name);
    if (number === undefined) return problem;
    const { manifest, index } = objects[number] as (typeof objects)[number];
    const cause = tracer.trace({ source: manifest.source, index: index(), path: ['metadata', 'name'] });
    return cause ? { ...problem, where: { ...origins.where(cause), path: cause } } : problem;
  };
  const documents = once(() => new DocumentTracer(values, [...usersLeaves(), ...defaults()], reread));
  /** Of a document that is not an object, the template is the place only if no value is the cause. */
  const placeDocument = (problem: Problem): Problem => {
    if (problem.code !== 'manifest-object' || problem.where?.path) return problem;
    const cause = documents().trace(problem);
    const where = cause && origins.where(cause);
    if (!cause || !where) return problem;
    const { rendered: _, ...rest } = problem;
    return { ...rest, where: { ...where, path: cause } };
  };
  const manifests = objects.map(({ manifest }) => manifest);
  const found = [
    ...manifests.flatMap(({ object }, number) =>
      checker.check(object).map((finding): NumberedFinding => ({ number, finding })),
    ),
    ...checkTogether(releaseRules, manifests),
  ];
  ahead.prepare(found.map(({ number, finding }) => ({ manifest: manifests[number] as Manifest, path: finding.path })));
  const findings = [
    ...found.map(({ number, finding }) => place(number, finding)),
    ...checkValues(valuesRules, values, origins),
  ];
  const placed = problems.map((problem) => withoutDefaults(placeDocument(placeDuplicate(problem)), origins));
  const told = [...placed, ...besides(findings, wrong)];
  return ready.chart.folder === undefined
    ? told
    : placeInChart({ request: { ready, options, values, origins, tree: computed.tree }, outputs, objects }, told);
}

/** The user cannot change the defaults of the built-in chart, but can set another value in a file. */
function withoutDefaults(problem: Problem, origins: ComputedValues['origins']): Problem {
  const path = problem.where?.path;
  const origin = path && origins.of(path);
  const isOfChart = origin !== undefined && origin.source === undefined;
  return isOfChart && path && problem.where?.line === undefined ? { ...problem, where: { path } } : problem;
}

/** The problem for a finding in an object, at the value that caused it. */
function placeFinding(
  finding: Finding,
  object: ValueMap,
  cause: Path | undefined,
  locate: (cause: Path, object: ValueMap, path: Path) => Where | undefined,
): LintProblem {
  const { path, hint, hintFor } = finding;
  const where = cause && { ...locate(cause, object, path), path: cause };
  const spelling = hintFor && where && spellingAt(where);
  return problemOf(finding, object, where, spelling === undefined ? hint : hintFor?.(spelling));
}

/** What is wrong with an object, by its number. */
interface NumberedFinding {
  readonly number: number;
  readonly finding: Finding;
}

function checkTogether(rules: readonly ReleaseRule[], manifests: readonly Manifest[]): NumberedFinding[] {
  const found: NumberedFinding[] = [];
  const objects = manifests.map(({ object }, index) => ({ object, index }));
  for (const rule of rules)
    rule.checkRelease(objects, (number, path, message, hint) => {
      found.push({ number, finding: { rule, path, message, ...(hint === undefined ? {} : { hint }) } });
    });
  return found;
}

function checkValues(
  rules: readonly ValuesRule[],
  values: ValueMap,
  origins: ComputedValues['origins'],
): (Problem & { rule: string })[] {
  const found: (Problem & { rule: string })[] = [];
  const at = (path: Path) =>
    path.reduce<ValueMap[string] | undefined>((value, step) => (value as ValueMap | undefined)?.[step], values);
  const view = { at, isUsers: (path: Path) => origins.of(path)?.source !== undefined };
  for (const rule of rules)
    rule.checkValues(view, (path, message, hint) =>
      found.push({
        code: codeOf(rule),
        rule: rule.id,
        severity: rule.severity,
        message,
        where: { ...origins.where(path), path },
        ...(hint === undefined ? {} : { hint }),
      }),
    );
  return found;
}

/** A function that makes something when it is first called. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The author of a chart in a directory can change its defaults and its templates. */
function createTracer(
  { chart, usesKinds }: ReadyChart,
  values: ValueMap,
  origins: ComputedValues['origins'],
  rerender: ConstructorParameters<typeof Tracer>[2],
): { readonly tracer: Tracer; readonly usersLeaves: () => readonly Path[]; readonly defaults: () => readonly Path[] } {
  const defaults = once(() =>
    chart.folder === undefined
      ? []
      : [...origins.leaves()].filter(({ origin }) => origin.source === undefined).map(({ path }) => path),
  );
  const usersLeaves = once(() => origins.usersLeaves().map(({ path }) => path));
  return {
    tracer: new Tracer(values, usersLeaves, rerender, { defaults, isStrict: usesKinds }),
    usersLeaves,
    defaults,
  };
}

/** The problems of each source by itself: the first one that cannot be read prevents the others from being checked. */
async function checkSources(
  ready: ReadyChart,
  request: Omit<ValuesRequest, 'defaults'>,
  io: ValuesIo,
): Promise<Problem[]> {
  const { files = [], platform: _, ...flags } = request;
  const alone: Omit<ValuesRequest, 'defaults'>[] = files.map((file) => ({ files: [file] }));
  for (const [flag, texts] of Object.entries(flags))
    if (Array.isArray(texts)) alone.push(...texts.map((text) => ({ [flag]: [text] })));
  const checked: Problem[] = [];
  for (const one of alone) checked.push(...(await computeReleaseValues(ready, one, io)).problems);
  return checked.filter(({ severity }) => severity === 'error');
}

/** Passes on what is read, and keeps it. */
function recording(io: ValuesIo, texts: Map<string, string>): ValuesIo {
  const keep =
    (read: (name: string) => Promise<Uint8Array | string>) =>
    async (name: string): Promise<Uint8Array | string> => {
      const content = await read(name);
      texts.set(name, typeof content === 'string' ? content : new TextDecoder().decode(content));
      return content;
    };
  const stdin = keep(io.readStdin);
  return { readFile: keep(io.readFile), readStdin: () => stdin('-'), fetch: keep(io.fetch) };
}

/** A file as `-f` takes it, in which a comma separates two. */
const quoteName = (file: string): string => (/[",]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file);

/** The file was no flag. */
function renameFile(problem: Problem, file: string | undefined): Problem {
  const flag = problem.where?.flag;
  if (flag?.name !== '-f' || file === undefined || flag.text !== file) return problem;
  const { flag: _, ...where } = problem.where as Where;
  return { ...problem, where: { ...where, file } };
}
