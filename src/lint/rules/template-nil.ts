import type { BranchNode, CommandNode, Operand, PipeNode, Tree } from '../../templates/index.ts';
import type { TemplateRule } from '../rule.ts';
import { type ChartReading, defaultAt } from '../templates/reading.ts';
import { functionOf, startOf, statements, valuesPath, visitOperands, visitPipe } from '../templates/walk.ts';

export const nil: TemplateRule = {
  id: 'template-nil',
  severity: 'warning',
  summary: 'A field of a value that may be missing, at which a template stops',

  checkTemplates(chart, report) {
    if (chart.chart.metadata.type === 'library') return;
    for (const file of chart.files) {
      // What a named template is called with, and under which condition, is not known here.
      if (!file.main) continue;
      const checks = new Checks(checkedBy(file.main));
      visitOperands(file.main, (node, { branches, commands }) => {
        const missing = missingOf(node, chart);
        if (missing === undefined) return;
        if (checks.isBefore(node.at, missing) || isAfterGuard(node, commands, missing)) return;
        if (branches.some(({ pipe }: BranchNode) => mentions(pipe, missing))) return;
        report(
          { file, at: startOf(node) },
          `.Values.${missing.join('.')} has no default, and without it this template stops here`,
          `write (.Values.${missing.join('.')}).${(valuesPath(node) ?? [])[missing.length]}, or give it a default: {}`,
        );
      });
    }
  },
};

/** The part of a path that may be nil although a field of it is read. */
function missingOf(node: Operand, chart: ChartReading): readonly string[] | undefined {
  const isRoot = node.kind === 'field' || (node.kind === 'variable' && node.name === '$');
  if (!isRoot || node.names[0] !== 'Values') return undefined;
  const path = node.names.slice(1);
  const [first = ''] = path;
  if (chart.dependencies.has(first) || first === 'global') return undefined;
  for (let length = 1; length < path.length; length++) {
    const prefix = path.slice(0, length);
    if ((defaultAt(chart, prefix) ?? null) === null) return prefix;
  }
  return undefined;
}

/** Conditions by which a template itself reports a missing value. */
function checkedBy(tree: Tree): PipeNode[] {
  const found: PipeNode[] = [];
  for (const node of statements(tree.root)) {
    if (node.kind === 'action' && calls(node.pipe, 'required')) found.push(node.pipe);
    if (node.kind !== 'if') continue;
    const isFailing = [...statements(node.list), ...(node.elseList ? statements(node.elseList) : [])].some(
      (inner) => inner.kind === 'action' && calls(inner.pipe, 'fail'),
    );
    if (isFailing) found.push(node.pipe);
  }
  return found;
}

/** What pipelines mention, with the place of the first one that does. */
class Checks {
  readonly #first = new Map<string, number>();

  constructor(pipes: readonly PipeNode[]) {
    for (const pipe of pipes) {
      visitPipe(pipe, { branches: [], commands: [] }, (node) => {
        const path = valuesPath(node) ?? [];
        for (let length = 1; length <= path.length; length++) this.#add(JSON.stringify(path.slice(0, length)), pipe.at);
        if (node.kind === 'string') this.#add(node.text, pipe.at);
      });
    }
  }

  #add(key: string, at: number): void {
    if (!this.#first.has(key)) this.#first.set(key, at);
  }

  isBefore(at: number, path: readonly string[]): boolean {
    const places = [this.#first.get(JSON.stringify(path)), this.#first.get(path.at(-1) ?? '')];
    return places.some((first) => first !== undefined && first < at);
  }
}

function calls(pipe: PipeNode, name: string): boolean {
  let found = false;
  visitPipe(pipe, { branches: [], commands: [] }, (node) => {
    found ||= node.kind === 'identifier' && node.name === name;
  });
  return found;
}

function mentions(pipe: PipeNode, path: readonly string[]): boolean {
  let found = false;
  visitPipe(pipe, { branches: [], commands: [] }, (node) => {
    found ||= isWithin(valuesPath(node), path) || (node.kind === 'string' && node.text === path.at(-1));
  });
  return found;
}

const isWithin = (path: readonly string[] | undefined, outer: readonly string[]): boolean =>
  path !== undefined && outer.every((name, index) => path[index] === name);

/** Functions that stop at the first argument that decides. */
const STOPPING: ReadonlySet<string> = new Set(['and', 'or']);

/** Whether `and .Values.a .Values.a.b` stops before the field is read. */
function isAfterGuard(node: Operand, commands: readonly CommandNode[], path: readonly string[]): boolean {
  return commands.some((command, depth) => {
    if (!STOPPING.has(functionOf(command) ?? '')) return false;
    const inner = commands[depth + 1];
    const isHere = (argument: Operand): boolean =>
      argument === node || (argument.kind === 'pipe' && inner !== undefined && argument.commands.includes(inner));
    const position = command.args.findIndex(isHere);
    return command.args
      .slice(1, position < 0 ? undefined : position)
      .some((argument) => (argument.kind === 'pipe' ? mentions(argument, path) : isWithin(valuesPath(argument), path)));
  });
}
