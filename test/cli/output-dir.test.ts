import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFiles } from '../../src/cli/output/output-dir.ts';
import { ProblemError } from '../../src/problem/problem.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-out-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (...paths: string[]) =>
  writeFiles(
    'out',
    cwd,
    paths.map((path) => ({ path, text: `new ${path}` })),
  );

/** All files and directories below the working directory. */
const tree = () => (readdirSync(cwd, { recursive: true }) as string[]).sort();
const read = (path: string) => readFileSync(join(cwd, path), 'utf8');

function refused(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  throw new Error('it is written');
}

describe('files below a directory', () => {
  test('are written, with the directories that they need, and nothing else is left', () => {
    write('a/b/c.yaml', 'a/d.yaml', 'e.yaml');
    expect(tree()).toEqual(['out', 'out/a', 'out/a/b', 'out/a/b/c.yaml', 'out/a/d.yaml', 'out/e.yaml']);
    expect(read('out/a/b/c.yaml')).toBe('new a/b/c.yaml');
  });

  test('take the place of what was there; other files stay', () => {
    mkdirSync(join(cwd, 'out/a'), { recursive: true });
    writeFileSync(join(cwd, 'out/a/old.yaml'), 'old');
    writeFileSync(join(cwd, 'out/a/b.yaml'), 'old, and longer than the new text is');
    write('a/b.yaml');
    write('a/b.yaml');
    expect(tree()).toEqual(['out', 'out/a', 'out/a/b.yaml', 'out/a/old.yaml']);
    expect(read('out/a/b.yaml')).toBe('new a/b.yaml');
    expect(read('out/a/old.yaml')).toBe('old');
  });

  test('when the directory is a link, then it is where the user put it', () => {
    mkdirSync(join(cwd, 'real'));
    symlinkSync(join(cwd, 'real'), join(cwd, 'out'));
    write('a.yaml');
    expect(read('real/a.yaml')).toBe('new a.yaml');
  });
});

describe('nothing is written', () => {
  test.each(['../x', 'a/../../x', '/x', 'a//b', '.', 'a/./b', '', 'a\0b'])('when one path is %j', (path) => {
    expect(refused(() => write('fine.yaml', path))).toMatch(/it would not be in the directory$/);
    expect(tree()).toEqual([]);
  });

  test('when a directory or a file in the way is a link', () => {
    mkdirSync(join(cwd, 'out'));
    mkdirSync(join(cwd, 'elsewhere'));
    symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'out/a'));
    symlinkSync(join(cwd, 'elsewhere/f'), join(cwd, 'out/b.yaml'));
    expect(refused(() => write('fine.yaml', 'a/x.yaml'))).toMatch(/a is a symbolic link$/);
    expect(refused(() => write('fine.yaml', 'b.yaml'))).toMatch(/b.yaml is a symbolic link$/);
    expect(tree()).toEqual(['elsewhere', 'out', 'out/a', 'out/b.yaml']);
  });

  test('when a directory is where a file belongs, or a file where a directory', () => {
    mkdirSync(join(cwd, 'out/a.yaml'), { recursive: true });
    writeFileSync(join(cwd, 'out/b'), 'old');
    expect(refused(() => write('fine.yaml', 'a.yaml'))).toMatch(/a.yaml is not a file$/);
    expect(refused(() => write('fine.yaml', 'b/c.yaml'))).toMatch(/b is not a directory$/);
    expect(tree()).toEqual(['out', 'out/a.yaml', 'out/b']);
  });

  test('when the directory itself is a file', () => {
    writeFileSync(join(cwd, 'out'), 'old');
    expect(refused(() => write('a.yaml'))).toMatch(/^nothing is written to out: /);
    expect(read('out')).toBe('old');
  });

  test('when two paths cannot both be: what was there before is back', () => {
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out/a'), 'old');
    expect(refused(() => write('a', 'new/b', 'a/c'))).toMatch(/not a directory/);
    rmSync(join(cwd, 'out/a'));
    writeFileSync(join(cwd, 'out/z'), 'old');
    expect(refused(() => write('z', 'x', 'x/y'))).toMatch(/^nothing is written to out: /);
    expect(tree()).toEqual(['out', 'out/z']);
    expect(read('out/z')).toBe('old');
  });
});
