import { FailError } from '../../go/value.ts';
import { type Problem, ProblemError, sourceOf, type Where } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import { asProblem } from '../limits.ts';
import { explain } from './explain.ts';
import { helmRunMessage, helmSyntaxMessage, withHelmMessage } from './helm-message.ts';
import type { SyntaxFault } from './parse/fault.ts';
import type { Source } from './parse/nodes.ts';
import { printNode } from './parse/print-node.ts';
import { placeOf, startOf } from './place.ts';
import { ExecFault, type Site } from './run/fault.ts';
import { NoTemplate, TplFault, TplSyntaxFault } from './tpl-fault.ts';

/** A file that cannot be parsed, as a problem. */
export function syntaxProblem(source: Source, fault: SyntaxFault): Problem {
  const problem: Problem = {
    code: 'template-syntax',
    severity: 'error',
    message: fault.message,
    where: whereAt(source, fault.at),
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
  };
  return withHelmMessage(problem, helmSyntaxMessage(source, fault));
}

function whereAt(source: Source, at: number): Where {
  const { line, column, text } = placeOf(source, at);
  return { ...(source.file === undefined ? {} : { file: source.file }), line, column, ...sourceOf(text, column) };
}

/**
 * The problems of an error that a file caused when it was run.
 *
 * @param file the name of the file, for errors without a place
 * @param names of the templates that there are
 * @throws the error itself where it is not a problem of the templates, but a bug
 */
export function runProblems(thrown: unknown, file: string, names: () => readonly string[]): readonly Problem[] {
  const error = asProblem(thrown);
  if (error instanceof ProblemError) return error.problems.map((problem) => ({ where: { file }, ...problem }));
  if (error instanceof ExecFault) return [execProblem(error, file, names)];
  throw error;
}

function execProblem(fault: ExecFault, file: string, names: () => readonly string[]): Problem {
  const { sites, texts, leaf, last } = unwind(fault);
  const site = sites.findLast(({ tree }) => tree.source.file !== undefined);
  const known = leaf instanceof ProblemError ? leaf.problems[0] : undefined;
  const { message, hint } = known ?? words(last, leaf, names);
  const inString = last.site.tree.source.file === undefined ? stringPlace(last.site) : '';
  const callers = site ? sites.slice(0, sites.lastIndexOf(site)) : [];
  const hints = [hint, inString, texts, chainOf(callers)].filter((text) => text);
  const problem: Problem = {
    ...(known ?? { code: 'template', severity: 'error' }),
    message,
    where: site ? whereAt(site.tree.source, startOf(site.node)) : { file },
    ...(hints.length > 0 ? { hint: hints.join('; ') } : {}),
  };
  return withHelmMessage(problem, helmRunMessage(fault));
}

/** The chain of calls, from the file to the innermost expression. */
interface Unwound {
  readonly sites: readonly Site[];
  /** The error of a string of `tpl` that cannot be parsed. */
  readonly texts: string;
  /** The innermost error of the executor. */
  readonly last: ExecFault;
  /** The error of the function that it called. */
  readonly leaf: unknown;
}

function unwind(fault: ExecFault): Unwound {
  const sites: Site[] = [];
  let last = fault;
  let leaf: unknown = fault;
  while (leaf instanceof ExecFault || leaf instanceof TplFault) {
    if (leaf instanceof ExecFault) {
      last = leaf;
      sites.push(leaf.site);
    }
    if (leaf.cause === undefined) break;
    leaf = leaf.cause;
  }
  const texts = leaf instanceof TplSyntaxFault ? `the string begins ${JSON.stringify(shorten(leaf.text))}` : '';
  return { sites, texts, last, leaf };
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

interface Words {
  readonly message: string;
  readonly hint?: string | undefined;
}

function words(last: ExecFault, leaf: unknown, names: () => readonly string[]): Words {
  if (leaf instanceof FailError) return { message: leaf.message };
  if (leaf instanceof TplSyntaxFault) {
    return { message: `a string given to tpl cannot be parsed: ${leaf.fault.message}`, hint: leaf.fault.hint };
  }
  if (leaf instanceof NoTemplate) return noTemplate(leaf.template, leaf.message, names);
  const undefinedName = /^template "(.*)" not defined$/.exec(last.message)?.[1];
  if (undefinedName !== undefined) return noTemplate(undefinedName, last.message, names);
  return explain(last, leaf instanceof Error && leaf !== last ? last.message + leaf.message : last.message);
}

function noTemplate(name: string, text: string, names: () => readonly string[]): Words {
  const near = suggest(name, names());
  const hint =
    near === undefined ? 'define it in a file of the chart: {{ define "NAME" }}…{{ end }}' : `did you mean ${near}?`;
  return { message: `the template ${name} is not defined (${text})`, hint };
}

function stringPlace({ tree, node }: Site): string {
  const { line, column } = placeOf(tree.source, startOf(node));
  return `at line ${line}, column ${column} of the string given to tpl, which begins ${JSON.stringify(shorten(tree.source.text))}`;
}

/** The most calls of a chain that are shown. */
const MOST_CALLS = 6;

function chainOf(callers: readonly Site[]): string {
  if (callers.length === 0) return '';
  const calls = callers.toReversed().map(({ tree, node }) => {
    const { line, column } = placeOf(tree.source, startOf(node));
    const place = `${tree.source.file ?? 'a string given to tpl'}:${line}:${column}`;
    return `${shorten(printNode(node))} at ${place}`;
  });
  const more = calls.length - MOST_CALLS;
  const shown = more > 0 ? [...calls.slice(0, MOST_CALLS - 1), `… (${more} more)`, calls.at(-1) as string] : calls;
  return `called by ${shown.join(', called by ')}`;
}
