import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { run } from '../src/cli/run.ts';

/**
 * A whole-program case is a directory:
 *
 *     command   `kilo-chart template x -f my.yaml`: one line, quoted as in a shell
 *     stdin     what it reads, if anything
 *     env       KEY=VALUE lines: its whole environment, if any
 *     stdout    what it prints there; no file means nothing
 *     stderr    the same; `$CWD` stands for the working directory
 *     status    its exit code; no file means 0
 *     written/  the files that it writes, if any
 *
 * Every other file of the directory is in the working directory of the run, which is a copy.
 */
export interface CaseResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
  /** Files made or changed, by their path, `/` between its parts. */
  readonly written: Readonly<Record<string, string>>;
}

/** How a program is run: in this process, or as an executable. */
export type Runner = (argv: readonly string[], input: CaseInput) => Promise<Omit<CaseResult, 'written'>>;

interface CaseInput {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

const OUTPUTS = ['stdout', 'stderr', 'status'] as const;
const OURS: ReadonlySet<string> = new Set(['command', 'stdin', 'env', 'written', ...OUTPUTS]);

export async function runCase(folder: string, runner: Runner): Promise<CaseResult> {
  const [program, ...argv] = splitWords(readFileSync(join(folder, 'command'), 'utf8').trim());
  if (program !== 'kilo-chart') throw new Error(`${folder}/command does not begin with kilo-chart`);
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'kilo-chart-case-')));
  try {
    for (const name of readdirSync(folder)) {
      if (!OURS.has(name)) cpSync(join(folder, name), join(cwd, name), { recursive: true });
    }
    const before = readTree(cwd);
    const { stdout, stderr, status } = await runner(argv, {
      cwd,
      env: readEnv(folder),
      stdin: readText(folder, 'stdin'),
    });
    const written = Object.entries(readTree(cwd)).filter(([path, text]) => before[path] !== text);
    const relative = (text: string) => text.replaceAll(cwd, '$CWD');
    return { stdout: relative(stdout), stderr: relative(stderr), status, written: Object.fromEntries(written) };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** The result that the directory expects. */
export function readExpected(folder: string): CaseResult {
  const [stdout, stderr, status] = OUTPUTS.map((name) => readText(folder, name)) as [string, string, string];
  return { stdout, stderr, status: status || '0\n', written: readTree(join(folder, 'written')) };
}

/** Makes what a run gave the expectation. */
export function writeExpected(folder: string, result: CaseResult): void {
  for (const name of [...OUTPUTS, 'written']) rmSync(join(folder, name), { recursive: true, force: true });
  for (const name of OUTPUTS) {
    if (result[name] !== '' && !(name === 'status' && result.status === '0\n'))
      writeFileSync(join(folder, name), result[name]);
  }
  for (const [path, text] of Object.entries(result.written)) {
    const file = join(folder, 'written', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, 'latin1');
  }
}

/** The program as a function, in this process. */
export const inProcess: Runner = async (argv, { cwd, env, stdin }) => {
  const output = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof output) => ({
    write: (text: string) => {
      output[name] += text;
    },
  });
  const io = { stdout: sink('stdout'), stderr: sink('stderr'), stdin: async () => stdin, env, cwd };
  const status = await run(argv, io);
  return { ...output, status: `${status}\n` };
};

/** The program as an executable: Node's script, or a standalone one. */
export function executable(file: string): Runner {
  const path = resolve(file);
  const [command, first] = basename(path).endsWith('.js') ? [process.execPath, [path]] : [path, []];
  return (argv, { cwd, env, stdin }) =>
    new Promise((done, failed) => {
      const child = spawn(command, [...first, ...argv], { cwd, env: { PATH: process.env.PATH, ...env } });
      const output = { stdout: '', stderr: '' };
      child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
      child.on('error', failed);
      child.on('close', (code, signal) => done({ ...output, status: `${code ?? signal}\n` }));
      child.stdin.on('error', () => {}).end(stdin);
    });
}

const readText = (folder: string, name: string): string =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';

const readEnv = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readText(folder, 'env')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** The files below a folder, by their path; no folder has none. */
function readTree(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const name = (path: string) => path.slice(folder.length + 1).replaceAll('\\', '/');
  return Object.fromEntries(paths.map((path) => [name(path), readFileSync(path, 'latin1')]));
}

/** The words of a command line: `'as it is'`, `"with \" inside"`, `\ ` for a space; nothing is expanded. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/g)) {
    words.push(
      word.replace(
        /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
        (_, plain?: string, quoted?: string, escaped?: string) =>
          plain ?? quoted?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
      ),
    );
  }
  return words;
}
