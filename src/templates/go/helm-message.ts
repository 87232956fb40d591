import { quoteText } from '../../go/text.ts';
import { FailError } from '../../go/value.ts';
import type { Problem } from '../../problem/problem.ts';
import type { SyntaxFault } from './parse/fault.ts';
import type { Source } from './parse/nodes.ts';
import { printNode } from './parse/print-node.ts';
import { goPlace } from './place.ts';
import { ExecFault } from './run/fault.ts';
import { TplFault } from './tpl-fault.ts';

/**
 * Helm's own message for a problem, which this program does not show: tests compare it with Helm's. Stored outside of
 * the problems, which are plain data.
 */
const messages = new WeakMap<Problem, string>();

export const helmMessageOf = (problem: Problem): string | undefined => messages.get(problem);

export function withHelmMessage(problem: Problem, message: string): Problem {
  messages.set(problem, message);
  return problem;
}

/** Helm's cleanupParseError. */
export function helmSyntaxMessage({ name }: Source, { line, message }: SyntaxFault): string {
  return `parse error at (${name}:${line}): ${message.split(': ').at(-1)}`;
}

/** Marks the message of `fail` and `required` inside other messages. */
const [START, END] = ['HELM_ERR_START', 'HELM_ERR_END'];

/** The text of an error with all of its causes, as Go's `Error()` returns it. */
function goText(error: unknown): string {
  if (error instanceof ExecFault) {
    const { site, message, cause } = error;
    const { tree, node } = site;
    const where = `${goPlace(tree.source, node.at)}: executing ${quoteText(tree.name)} at <${printNode(node)}>`;
    return `template: ${where}: ${message}${cause === undefined ? '' : goText(cause)}`;
  }
  if (error instanceof TplFault) return error.message + goText(error.cause);
  if (error instanceof FailError) return START + error.message + END;
  return error instanceof Error ? error.message : String(error);
}

/** Helm's reformatExecErrorMsg: one line, a trace of several lines, or only the message of `fail`. */
export function helmRunMessage(error: ExecFault): string {
  const text = goText(error);
  const [, location = '', rest = ''] = /^[^:]*: (.*?): (.*)$/s.exec(text) ?? [];
  const failed = new RegExp(`${START}(.*)${END}`, 's').exec(rest);
  if (failed) return `execution error at (${location}): ${failed[1]}`;
  const traces: string[] = [];
  for (let current: unknown = error; current !== undefined; current = causeOf(current)) {
    const trace = traceOf(goText(current));
    if (trace === undefined) return text;
    if (trace !== traces.at(-1)) traces.push(trace);
  }
  return traces.join('').trim();
}

const causeOf = (error: unknown): unknown =>
  error instanceof ExecFault || error instanceof TplFault ? error.cause : undefined;

/** One level of Helm's trace; undefined for a text that is not an error of a template. */
function traceOf(text: string): string | undefined {
  if (!text.startsWith('template: ')) return undefined;
  const rest = text.slice('template: '.length);
  if (rest.startsWith('no template ')) return `${text}\n`;
  const executing = /: executing "([^"]*)" at </.exec(rest);
  const context = executing ? executing.index + executing[0].length : 0;
  const end = rest.indexOf('>: ', context);
  if (executing && end >= 0) {
    const location = rest.slice(0, executing.index);
    return `${location}\n  executing "${executing[1]}" at <${rest.slice(context, end)}>:\n    ${cut(rest.slice(end + 3))}\n`;
  }
  const separator = rest.lastIndexOf(': ');
  return separator < 0 ? undefined : `${rest.slice(0, separator)}\n  ${cut(rest.slice(separator + 2))}\n`;
}

const cut = (message: string): string => message.split(' template:')[0] as string;
