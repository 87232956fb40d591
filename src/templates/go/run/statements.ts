import { formatGo } from '../../../go/fmt.ts';
import { quoteText } from '../../../go/text.ts';
import { GoObject, type GoValue, typeName } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import type { ActionNode, BranchNode, ListNode, Statement, TemplateNode, Tree } from '../parse/nodes.ts';
import { printNode } from '../parse/print-node.ts';
import { compilePipe } from './expressions.ts';
import { raise, type Site } from './fault.ts';
import { BREAK, CONTINUE, type Frame, GO_ON, type Step, type Val } from './frame.ts';
import { formatPointee } from './pointers.ts';
import { compileRange } from './range.ts';
import { type FunctionTable, type Observe, Scope } from './scope.ts';
import { truth } from './truth.ts';

/**
 * Compiles a template to closures.
 *
 * @param observe observes its statements, but not those of the templates that it calls
 */
export const compileTree = (tree: Tree, functions: FunctionTable, observe?: Observe): Step =>
  compileList(tree.root, new Scope(tree, functions, observe));

/** Units of the budget. */
const STATEMENT = 0.05;

const NOTHING: Step = () => GO_ON;

function compileList({ nodes }: ListNode, scope: Scope): Step {
  const steps = nodes.map((node) => {
    const step = compileStatement(node, scope);
    return scope.observe ? scope.observe(node, step) : step;
  });
  const [first, second] = steps;
  if (!first) return NOTHING;
  if (!second) return first;
  const cost = steps.length * STATEMENT;
  return (frame) => {
    spend(cost, 'a template');
    for (const step of steps) {
      const jump = step(frame);
      if (jump !== GO_ON) return jump;
    }
    return GO_ON;
  };
}

/**
 * Compiles a list when it first runs: most branches of a chart's templates never do.
 *
 * @param scope belongs to the list
 */
function compileLater(list: ListNode, scope: Scope): Step {
  if (list.nodes.length === 0) return NOTHING;
  let step: Step | undefined;
  return (frame) => {
    step ??= compileList(list, scope);
    return step(frame);
  };
}

function compileStatement(node: Statement, scope: Scope): Step {
  switch (node.kind) {
    case 'text': {
      const { text } = node;
      return (frame) => {
        frame.out += text;
        return GO_ON;
      };
    }
    case 'action':
      return compileAction(node, scope);
    case 'if':
    case 'with':
      return scope.within(() => compileBranch(node, scope));
    case 'range':
      return scope.within(() => compileRange(node, scope, compileLater));
    case 'template':
      return compileTemplate(node, scope);
    case 'break':
      return () => BREAK;
    case 'continue':
      return () => CONTINUE;
  }
}

function compileAction(node: ActionNode, scope: Scope): Step {
  const pipe = compilePipe(node.pipe, scope);
  if (node.pipe.declared.length > 0) {
    return (frame) => {
      pipe(frame);
      return GO_ON;
    };
  }
  const site: Site = { tree: scope.tree, node };
  return (frame) => {
    const value = pipe(frame);
    // The output is read after the pipeline has run, because templates that it calls replace it.
    const text = typeof value === 'string' ? value : show(value, site);
    frame.out += text;
    return GO_ON;
  };
}

function show(value: Val, site: Site): string {
  if (value === undefined || value === null) return '<no value>';
  // A number that Go prints with all of its digits, as most are.
  if (typeof value === 'number' && value > 0 && value < 1e6 && Number.isInteger(value)) return String(value);
  if (value instanceof GoObject && value.kind === 'func')
    return raise(site, `can't print ${printNode(site.node)} of type ${typeName(value)}`);
  return value instanceof GoObject ? showObject(value) : formatGo(value);
}

/** The value of an action is addressable: it has the methods of its pointer, and of a pointer the target is printed. */
function showObject(value: GoObject): string {
  const method = value.kind === 'struct' ? value.method('String') : undefined;
  if (method && value.format() === undefined) return String((method.run as () => GoValue)());
  return formatPointee(value);
}

function compileBranch(node: BranchNode, scope: Scope): Step {
  const pipe = compilePipe(node.pipe, scope);
  const isWith = node.kind === 'with';
  const inner = scope.copy();
  if (isWith) inner.dotFrom = undefined;
  const list = compileLater(node.list, inner);
  const otherwise = node.elseList ? compileLater(node.elseList, scope.copy()) : NOTHING;
  if (!isWith) return (frame) => (truth(pipe(frame)) ? list(frame) : otherwise(frame));
  return (frame) => {
    const value = pipe(frame);
    if (!truth(value)) return otherwise(frame);
    const { dot } = frame;
    frame.dot = value;
    const jump = list(frame);
    frame.dot = dot;
    return jump;
  };
}

function compileTemplate(node: TemplateNode, scope: Scope): Step {
  const pipe = node.pipe ? compilePipe(node.pipe, scope) : undefined;
  const site: Site = { tree: scope.tree, node };
  const { name } = node;
  return (frame) => {
    const template = frame.engine.find(name);
    if (!template) return raise(site, `template ${quoteText(name)} not defined`);
    const dot = pipe?.(frame);
    const inner: Frame = { out: '', dot, slots: [dot], engine: frame.engine };
    template.body(inner);
    frame.engine.countText(inner.out.length);
    frame.out += inner.out;
    return GO_ON;
  };
}
