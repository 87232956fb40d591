import { Command } from 'commander';
import { fail } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { renderMarkdown } from '../output/markdown.ts';

/** A comfortable width for reading, in columns, however wide the terminal is. */
const WIDTH = 80;

const NOTES = `
Examples:
  kilo-chart explain kubernetes-port
  kilo-chart explain values-set
`;

/** `kilo-chart explain CODE`: the page of a rule, or of the code of a problem, on standard output. */
export function explainCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('explain')
    .usage('<CODE> [flags]')
    .description('print what a rule of lint, or the code of a problem, means and what to do')
    .argument('<CODE>', 'what a message has in brackets, such as kubernetes-port')
    .addHelpText('after', NOTES);
  addGlobalOptions(command, false);
  return command.action(async () => done({ stdout: await explain(command.args, io), problems: [] }));
}

async function explain([code = '', ...rest]: readonly string[], { stdout }: Io): Promise<string> {
  if (rest.length > 0)
    fail({ code: 'usage', message: `unexpected argument ${rest[0]}`, hint: 'explain one code at a time' });
  const { readRulePages } = await import('../rule-pages.ts');
  const { pageOf } = await import('../../lint/index.ts');
  const pages = readRulePages();
  // The form in which lint prints it.
  const name = code.replace(/^\[(.*)\]$/, '$1');
  const page = pages.get(name);
  if (page === undefined) {
    const near = suggest(name, [...pages.keys()]);
    return fail({
      code: 'usage',
      message: `there is no rule or code ${JSON.stringify(code)}`,
      hint: near === undefined ? 'kilo-chart lint --list-rules lists the rules' : `did you mean ${near}?`,
    });
  }
  return `${renderMarkdown(page, Math.min(stdout.columns ?? WIDTH, WIDTH))}\n${pageOf(name)}\n`;
}
