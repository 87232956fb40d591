import { clean } from '../../go/paths.ts';
import type { GoMethod } from '../../go/value.ts';
import type { Budget } from '../../problem/budget.ts';
import { type Problem, ProblemError } from '../../problem/problem.ts';
import { compareBytes } from '../../yaml/json.ts';
import { TextCache } from '../../yaml/memo.ts';
import type { RenderContext } from '../context.ts';
import type { ChartId, Entry, LineTrace, Program, Rendered, Session, Shared, TemplateSource } from '../language.ts';
import { isNotes, prints } from '../names.ts';
import { builtins } from './builtins/index.ts';
import { goContext, type Root, type WriteYaml } from './objects/index.ts';
import { SyntaxFault } from './parse/fault.ts';
import type { Source, Tree } from './parse/nodes.ts';
import { parseTemplate } from './parse/parse.ts';
import { runProblems, syntaxProblem } from './problems.ts';
import { OWN_FUNCTIONS } from './run/expressions.ts';
import type { FunctionTable } from './run/scope.ts';
import { Template, Templates } from './run/templates.ts';
import { type File, type ParsedString, type ProgramParts, Run } from './session.ts';
import { compileTraced, PieceTrace } from './trace.ts';

/** A file of the tree with its name in the tree. */
interface Named {
  readonly source: TemplateSource;
  readonly name: string;
}

/**
 * Compiles the templates of a tree of charts.
 *
 * @param functions Helm's and sprig's functions; those of text/template, `include` and `tpl` are added
 * @throws ProblemError `template-syntax`: the errors of all files
 */
export function compileProgram(
  sources: readonly TemplateSource[],
  functions: Readonly<Record<string, GoMethod>>,
): Program {
  const table = functionsWith(functions);
  const names = namesOf(table);
  const templates = new Templates();
  const problems: Problem[] = [];
  const files = inHelmsOrder(sources);
  for (const { source, name } of files) {
    const parsed: Source = { name, file: source.file, text: source.text };
    const faults: SyntaxFault[] = [];
    try {
      for (const tree of parseTemplate(parsed, names, faults).values()) templates.add(new Template(tree, table));
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      faults.push(error);
    }
    problems.push(...faults.map((fault) => syntaxProblem(parsed, fault)));
  }
  const [first, ...rest] = problems;
  if (first) throw new ProblemError(first, ...rest);
  const parts: GoParts = { templates, parseString: stringParser(names, table), writeYaml: yamlWriter(table) };
  return new GoProgram(files, parts, table);
}

/** All functions: Helm's and those of text/template. */
export const functionsWith = (functions: Readonly<Record<string, GoMethod>>): FunctionTable =>
  Object.assign(Object.create(null), builtins, functions);

/** The names that a template may call. */
export const namesOf = (table: FunctionTable): ReadonlySet<string> =>
  new Set([...Object.keys(table), ...OWN_FUNCTIONS]);

/**
 * Helm's sortTemplates: the deepest path first, then in the reverse order of names. Of two files of one name, which charts
 * of one name have, the last one counts.
 */
function inHelmsOrder(sources: readonly TemplateSource[]): Named[] {
  const depth = (name: string): number => name.split('/').length;
  const named = sources.map((source) => ({ source, name: clean(`${source.chart}/${source.path}`) }));
  return [...new Map(named.map((file) => [file.name, file])).values()].sort(
    (a, b) => depth(b.name) - depth(a.name) || compareBytes(b.name, a.name),
  );
}

/** About the memory of a small compiled template, in UTF-16 code units. */
const COMPILED_SIZE = 1000;
const STRINGS_SIZE = 8 * 1024 * 1024;

/** Strings of `tpl`, cached after they are parsed. */
function stringParser(names: ReadonlySet<string>, table: FunctionTable): (text: string) => ParsedString | SyntaxFault {
  const kept = new TextCache<ParsedString | SyntaxFault>(STRINGS_SIZE);
  const parse = (text: string): ParsedString | SyntaxFault => {
    try {
      const trees = parseTemplate({ name: 'gotpl', file: undefined, text }, names);
      const own = [...trees.values()].map((tree) => new Template(tree, table));
      const main = own.find(({ tree }) => tree.name === 'gotpl') as Template;
      return { main, over: (outer) => new Templates(outer, own) };
    } catch (error) {
      if (error instanceof SyntaxFault) return error;
      throw error;
    }
  };
  return (text) => kept.get(text) ?? kept.set(text, parse(text), COMPILED_SIZE);
}

