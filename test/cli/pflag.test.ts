import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { isTrue, parseArguments } from '../../src/cli/flags/pflag.ts';
import { ProblemError } from '../../src/problem/problem.ts';

const command = () =>
  new Command('template')
    .option('-n, --namespace <namespace>', '')
    .option('-f, --values <file>', '')
    .option('-g, --generate-name', '')
    .option('--debug', '')
    .option('--no-hooks', '')
    .option('--dry-run [how]', '');

const parse = (...args: string[]) => {
  const { flags, positionals } = parseArguments(args, command());
  return [flags, positionals];
};

/** Arguments, the flags in commander's spelling, the positionals. As Go's pflag v1.0.10 reads them. */
const CASES: readonly (readonly [string, string[], string[], string[]])[] = [
  ['nothing', [], [], []],
  ['positionals and flags in any order', ['a', '--debug', 'b', '-n', 'x'], ['--debug', '--namespace=x'], ['a', 'b']],
  [
    'a value after =',
    ['--namespace=x', '-n=y', '--values=a=b'],
    ['--namespace=x', '--namespace=y', '--values=a=b'],
    [],
  ],
  ['a value attached to a letter', ['-nx', '-f-'], ['--namespace=x', '--values=-'], []],
  ['a value that looks like a flag', ['-f', '--debug', '-n', '-x'], ['--values=--debug', '--namespace=-x'], []],
  ['an empty value', ['-n', '', '--values='], ['--namespace=', '--values='], []],
  [
    'letters in one word',
    ['-gn', 'x', '-gnx', '-gn=x'],
    ['--generate-name', '--namespace=x', '--namespace=x', '--namespace=x'],
    [],
  ],
  [
    'a switch turned on by a word',
    ['--debug=true', '--no-hooks=1', '-g=T'],
    ['--debug', '--no-hooks', '--generate-name'],
    [],
  ],
  ['a switch turned off by a word', ['--debug=false', '--no-hooks=0', '-g=F'], [], []],
  ['a switch said twice: the last word holds', ['--debug', '--debug=false', '-g=false', '-g'], ['--generate-name'], []],
  ['a switch before a positional that looks like its value', ['--debug', 'false'], ['--debug'], ['false']],
  ['an optional value, which is never the next word', ['--dry-run', 'client'], ['--dry-run'], ['client']],
  ['an optional value after =', ['--dry-run=client'], ['--dry-run=client'], []],
  ['-- and everything after it', ['a', '--', '--debug', '--', '-n'], [], ['a', '--debug', '--', '-n']],
  ['only a dash', ['-', '-f', '-'], ['--values=-'], ['-']],
  ['help at any position', ['a', '--debug', '-h', '-n'], ['--help'], ['a']],
  ['help among letters', ['-gh'], ['--help'], []],
  ['a value of several lines', ['--values=a\nb'], ['--values=a\nb'], []],
];

describe('arguments', () => {
  test.each(CASES)('%s', (_, args, flags, positionals) => {
    expect(parse(...args)).toEqual([flags, positionals]);
  });

  test('when flags are before a command, then reading stops at it', () => {
    const { flags, positionals } = parseArguments(['-n', 'x', 'template', '--other', '-h'], command(), {
      stopAtPositional: true,
    });
    expect([flags, positionals]).toEqual([['--namespace=x'], ['template', '--other', '-h']]);
  });
});

const FAULTS: readonly (readonly [string[], string, string])[] = [
  [['--namespce=x'], 'unknown flag: --namespce', 'did you mean --namespace?'],
  [['--zzzzzzzz'], 'unknown flag: --zzzzzzzz', 'kilo-chart template --help lists the flags'],
  [['-x'], "unknown shorthand flag: 'x' in -x", 'kilo-chart template --help lists the flags'],
  [['-gx'], "unknown shorthand flag: 'x' in -gx", 'kilo-chart template --help lists the flags'],
  [['a', '-n'], 'flag needs an argument: -n', 'write -n, --namespace <namespace>'],
  [['--values'], 'flag needs an argument: --values', 'write -f, --values <file>'],
  [['--debug=yes'], '--debug=yes: the flag takes true or false', 'write --debug or --debug=false'],
  [['--=x'], 'bad flag syntax: --=x', 'what follows -- is not a flag'],
  [['---x'], 'bad flag syntax: ---x', 'what follows -- is not a flag'],
  [
    ['--kubeconfig', 'x'],
    '--kubeconfig has no meaning here: this program never talks to a cluster',
    'leave it out; pass the flag to kubectl, after the pipe',
  ],
];

describe('arguments that are refused', () => {
  test.each(FAULTS)('%j', (args, message, hint) => {
    const run = () => parse(...args);
    expect(run).toThrow(ProblemError);
    try {
      run();
    } catch (error) {
      expect((error as ProblemError).problems).toEqual([{ code: 'usage', severity: 'error', message, hint }]);
    }
  });
});

test("an environment variable is true by Go's words for it", () => {
  expect(['1', 'true', 'T', 'yes', '', undefined].map(isTrue)).toEqual([true, true, true, false, false, false]);
});
