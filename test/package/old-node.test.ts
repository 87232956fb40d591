import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const entry = readFileSync(new URL('../../bin/kilo-chart.cjs', import.meta.url), 'utf8').replace(/^#!.*/, '');

/** Runs the entry as some version of Node, and returns what it did. */
function start(node: string): { errors: string; exitCode: number | undefined; loaded: string[] } {
  const process = { versions: { node }, exitCode: undefined as number | undefined };
  const errors: string[] = [];
  const loaded: string[] = [];
  const require = (name: string) => {
    loaded.push(name);
    return { main: () => undefined };
  };
  runInNewContext(entry, { process, require, console: { error: (line: string) => errors.push(line) } });
  return { errors: errors.join('\n'), exitCode: process.exitCode, loaded };
}

describe('the entry of the program', () => {
  it.each(['0.10.48', '8.17.0', '18.20.4', '19.9.0'])(
    'when Node is %s, then the message names the required one',
    (node) => {
      expect(start(node)).toEqual({
        errors: `error: kilo-chart needs Node 20 or later, and this is Node ${node}\n  hint: install a newer Node: https://nodejs.org`,
        exitCode: 1,
        loaded: [],
      });
    },
  );

  it.each(['20.0.0', '22.11.0', '100.1.0'])('when Node is %s, then the program is loaded', (node) => {
    expect(start(node)).toEqual({ errors: '', exitCode: undefined, loaded: ['../dist/chunks/core.js'] });
  });

  it('when an old Node parses it, then there is no syntax newer than ES5', () => {
    expect(entry).not.toMatch(/=>|`|\b(?:const|let|class|async|await|import)\b|\?\?|\?\.|,\s*\)/);
  });
});
