import { type Problem, ProblemError } from '../../problem/problem.ts';
import { newMap } from '../../yaml/value.ts';
import { DEFAULT_CAPABILITIES } from '../capabilities.ts';
import type { RenderContext } from '../context.ts';
import type { TemplateLanguage, TemplateSource } from '../language.ts';
import { isNotes } from '../names.ts';
import { compileTemplate, precompileTemplate } from './compile.ts';
import { optionsFor } from './compiler.ts';
import { findForeign, isHandlebars, outputName } from './files.ts';
import type { Compiled, CompileOptions } from './options.ts';
import { countTags, MAX_TAGS } from './parse/depth.ts';
import { compileText, HandlebarsProgram } from './program.ts';
import { instantiate } from './runtime/environment.ts';
import { Render } from './runtime/render.ts';
import type { MakeTemplate } from './runtime/template.ts';

export { isHandlebars, outputName, templateName } from './files.ts';
export { HandlebarsProgram } from './program.ts';
export type { TemplateSet } from './runtime/render.ts';

/** Handlebars, the language of this project's own charts: see docs/templates.md. */
export const handlebars: TemplateLanguage = {
  accepts: isHandlebars,

  async compile(files: readonly TemplateSource[]): Promise<HandlebarsProgram> {
    const [first] = files;
    const compiled = compileAll(files, compileTemplate);
    const ready = ({ source, file, main }: CompiledFile<MakeTemplate>) => ({
      source,
      file,
      template: instantiate(main),
    });
    const set = {
      watchesValues: true,
      files: compiled.files.map(ready),
      named: new Map(compiled.named.map((template) => [template.name, ready(template)])),
    };
    return new HandlebarsProgram(first?.chart ?? '', set, (file) => files.find((one) => one.file === file)?.text);
  },
};

/**
 * The templates of a chart as source code, for the build.
 *
 * @throws ProblemError with all errors of all templates: `template-syntax`, `template-escape`
 */
export async function precompile(files: readonly TemplateSource[]) {
  return compileAll(files, precompileTemplate);
}

interface CompiledFile<T> {
  readonly source: string;
  readonly file: string;
  readonly main: T;
}

function compileAll<T>(
  sources: readonly TemplateSource[],
  compile: (text: string, options: CompileOptions) => Compiled<T>,
) {
  const problems: Problem[] = findForeign(sources);
  let tags = 0;
  const files: CompiledFile<T>[] = [];
  const named: (CompiledFile<T> & { readonly name: string })[] = [];
  for (const { chart, path, file, text } of sources) {
    if (!isHandlebars(path)) continue;
    tags += countTags(text);
    if (tags > MAX_TAGS || problems.length > MAX_PROBLEMS) {
      if (tags > MAX_TAGS) problems.push(tooManyTags(file));
      break;
    }
    const source = `${chart}/${outputName(path)}`;
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

/** With more problems, the templates after them are not compiled. */
const MAX_PROBLEMS = 200;

const tooManyTags = (file: string): Problem => ({
  code: 'template-syntax',
  severity: 'error',
  message: `the templates of the chart have more than ${MAX_TAGS} tags`,
  where: { file },
  hint: 'what repeats belongs in {{#each}} or in a named template',
});

/**
 * Renders a string that belongs to no chart, without escapes: with functions, and without values.
 *
 * @param file its name in problems
 * @throws ProblemError the errors in it
 */
export async function renderText(text: string, file: string): Promise<{ text: string; problems: readonly Problem[] }> {
  const template = instantiate(compileTemplate(text, optionsFor(file, 'text')).main);
  const render = new Render({ files: [], named: new Map() }, NO_CONTEXT, compileText);
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