/** Helm's toYaml, for the methods of objects. */
export function yamlWriter({ toYaml }: FunctionTable): WriteYaml {
  return (value) => (toYaml ? String((toYaml.run as (value: unknown) => unknown)(value)) : '');
}

interface GoParts extends ProgramParts {
  readonly templates: Templates;
}

class GoProgram implements Program {
  readonly isStrict = false;
  readonly entries: readonly Entry[];
  readonly #parts: GoParts;
  readonly #table: FunctionTable;

  constructor(files: readonly Named[], parts: GoParts, table: FunctionTable) {
    this.#parts = parts;
    this.#table = table;
    this.entries = files
      .filter(({ name }) => prints(name))
      .map(({ source, name }) => ({ chart: source.chart, source: name, file: source.file, isNotes: isNotes(name) }));
  }

  /** Everything is compiled already, or at its first call. */
  async prepare(): Promise<void> {}

  open(contexts: ReadonlyMap<ChartId, RenderContext>, shared: Shared = NOTHING_SHARED, budget?: Budget): Session {
    return new GoSession(this.entries, contexts, shared, this.#parts, this.#table, budget);
  }
}

const NOTHING_SHARED: Shared = new WeakSet();

class GoSession implements Session {
  readonly #entries: readonly Entry[];
  readonly #contexts: ReadonlyMap<ChartId, RenderContext>;
  readonly #shared: Shared;
  readonly #parts: GoParts;
  readonly #table: FunctionTable;
  readonly #roots: ReadonlyMap<ChartId, Root>;
  readonly #run: Run;

  constructor(
    entries: readonly Entry[],
    contexts: ReadonlyMap<ChartId, RenderContext>,
    shared: Shared,
    parts: GoParts,
    table: FunctionTable,
    budget?: Budget,
  ) {
    this.#entries = entries;
    this.#contexts = contexts;
    this.#shared = shared;
    this.#parts = parts;
    this.#table = table;
    this.#roots = goContext(contexts, shared, parts.writeYaml);
    this.#run = new Run(parts, budget);
  }

  render(entry: Entry): Rendered {
    try {
      const text = this.#run.file(fileOf(entry), this.#template(entry).body, this.#rootOf(entry));
      return { text, problems: [] };
    } catch (error) {
      return { text: '', problems: runProblems(error, entry.file, this.#run.names) };
    }
  }

  /** In a separate session, so that what files change is changed as often as in the original one. */
  async trace(entry: Entry): Promise<LineTrace | undefined> {
    const session = new GoSession(this.#entries, this.#contexts, this.#shared, this.#parts, this.#table);
    for (const before of this.#entries) {
      if (before.source === entry.source) break;
      session.render(before);
    }
    return session.#traceNow(entry, this.#template(entry).tree);
  }

  #traceNow(entry: Entry, tree: Tree): LineTrace | undefined {
    const { body, pieces } = compileTraced(tree, this.#table);
    let printed = '';
    try {
      this.#run.file(
        fileOf(entry),
        (frame) => {
          const jump = body(frame);
          printed = frame.out;
          return jump;
        },
        this.#rootOf(entry),
      );
    } catch (error) {
      runProblems(error, entry.file, this.#run.names);
      return undefined;
    }
    return new PieceTrace(printed, pieces);
  }

  #template(entry: Entry): Template {
    const template = this.#parts.templates.own(entry.source);
    if (!template) throw new Error(`no template ${entry.source}`);
    return template;
  }

  #rootOf(entry: Entry): Root {
    const root = this.#roots.get(entry.chart);
    if (!root) throw new Error(`no context of the chart ${entry.chart}`);
    return root;
  }
}

const fileOf = ({ source, chart }: Entry): File => ({ name: source, basePath: clean(`${chart}/templates`) });
