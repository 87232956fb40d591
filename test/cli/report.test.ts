import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReportOptions, renderProblems, wantsColor } from '../../src/cli/output/report.ts';
import type { Problem } from '../../src/problem/problem.ts';

const error = (problem: Omit<Problem, 'code' | 'severity'>): Problem => ({
  code: 'schema',
  severity: 'error',
  ...problem,
});
const plain: ReportOptions = { color: false };

const inFile = error({
  message: 'image.tag: expected text, got the number 1.2',
  where: { file: 'my.yaml', line: 12, column: 8, source: '  tag: 1.20', path: ['image', 'tag'] },
  hint: 'put it in quotes: "1.20"',
});
const inFlag = error({
  message: 'kdaemon.args: expected a list, got the text "--a"',
  where: { flag: { name: '--set', text: 'kdaemon.args=--a', offset: 13 }, path: ['kdaemon', 'args'] },
  hint: 'write kdaemon.args={--a}',
});
const noFile = error({ message: 'the file does not exist', where: { file: 'none.yaml' } });

describe('renderProblems', () => {
  it.each<[title: string, problems: readonly Problem[], expected: string]>([
    ['nothing is printed for no problems', [], ''],
    [
      'a place in a file is shown with its line and a caret',
      [inFile],
      `error: my.yaml:12:8: image.tag: expected text, got the number 1.2
  12 |   tag: 1.20
     |        ^
  hint: put it in quotes: "1.20"
`,
    ],
    [
      'a place in a flag is shown with the flag and a caret',
      [inFlag],
      `error: kdaemon.args: expected a list, got the text "--a"
  --set kdaemon.args=--a
                     ^
  hint: write kdaemon.args={--a}
`,
    ],
    [
      'a flag without a place is shown without an excerpt',
      [error({ message: 'no', where: { flag: { name: '-f', text: 'a.yaml' } } })],
      'error: no\n  -f a.yaml\n',
    ],
    ['a problem without a place is one line', [error({ message: 'no' })], 'error: no\n'],
    [
      'a path that the message does not name is added',
      [error({ message: 'no', where: { path: ['a', 0, 'b.c'] } })],
      'error: no\n  at a[0].b\\.c\n',
    ],
    [
      'a line without a column has no caret',
      [error({ message: 'no', where: { file: 'a', line: 2, source: 'x: 1' } })],
      'error: a:2: no\n  2 | x: 1\n',
    ],
    [
      'standard input is named as such',
      [error({ message: 'no', where: { file: '-', line: 1, column: 1 } })],
      'error: <stdin>:1:1: no\n',
    ],
    [
      'a warning says so',
      [{ code: 'file', severity: 'warning', message: 'the file is empty', where: { file: 'a.yaml' } }],
      'warning: a.yaml: the file is empty\n',
    ],
    [
      'the further lines of a message and of a hint are indented',
      [error({ message: 'one\r\ntwo\n  three', hint: 'do:\n  this' })],
      'error: one\n  two\n    three\n  hint: do:\n      this\n',
    ],
    [
      'problems of one line are grouped, others are separate',
      [noFile, noFile, inFlag, noFile],
      `error: none.yaml: the file does not exist
error: none.yaml: the file does not exist

error: kdaemon.args: expected a list, got the text "--a"
  --set kdaemon.args=--a
                     ^
  hint: write kdaemon.args={--a}

error: none.yaml: the file does not exist
`,
    ],
    [
      'a long line is cut to 80 columns',
      [
        error({
          message: 'no',
          where: { file: 'a', line: 100, column: 301, source: `${'x'.repeat(300)}!${'y'.repeat(300)}` },
        }),
      ],
      `error: a:100:301: no
  100 | …${'x'.repeat(46)}!${'y'.repeat(23)}…
      | ${' '.repeat(47)}^
`,
    ],
  ])('%s', (_, problems, expected) => {
    expect(renderProblems(problems, plain)).toBe(expected);
  });

  it('when a width is given, then sentences wrap, but never inside of `code`', () => {
    const problem = error({
      message: 'kg must be root and privileged to run, and the values say otherwise',
      hint: 'set `kdaemon.containerSecurityContext.privileged = true` or use --platform',
    });
    expect(renderProblems([problem], { color: false, width: 40 })).toBe(
      `error: kg must be root and privileged to
  run, and the values say otherwise
  hint: set
    \`kdaemon.containerSecurityContext.privileged = true\`
    or use --platform
`,
    );
    expect(renderProblems([problem], plain).split('\n')).toHaveLength(3);
  });

  it('when colour is wanted, then it is the same text with colour', () => {
    const coloured = renderProblems([inFile, inFlag, noFile], { color: true });
    expect(coloured).toContain('\x1b[1;31merror:\x1b[0m my.yaml:12:8');
    expect(coloured.replace(/\x1b\[[\d;]*m/g, '')).toBe(renderProblems([inFile, inFlag, noFile], plain));
  });

  it('sends no control character of the user to the terminal, wherever it is', () => {
    const hostile = '\x1b[2J\x9b31m\x07\u202e\u2028\u0085\u200f';
    const problem = error({
      message: hostile,
      hint: hostile,
      where: {
        file: `${hostile}\n`,
        line: 1,
        column: 2,
        source: `${hostile}\n`,
        path: [`${hostile}\n`],
        flag: { name: hostile, text: `${hostile}\n`, offset: 3 },
      },
    });
    expect(renderProblems([problem], plain)).toMatch(/^[\n\x20-\x7e…]*$/);
  });

  it('sends no control character, whatever the text', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, fc.nat(20), (message, source, hint, column) => {
        const problem = error({ message, hint, where: { file: source, line: 1, column, source } });
        const lines = renderProblems([problem], { color: false, width: 60 }).split('\n');
        expect(lines.filter((line) => /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(line))).toEqual([]);
      }),
    );
  });
});

describe('wantsColor', () => {
  it.each<[stream: { isTTY?: boolean }, env: Record<string, string>, expected: boolean]>([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: false }, {}, false],
    [{}, {}, false],
  ])('of %j with %j is %j', (stream, env, expected) => {
    expect(wantsColor(stream, env)).toBe(expected);
  });
});
