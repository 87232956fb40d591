import { goFunctions } from '../../functions/policy/go/index.ts';
import { GoInt, GoObject, type GoValue } from '../../go/value.ts';
import type { Budget } from '../../problem/budget.ts';
import { ProblemError } from '../../problem/problem.ts';
import { ExactNumber, newMap, type Value } from '../../yaml/value.ts';
import type { RenderContext } from '../context.ts';
import type { Limits } from '../limits.ts';
import { goContext, type Root } from './objects/index.ts';
import { SyntaxFault } from './parse/fault.ts';
import type { ActionNode, CommandNode, Source, Statement } from './parse/nodes.ts';
import { parseTemplate } from './parse/parse.ts';
import { runProblems, syntaxProblem } from './problems.ts';
import { functionsWith, namesOf, yamlWriter } from './program.ts';
import { GO_ON, type Runnable } from './run/frame.ts';
import type { FunctionTable } from './run/scope.ts';
import { Template, type TemplateNames, Templates } from './run/templates.ts';
import { Run } from './session.ts';

/** The render of a Handlebars chart that contains a Go template in a string. */
export interface Host {
  /** The limits of the render, including its strings. */
  readonly limits: Limits;
  readonly budget: Budget;
  readonly root: RenderContext;
  /** Whether there is a named template: the chart's own, or one of bitnami's library. */
  knows(name: string): boolean;
  names(): string[];
  include(name: string, arg: Value | RenderContext): string;
  /** Returns a mark for a string in text that is parsed as YAML later: the string then replaces the mark. */
  hold(text: string): string;
}

/** Prints a string of the values. */
export type GoString = (host: Host) => string;

/**
 * Compiles a string of the values of a Handlebars chart that is written in Go's language. It is rendered separately:
 * other strings do not see what it changes with `set`, and what it defines. `include` finds the named templates of the
 * chart, and bitnami's.
 *
 * @param isYaml whether the string is YAML text: strings that actions print are held then, but for those of functions
 * that
 *   lay out YAML themselves
 * @throws ProblemError `template-syntax`
 */
export function compileGoString(text: string, isYaml: boolean): GoString {
  const functions = functionsWith(goFunctions);
  let holder: Host | undefined;
  const table: FunctionTable = Object.assign(Object.create(null), functions, {
    [HOLD]: { parameters: ['interface {}'], run: (value: GoValue) => held(value, holder) },
  });
  const source: Source = { name: 'gotpl', file: '', text };
  const trees = parse(source, namesOf(functions));
  if (isYaml) for (const tree of trees) if (tree.name === source.name) holdActions(tree.root.nodes);
  const own = trees.map((tree) => new Template(tree, table));
  const main = own.find(({ tree }) => tree.name === source.name) as Template;
  const writeYaml = yamlWriter(table);
  return (host) => {
    const root = goContext(new Map([[host.root.Chart.Name, host.root]]), NOTHING_SHARED, writeYaml).get(
      host.root.Chart.Name,
    ) as Root;
    const templates = new Templates(new HostTemplates(host, root), own);
    const parts = { templates, parseString: (string: string) => parseString(string, table), writeYaml };
    const run = new Run(parts, host.budget, host.limits);
    const outer = holder;
    holder = host;
    try {
      return run.file({ name: host.root.Template.Name, basePath: host.root.Template.BasePath }, main.body, root);
    } catch (error) {
      const [first, ...rest] = runProblems(error, '', run.names);
      throw first ? new ProblemError(first, ...rest) : error;
    } finally {
      holder = outer;
    }
  };
}

const NOTHING_SHARED = new WeakSet<object>();

function parse(source: Source, names: ReadonlySet<string>) {
  try {
    return [...parseTemplate(source, names).values()];
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    const problem = syntaxProblem(source, error);
    const [, name] = HANDLEBARS.exec(error.message) ?? [];
    throw new ProblemError(name ? { ...problem, hint: hintForMixture(name) } : problem);
  }
}

/** Names that are functions in Go, and parts of the context in Handlebars. */
const HANDLEBARS = /^function "(Values|Release|Chart|Capabilities|Files|Template)" not defined/;

const hintForMixture = (name: string): string =>
  `a string is in one language, and this one has expressions of Go's: write .${name}, or all of them in Handlebars`;

/** A string that the string passes to `tpl`. */
function parseString(text: string, table: FunctionTable) {
  try {
    const own = [...parseTemplate({ name: 'gotpl', file: undefined, text }, namesOf(table)).values()].map(
      (tree) => new Template(tree, table),
    );
    const main = own.find(({ tree }) => tree.name === 'gotpl') as Template;
    return { main, over: (outer: TemplateNames) => new Templates(outer, own) };
  } catch (error) {
    if (error instanceof SyntaxFault) return error;
    throw error;
  }
}

/** The named templates of the render, for Go. */
class HostTemplates implements TemplateNames {
  readonly #host: Host;
  readonly #root: Root;

  constructor(host: Host, root: Root) {
    this.#host = host;
    this.#root = root;
  }

  find(name: string): Runnable | undefined {
    if (!this.#host.knows(name)) return undefined;
    return {
      body: (frame) => {
        frame.out += this.#host.include(name, this.#argument(frame.dot));
        return GO_ON;
      },
    };
  }

  names(): string[] {
    return this.#host.names();
  }

  /** The root context is the render's own, also where it is the `context` of a dict. */
  #argument(value: GoValue | undefined): Value {
    if (value === this.#root.dot || value === this.#root.map) return this.#host.root as unknown as Value;
    if (value === undefined || value === null) return null;
    if (value instanceof GoInt) {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : new ExactNumber(String(value.value));
    }
    if (value instanceof GoObject) return this.#argument(value.toPlain());
    if (Array.isArray(value)) return value.map((item) => this.#argument(item));
    if (typeof value !== 'object') return value;
    return newMap(Object.entries(value).map(([key, item]) => [key, this.#argument(item)]));
  }
}

/** A name that no template can have. */
const HOLD = 'hold a string';

const held = (value: GoValue, host: Host | undefined): GoValue =>
  typeof value === 'string' && host ? host.hold(value) : value;

/** Functions that print YAML, whose result is a part of the text. */
const LAYS_OUT = new Set(
  'indent nindent toYaml toYamlPretty toJson toPrettyJson toRawJson mustToYaml mustToJson mustToPrettyJson mustToRawJson quote squote'.split(
    ' ',
  ),
);

function holdActions(nodes: readonly Statement[]): void {
  for (const node of nodes) {
    if (node.kind === 'action') holdAction(node);
    else if ('list' in node) {
      holdActions(node.list.nodes);
      if (node.elseList) holdActions(node.elseList.nodes);
    }
  }
}

function holdAction({ pipe, at }: ActionNode): void {
  const [first] = (pipe.commands.at(-1) as CommandNode).args;
  if (pipe.declared.length > 0 || (first.kind === 'identifier' && LAYS_OUT.has(first.name))) return;
  pipe.commands.push({ kind: 'command', at, args: [{ kind: 'identifier', at, name: HOLD }] });
}
