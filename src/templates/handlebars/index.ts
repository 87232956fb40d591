import { type Chart, nameFile } from '../../chart/index.ts';
import { fail, type Problem, ProblemError } from '../../problem/problem.ts';
import { memoize } from '../../yaml/memo.ts';
import { freeze, newMap } from '../../yaml/value.ts';
import { DEFAULT_CAPABILITIES } from '../capabilities.ts';
import type { RenderContext } from '../context.ts';
import { Kept, type Lasting } from './cache/kept.ts';
import type { Compiled, CompileOptions, Escape } from './compile.ts';
import { helperNames, instantiate, type MakeTemplate, type Template } from './runtime/environment.ts';
import { type CompileText, Render, type TemplateFile, type TemplateSet } from './runtime/render.ts';
import { LineTrace } from './trace/mark-lines.ts';

export { DEFAULT_CAPABILITIES } from '../capabilities.ts';
export type { RenderContext } from '../context.ts';
export { holdsTemplate } from './runtime/holds-template.ts';
export type { TemplateSet } from './runtime/render.ts';

export type Compiler = typeof import('./compile.ts');

/** What of a chart is compiled. */
type Templates = Pick<Chart, 'name' | 'folder' | 'templates'>;

/** What one template of a chart printed. */
export interface Output {
  readonly source: string;
  readonly file: string;
  readonly text: string;
}

/**
 * Compiles the templates of a chart.
 *
 * @throws ProblemError every fault of every template: `template-syntax`, `template-escape`
 */
export async function compileChart(chart: Templates): Promise<TemplateSet> {
  const { compileTemplate } = await loadCompiler();
  const { files, named } = compileAll(chart, compileTemplate);
  const ready = ({ source, file, main }: CompiledFile<MakeTemplate>) => ({ source, file, template: instantiate(main) });
  return {
    files: files.map(ready),
    named: new Map(named.map((template) => [template.name, ready(template)])),
  };
}

/** The same as source code, for the build. */
export async function precompileChart(chart: Templates) {
  const { precompileTemplate } = await loadCompiler();
  return compileAll(chart, precompileTemplate);
}

interface CompiledFile<T> {
  readonly source: string;
  readonly file: string;
  readonly main: T;
}

