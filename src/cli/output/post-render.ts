import { spawn } from 'node:child_process';
import { type Manifest, readManifests } from '../../manifests/index.ts';
import { reasonOf } from '../../problem/fs-error.ts';
import { inert, printable } from '../../problem/printable.ts';
import { fail, hasErrors, ProblemError } from '../../problem/problem.ts';
import type { Io } from '../io.ts';

/**
 * Passes objects to a program and reads its output, as Helm 3 does with `--post-renderer` (Helm 4 runs plugins
 * instead). The program reads the stream from its standard input and writes another one to its standard output; what it
 * writes to standard error goes there.
 *
 * A document that keeps its `# Source:` line keeps its template; others are those of `post-rendered-N.yaml`.
 *
 * @param program a path, or a name that is looked up in PATH; relative to the working directory
 * @throws ProblemError `usage` or `manifest-*`: it cannot be run, fails, or does not print objects
 */
export async function postRender(
  program: string,
  args: readonly string[],
  stream: string,
  io: Pick<Io, 'cwd' | 'env' | 'stderr'>,
  bounds: ProgramBounds = BOUNDS,
): Promise<Manifest[]> {
  const printed = await runProgram(program, args, stream, io, bounds);
  const { manifests, problems } = readManifests({ source: program, file: `the output of ${program}`, text: printed });
  const [first, ...rest] = problems;
  if (first && hasErrors(problems)) throw new ProblemError(first, ...rest);
  if (manifests.length === 0) refuse(program, 'produced empty output', 'it is to print what it reads, changed or not');
  let number = 0;
  return manifests.map((manifest) => {
    const [line, source] = /^# Source: (\S.*)$\n?/m.exec(manifest.text) ?? [];
    if (line === undefined || source === undefined) return { ...manifest, source: `post-rendered-${number++}.yaml` };
    return { ...manifest, source: source.trimEnd(), text: manifest.text.replace(line, '').replace(/^\n+/, '') };
  });
}

/** What a program may take. */
export interface ProgramBounds {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes on standard output, and on standard error. */
  readonly output: number;
}

const BOUNDS: ProgramBounds = { time: 300_000, output: 100 * 1024 * 1024 };

function runProgram(
  program: string,
  args: readonly string[],
  input: string,
  { cwd, env, stderr }: Pick<Io, 'cwd' | 'env' | 'stderr'>,
  bounds: ProgramBounds,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = (why: string) => {
      clearTimeout(timer);
      // What it has started may hold its streams open.
      child.kill('SIGKILL');
      for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
      child.unref();
      try {
        refuse(program, why, EXECUTABLE);
      } catch (error) {
        reject(error);
      }
    };
    const child = start(program, args, { cwd, env });
    const timer = setTimeout(() => stop(`took longer than ${bounds.time / 1000} seconds`), bounds.time);
    const chunks: Buffer[] = [];
    const isWithin = { stdout: countTo(bounds.output), stderr: countTo(bounds.output) };
    const stopPrinting = () => stop(`printed more than ${bounds.output} bytes`);
    child.stdout.on('data', (chunk: Buffer) => {
      if (isWithin.stdout(chunk.length)) chunks.push(chunk);
      else stopPrinting();
    });
    const report = byLine((line) => stderr.write(`${inert(printable(line))}\n`));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (isWithin.stderr(text.length)) report.write(text);
      else stopPrinting();
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      stop(`cannot be run: ${error.code === 'ENOENT' ? 'there is no such executable' : error.message}`),
    );
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      report.end();
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else stop(signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
    });
    // A program need not read all of its input.
    child.stdin.on('error', () => {}).end(input);
  });
}

/** Most errors of a program that cannot be run come as an event; some, as of a loop of links, are thrown. */
function start(program: string, args: readonly string[], { cwd, env }: Pick<Io, 'cwd' | 'env'>) {
  try {
    return spawn(program, args, { cwd, env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    return refuse(program, `cannot be run: ${reasonOf(error)}`, EXECUTABLE);
  }
}

const EXECUTABLE = 'it must be an executable that reads manifests and prints manifests';

/** Passes on a stream line by line: a program may print what is in the objects, which no terminal may interpret. */
function byLine(print: (line: string) => void): { write(text: string): void; end(): void } {
  let begun: string[] = [];
  return {
    write(text) {
      const [first = '', ...rest] = text.split('\n');
      begun.push(first);
      for (const line of rest) {
        print(begun.join(''));
        begun = [line];
      }
    },
    end() {
      if (begun.join('') !== '') print(begun.join(''));
    },
  };
}

/** Whether a sum is still within a limit. */
function countTo(limit: number): (size: number) => boolean {
  let sum = 0;
  return (size) => {
    sum += size;
    return sum <= limit;
  };
}

function refuse(program: string, why: string, hint: string): never {
  return fail({ code: 'usage', message: `the post-renderer ${program} ${why}`, hint });
}
