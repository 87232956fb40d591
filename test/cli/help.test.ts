import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';

async function helpOf(args: readonly string[], columns: number | undefined, terminal?: number): Promise<string> {
  let printed = '';
  const stdout = {
    write: (text: string) => {
      printed += text;
    },
    ...(terminal === undefined ? {} : { isTTY: true, columns: terminal }),
  };
  const env = columns === undefined ? {} : { COLUMNS: String(columns) };
  expect(await run(args, { stdout, stderr: stdout, stdin: async () => '', env, cwd: '/' })).toBe(0);
  return printed;
}

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe.each([[['--help']], ...COMMANDS.map(({ name }) => [[name, '--help']])])('the help of %j', (args) => {
  it.each<[string, number | undefined, number | undefined]>([
    ['COLUMNS is 80', 80, undefined],
    ['COLUMNS is 80, whatever the terminal is', 80, 200],
    ['the width is not known', undefined, undefined],
  ])('when %s, then no line is wider than 80', async (_, columns, terminal) => {
    expect(widest(await helpOf(args, columns, terminal))).toBeLessThanOrEqual(80);
  });
});

describe('the help of lint', () => {
  it('names no argument that lint does not take', async () => {
    expect(await helpOf(['lint', '--help'], 80)).not.toMatch(/\b(?:CHART|NAME)\b/);
  });
});
