import type { Budget } from '../../problem/budget.ts';
import { type Problem, ProblemError } from '../../problem/problem.ts';
import { memoize } from '../../yaml/memo.ts';
import type { RenderContext } from '../context.ts';
import { compileGoString } from '../go/strings.ts';
import type { ChartId, Entry, LineTrace, Program, Rendered, Session, Shared } from '../language.ts';
import { isNotes, prints } from '../names.ts';
import { compileTemplate } from './compile.ts';
import { compileString, optionsFor } from './compiler.ts';
import type { Escape } from './options.ts';
import { isGoString } from './parse/go-spelling.ts';
import { instantiate } from './runtime/environment.ts';
import {
  type CompileText,
  newBounds,
  Render,
  type RenderBounds,
  type TemplateFile,
  type TemplateSet,
} from './runtime/render.ts';
import type { Template } from './runtime/template.ts';
import { LineTrace as MarkedLines } from './trace/mark-lines.ts';

/** The compiled templates of one chart written in Handlebars. */
export class HandlebarsProgram implements Program {
  readonly entries: readonly Entry[];
  readonly isStrict = true;
  readonly set: TemplateSet;
  readonly #chart: ChartId;
  readonly #textOf: (file: string) => string | undefined;

  /**
   * @param textOf the source of a template, by the name of its file: called only by {@link Session.trace}
   */
  constructor(chart: ChartId, set: TemplateSet, textOf: (file: string) => string | undefined) {
    this.#chart = chart;
    this.set = set;
    this.#textOf = textOf;
    this.entries = set.files
      .filter(({ source }) => prints(source))
      .map(({ source, file }) => ({ chart, source, file, isNotes: isNotes(source) }));
  }

  /** Loads nothing: the compiler of strings is loaded for the first of them. */
  async prepare(): Promise<void> {}

  open(contexts: ReadonlyMap<ChartId, RenderContext>, _shared?: Shared, budget?: Budget): Session {
    const root = contexts.get(this.#chart);
    if (!root) throw new Error(`no context for ${this.#chart}`);
    return new HandlebarsSession(this.set, root, this.#textOf, newBounds(budget));
  }
}

class HandlebarsSession implements Session {
  readonly #set: TemplateSet;
  readonly #root: RenderContext;
  readonly #textOf: (file: string) => string | undefined;
  readonly #bounds: RenderBounds;

  constructor(
    set: TemplateSet,
    root: RenderContext,
    textOf: (file: string) => string | undefined,
    bounds: RenderBounds,
  ) {
    this.#bounds = bounds;
    this.#set = set;
    this.#root = root;
    this.#textOf = textOf;
  }

  render({ source }: Entry): Rendered {
    const file = this.#find(source);
    const render = new Render(this.#set, this.#root, compileText, this.#bounds);
    try {
      const text = render.file(file);
      return { text, problems: render.warnings, unset: render.unset };
    } catch (error) {
      // What a string of the values reads may be what it fails for: one problem is enough.
      const unset = render.unset.filter(({ where }) => where.path === undefined);
      return { text: '', problems: [...problemsOf(error, file), ...render.warnings], unset };
    }
  }

  async trace({ source }: Entry): Promise<LineTrace | undefined> {
    const known = this.#find(source);
    const text = this.#textOf(known.file);
    if (text === undefined) return undefined;
    const spec = compileTemplate(text, { ...optionsFor(known.file, 'yaml'), marked: true }).main;
    try {
      return new MarkedLines(
        new Render(this.#set, this.#root, compileText).file({ ...known, template: instantiate(spec) }),
      );
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    }
  }

  #find(source: string): TemplateFile {
    const file = this.#set.files.find((one) => one.source === source);
    if (!file) throw new Error(`no template ${source}`);
    return file;
  }
}

function problemsOf(error: unknown, { file }: TemplateFile): readonly Problem[] {
  if (!(error instanceof ProblemError)) throw error;
  return error.problems.map((problem) => (problem.where ? problem : { ...problem, where: { file } }));
}

/** About the size of a small compiled template, in UTF-16 code units. */
const COMPILED_SIZE = 1000;

const textCompiler = (mode: Escape): ((text: string) => Template) =>
  memoize((text) => (isGoString(text) ? compileGo(text, mode) : instantiate(compileString(text, mode))), COMPILED_SIZE);

/**
 * A string in Go's language, as in values that were written for another chart. Its context is the root, as `tpl` has
 * it.
 */
function compileGo(text: string, mode: Escape): Template {
  const print = compileGoString(text, mode === 'yaml');
  return (_, { render }) => print(render);
}

const compilers: Readonly<Record<Escape, (text: string) => Template>> = {
  text: textCompiler('text'),
  yaml: textCompiler('yaml'),
};

/** Compiles strings as templates, and caches the results. */
export const compileText: CompileText = (text, mode) => compilers[mode](text);
