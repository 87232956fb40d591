import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

const cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-progress-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const names = Array.from({ length: 40 }, (_, index) => `many-${index}.yaml`);
for (const name of names) writeFileSync(join(cwd, name), 'image: {tag: 0.7.0}\n');
writeFileSync(join(cwd, 'large.yaml'), `image: {tag: 0.7.0}\n${'# \u00e4\n'.repeat(300_000)}`);
writeFileSync(join(cwd, 'broken.yaml'), `image: {tag: 0.7.0}\n${'# x\n'.repeat(300_000)}a: [\n`);

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Record<string, string>;
  /** The milliseconds that pass between two looks at the clock. */
  readonly tick?: number;
}

/** What a run writes to standard error, in its pieces. */
async function watch(argv: readonly string[], { isTTY = true, columns = 80, env = {}, tick = 0 }: Terminal = {}) {
  const written: string[] = [];
  let time = 0;
  await run(argv, {
    stdout: { write: () => {} },
    stderr: { write: (text) => written.push(text), isTTY, columns },
    stdin: async () => '',
    env,
    cwd,
    now: () => (time += tick),
  });
  return written;
}

const ERASE = '\r\x1b[K';
const SLOW = { tick: 400 };

describe('the progress line', () => {
  it.each<[name: string, argv: string[], terminal: Terminal, lines: string[]]>([
    ['a large file', ['template', 'x', '-f', 'large.yaml'], {}, ['reading large.yaml']],
    ['a large file', ['values', '-f', 'large.yaml'], {}, ['reading large.yaml']],
    ['a large file', ['lint', 'large.yaml'], {}, ['checking large.yaml']],
    ['a long name', ['lint', 'large.yaml'], { columns: 12 }, ['checking la']],
    [
      'a run that takes long',
      ['template', 'x'],
      { tick: 600 },
      ['rendering the templates', 'reading what the templates printed'],
    ],
    ['a run that takes long', ['values'], { tick: 600 }, ['writing the values']],
  ])('when there is %s, then %j with %j shows it and erases it', async (_, argv, terminal, lines) => {
    const [...written] = await watch(argv, terminal);
    const end = written.indexOf(ERASE);
    expect(written.slice(0, end)).toEqual(lines.map((line) => `\r${line}\x1b[K`));
    // The message of a problem follows.
    expect(written.slice(end + 1).join('')).not.toContain('\r');
  });

  it('reports how many of many files are checked', async () => {
    const written = await watch(['lint', ...names], SLOW);
    expect(written.at(-2)).toBe('\rchecking 40 of 40 files\x1b[K');
    expect(written.at(-1)).toBe(ERASE);
  });

  it('changes no more often than can be read', async () => {
    const written = await watch(['lint', ...names], { tick: 25 });
    expect(written.length).toBeGreaterThan(2);
    expect(written.length).toBeLessThan(20);
  });

  it('is gone before an error is printed', async () => {
    const written = await watch(['template', 'x', '-f', 'broken.yaml']);
    expect(written[1]).toBe(ERASE);
    expect(written[2]).toContain('error:');
  });

  it.each<[string, Terminal]>([
    ['in a pipe', { isTTY: false }],
    ['in CI', { env: { CI: 'true' } }],
    ['on a terminal that cannot erase', { env: { TERM: 'dumb' } }],
  ])('is not there %s', async (_, terminal) => {
    expect((await watch(['lint', ...names, 'large.yaml'], { ...SLOW, ...terminal })).join('')).toBe('');
  });

  it('is not there when a run is soon over', async () => {
    expect((await watch(['lint', ...names])).join('')).toBe('');
  });
});
