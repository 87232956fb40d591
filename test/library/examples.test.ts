import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from '../package/built.ts';

/** The examples of the docstrings, each with the file that it is in. */
const examples = readdirSync(join(ROOT, 'src/library')).flatMap((file) => {
  const code = readFileSync(join(ROOT, 'src/library', file), 'utf8');
  return [...code.matchAll(/^ \* ```ts\n([\s\S]*?)^ \* ```$/gm)].map(([, text = '']) => ({
    file,
    text: text.replaceAll(/^ \* ?/gm, ''),
  }));
});

/** The output that an example states: the comments after its calls. */
const saidBy = (text: string): string =>
  [...text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, said]) => `${said}\n`).join('');

describe.skipIf(!isBuilt())('the examples of the docstrings', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-examples-'));
    mkdirSync(join(directory, 'node_modules'));
    symlinkSync(ROOT, join(directory, 'node_modules/kilo-chart'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('are many', () => expect(examples.length).toBeGreaterThanOrEqual(7));

  it.each(examples)('of $file print what they state', ({ text }) => {
    writeFileSync(join(directory, 'example.mjs'), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toBe(saidBy(text));
  });
});
