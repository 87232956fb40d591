import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from './built.ts';

const PROGRAM = `${process.execPath} ${join(ROOT, 'bin/kilo-chart.cjs')}`;

/** The program on a terminal of 80 columns, as `script` of util-linux makes one. */
describe.skipIf(!isBuilt() || process.platform !== 'linux')('on a terminal', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-terminal-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  /** @param answers each is typed when the next question is there; undefined ends the input */
  function type(args: string, answers: readonly (string | undefined)[] = [], env: Record<string, string> = {}) {
    return new Promise<{ status: number | null; screen: string }>((resolve) => {
      const command = `stty cols 80 2>/dev/null; ${PROGRAM} ${args}`;
      const { PATH = '' } = process.env;
      const child = spawn('script', ['-qec', command, '/dev/null'], {
        cwd,
        env: { PATH, TERM: 'xterm', HOME: cwd, ...env },
      });
      let screen = '';
      let asked = 0;
      child.stdout.on('data', (data: Buffer) => {
        screen += data.toString('utf8');
        for (const questions = screen.match(/^ {2}\[.*\] /gm)?.length ?? 0; asked < questions; asked++) {
          const answer = answers[asked];
          child.stdin.write(answer === undefined ? '\u0004' : `${answer}\r`);
        }
      });
      child.once('close', (status) => resolve({ status, screen }));
    });
  }

  it('init asks its questions, and writes what was answered', async () => {
    const { status, screen } = await type('init --quiet', ['moon', 'k3s', '', 'full', 'phone']);
    expect(screen).toContain('"moon" is not known');
    for (const line of screen.split(/\r?\n/)) expect(line.replaceAll(/\x1b\[\w*/g, '').length).toBeLessThanOrEqual(80);
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, 'values.yaml'), 'utf8')).toMatch(/mesh-granularity: full[\s\S]*- name: phone/);
    expect(statSync(join(cwd, 'phone.conf')).mode & 0o777).toBe(0o600);
  });

  it('init says so when the answers end', async () => {
    const { status, screen } = await type('init', ['k3s', undefined]);
    expect({ status, said: screen.includes('not all questions were answered') }).toEqual({ status: 1, said: true });
  });

  it.each<[string, boolean, string, Record<string, string>]>([
    ['nothing says otherwise', true, '', {}],
    ['NO_COLOR is set', false, '', { NO_COLOR: '1' }],
    ['--no-color is given', false, '--no-color', {}],
    ['the terminal is dumb', false, '', { TERM: 'dumb' }],
    ['FORCE_COLOR is set, too', true, '', { NO_COLOR: '1', FORCE_COLOR: '1' }],
  ])('when %s, then errors have colours: %s', async (_, expected, flag, env) => {
    const { status, screen } = await type(`values --set 'image.tag={' ${flag}`, [], env);
    expect(status).toBe(1);
    expect(screen).toContain('error:');
    expect(screen.includes('\x1b[')).toBe(expected);
  });
});
