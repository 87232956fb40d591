import { spawn } from 'node:child_process';
import { type Manifest, readManifests } from '../../manifests/index.ts';
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
): Promise<Manifest[]> {
  const printed = await runProgram(program, args, stream, io);
  const { manifests, problems } = readManifests({ source: program, file: `the output of ${program}`, text: printed });
  const [first, ...rest] = problems;
  if (first && hasErrors(problems)) throw new ProblemError(first, ...rest);
  if (manifests.length === 0) refuse(program, 'produced empty output', 'it is to print what it reads, changed or not');
  let number = 0;
  return manifests.map((manifest) => {
    const [line, source] = /^# Source: (\S.*?)[ \t]*$\n?/m.exec(manifest.text) ?? [];
    if (line === undefined || source === undefined) return { ...manifest, source: `post-rendered-${number++}.yaml` };
    return { ...manifest, source, text: manifest.text.replace(line, '').replace(/^\n+/, '') };
  });
}

function runProgram(
  program: string,
  args: readonly string[],
  input: string,
  { cwd, env, stderr }: Pick<Io, 'cwd' | 'env' | 'stderr'>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = (why: string) => {
      try {
        refuse(program, why, 'it must be an executable that reads manifests and prints manifests');
      } catch (error) {
        reject(error);
      }
    };
    const child = spawn(program, args, { cwd, env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.write(text));
    child.on('error', (error: NodeJS.ErrnoException) =>
      stop(`cannot be run: ${error.code === 'ENOENT' ? 'there is no such executable' : error.message}`),
    );
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else stop(signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
    });
    // A program need not read all of its input.
    child.stdin.on('error', () => {}).end(input);
  });
}

function refuse(program: string, why: string, hint: string): never {
  return fail({ code: 'usage', message: `the post-renderer ${program} ${why}`, hint });
}