function compileAll<T>(chart: Templates, compile: (text: string, options: CompileOptions) => Compiled<T>) {
  const problems: Problem[] = [];
  const files: CompiledFile<T>[] = [];
  const named: (CompiledFile<T> & { readonly name: string })[] = [];
  for (const { path, text } of chart.templates) {
    if (!path.endsWith('.hbs')) continue;
    const source = `${chart.name}/${path.replace(/\.hbs$/, '')}`;
    const file = nameFile(chart, path);
    try {
      const compiled = compile(text, optionsFor(file, isNotes(source) ? 'text' : 'yaml'));
      files.push({ source, file, main: compiled.main });
      for (const [name, main] of compiled.named) named.push({ name, source, file, main });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  const [first, ...rest] = problems;
  if (first) throw new ProblemError(first, ...rest);
  return { files, named };
}

/**
 * Renders the templates of a chart, all of them, whatever fails.
 *
 * @param root the root context; Template is filled in for each file
 * @param compiler what {@link loadCompiler} gave, where the values hold templates
 * @param shared what of the root context every release of the chart is given: with the second one it becomes immutable
 * @returns what each file printed, but for those that begin with `_` and the notes, and the problems
 */
export function renderTemplates(
  set: TemplateSet,
  root: RenderContext,
  compiler: Compiler | undefined,
  shared: readonly object[] = [],
): { outputs: Output[]; problems: Problem[] } {
  const outputs: Output[] = [];
  const problems: Problem[] = [];
  const compile = compiler && textCompiler(compiler);
  const kept = new Kept(lastingOf(set, shared));
  for (const file of set.files) {
    if (!prints(file)) continue;
    const render = new Render(set, root, compile, kept);
    try {
      const text = render.file(file);
      if (!isNotes(file.source)) outputs.push({ source: file.source, file: file.file, text });
    } catch (error) {
      problems.push(...problemsOf(error, file));
    }
    problems.push(...render.warnings);
  }
  return { outputs, problems };
}

/** What the templates of a set printed for other releases. With the first one begins nothing: most runs have no other. */
const lastingTexts = new WeakMap<TemplateSet, Lasting | undefined>();

function lastingOf(set: TemplateSet, shared: readonly object[]): Lasting | undefined {
  const isFirst = !lastingTexts.has(set);
  const lasting = isFirst ? undefined : (lastingTexts.get(set) ?? new Map());
  lastingTexts.set(set, lasting);
  if (!isFirst) for (const value of shared) freeze(value);
  return lasting;
}

const prints = ({ source }: TemplateFile): boolean => !source.startsWith('_', source.lastIndexOf('/') + 1);

/**
 * Renders a text that belongs to no chart, as text: functions, and no values.
 *
 * @param file what the text is called in problems
 * @throws ProblemError what is wrong with it
 */
export async function renderText(text: string, file: string): Promise<{ text: string; problems: readonly Problem[] }> {
  const { compileTemplate } = await loadCompiler();
  const template = instantiate(compileTemplate(text, optionsFor(file, 'text')).main);
  const render = new Render({ files: [], named: new Map() }, NO_CONTEXT, undefined);
  return { text: render.file({ source: '', file, template }), problems: render.warnings };
}

const NO_CONTEXT: RenderContext = {
  Values: newMap(),
  Release: { Name: '', Namespace: '', Service: '', Revision: 0, IsInstall: false, IsUpgrade: false },
  Chart: { Name: '', Version: '' },
  Capabilities: DEFAULT_CAPABILITIES,
  Template: { Name: '', BasePath: '' },
  Files: {},
};

/**
 * Renders one template again, to tell the lines of the template that the lines of its text come from.
 *
 * @param source the template's name, as in an {@link Output}
 * @returns undefined where that template is not there, or does not render
 */
export async function traceLines(
  chart: Templates,
  set: TemplateSet,
  root: RenderContext,
  source: string,
): Promise<LineTrace | undefined> {
  const known = set.files.find((one) => one.source === source);
  const text = chart.templates.find(({ path }) => nameFile(chart, path) === known?.file)?.text;
  if (!known || text === undefined) return undefined;
  const compiler = await loadCompiler();
  const spec = compiler.compileTemplate(text, { ...optionsFor(known.file, 'yaml'), marked: true }).main;
  const file = { ...known, template: instantiate(spec) };
  try {
    return new LineTrace(new Render(set, root, textCompiler(compiler)).file(file));
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Text for people, rendered with the rest and printed by `helm install` alone: wherever it lies, as in Helm. */
const isNotes = (source: string): boolean => source.endsWith('NOTES.txt');

/** The compiler of templates in values: a stage of its own, since most runs need none. */
export const loadCompiler = (): Promise<Compiler> => import('./compile.ts');

function optionsFor(file: string, mode: Escape): CompileOptions {
  return { file, escape: mode, helpers: helperNames() };
}

/** About what a small template takes once it is compiled, in UTF-16 code units. */
const COMPILED_SIZE = 1000;

/** Strings of values as templates: what was compiled once is kept. */
function textCompiler({ compileTemplate }: Compiler): CompileText {
  const compileAs = (mode: Escape) =>
    memoize((text) => {
      const { main, named } = compileTemplate(text, optionsFor('', mode));
      for (const name of named.keys()) refuseNamed(name);
      return instantiate(main);
    }, COMPILED_SIZE);
  compileText ??= { text: compileAs('text'), yaml: compileAs('yaml') };
  const compilers = compileText;
  return (text, mode) => compilers[mode](text);
}

/** What a value defines, the chart's templates would not find. */
function refuseNamed(name: string): never {
  return fail({
    code: 'template-syntax',
    message: `the template ${JSON.stringify(name)} is defined in a value, and named templates are the chart's alone`,
    hint: 'write what it is to print where it is to stand',
  });
}

let compileText: Readonly<Record<Escape, (text: string) => Template>> | undefined;

function problemsOf(error: unknown, { file }: TemplateFile): readonly Problem[] {
  if (error instanceof ProblemError) {
    return error.problems.map((problem) => (problem.where ? problem : { ...problem, where: { file } }));
  }
  throw error;
}
