import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executable, inProcess, type Runner, readExpected, runCase, splitWords, writeExpected } from './run-case.ts';

const CASES = new URL('cases', import.meta.url).pathname;
const names = readdirSync(CASES).sort();

const runners: [title: string, runner: Runner][] = [['in this process', inProcess]];
// Executables, separated as in PATH: Node's script, a standalone one.
for (const file of process.env.KILO_CHART_BIN?.split(delimiter) ?? [])
  runners.push([`as ${relative('.', file)}`, executable(file)]);

/** `UPDATE_CASES=1 npx vitest run test/cases.test.ts` takes what the program does for right: read the diff. */
const update = process.env.UPDATE_CASES === '1';
if (update && process.env.CI) throw new Error('expectations are not updated in CI');

describe.each(runners)('the program %s', (_, runner) => {
  it.each(names)('%s', async (name) => {
    const folder = join(CASES, name);
    const result = await runCase(folder, runner);
    if (update) writeExpected(folder, result);
    expect(result).toEqual(readExpected(folder));
  });
});

describe('the runner of cases', () => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'kilo-chart-cases-')));
  afterAll(() => rmSync(scratch, { recursive: true }));

  /** Stands for the program: prints, leaves files, and fails. */
  const program: Runner = async (argv, { cwd, env, stdin }) => {
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out/new.yaml'), 'x: 1\n');
    cpSync(join(cwd, 'input.yaml'), join(cwd, 'same.yaml'));
    return { stdout: `${argv.join('|')} ${env.A} ${stdin}`, stderr: `in ${cwd}/input.yaml\n`, status: '1\n' };
  };
  const files = {
    command: "kilo-chart template 'a b'\n",
    env: 'A=b=c\n',
    stdin: 'text',
    'input.yaml': 'y: 2\n',
    stdout: 'template|a b b=c text',
    stderr: 'in $CWD/input.yaml\n',
    status: '1\n',
    'written/out/new.yaml': 'x: 1\n',
    'written/same.yaml': 'y: 2\n',
  };
  const write = (changes: Partial<Record<keyof typeof files, string | undefined>>): string => {
    const folder = mkdtempSync(join(scratch, 'case-'));
    mkdirSync(join(folder, 'written/out'), { recursive: true });
    for (const [name, text] of Object.entries({ ...files, ...changes })) {
      if (text !== undefined) writeFileSync(join(folder, name), text);
    }
    return folder;
  };
  const passes = async (folder: string): Promise<boolean> => {
    const result = await runCase(folder, program);
    try {
      expect(result).toEqual(readExpected(folder));
      return true;
    } catch {
      return false;
    }
  };

  it('when all is as expected, then the case passes', async () => {
    expect(await passes(write({}))).toBe(true);
  });

  it.each<[Partial<Record<keyof typeof files, string | undefined>>]>([
    [{ stdout: 'template|a b b=c tex' }],
    [{ stdout: undefined }],
    [{ stderr: '' }],
    [{ status: '0\n' }],
    [{ status: undefined }],
    [{ 'written/out/new.yaml': 'x: 2\n' }],
    [{ 'written/same.yaml': undefined }],
    [{ stdin: '' }],
    [{ env: '' }],
    [{ command: 'kilo-chart template a b' }],
  ])('when %j is not what happens, then the case fails', async (changes) => {
    expect(await passes(write(changes))).toBe(false);
  });

  it('when a directory has no command, or one of another program, then it fails', async () => {
    await expect(passes(write({ command: undefined }))).rejects.toThrow('ENOENT');
    await expect(passes(write({ command: 'helm template' }))).rejects.toThrow('does not begin with kilo-chart');
  });

  it('when asked to update, then the case passes from then on', async () => {
    const folder = write({ stdout: 'x', stderr: undefined, status: undefined, 'written/same.yaml': undefined });
    expect(await passes(folder)).toBe(false);
    writeExpected(folder, await runCase(folder, program));
    expect(await passes(folder)).toBe(true);
  });

  it('runs an executable with the arguments, input and environment of the case', async () => {
    const script = join(scratch, 'program.js');
    writeFileSync(
      script,
      `process.stdin.on('data', (text) => console.log(process.argv.slice(2), String(text), process.env.A, process.cwd()));
      console.error('no'); process.exitCode = 3;`,
    );
    const result = await executable(script)(['a b', ''], { cwd: scratch, env: { A: '1' }, stdin: 'x' });
    expect(result).toEqual({ stdout: `[ 'a b', '' ] x 1 ${scratch}\n`, stderr: 'no\n', status: '3\n' });
  });

  it.each([
    ['a  b', ['a', 'b']],
    [`'a b' "c \\"d\\" \\n" e\\ f`, ['a b', 'c "d" \\n', 'e f']],
    [`--set 'a={x,y}'"z" ''`, ['--set', 'a={x,y}z', '']],
  ])('splits %j into %j', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });
});
