// Asks a Helm program for the values it computes. A case: chart (values.yaml), disk (files by name), stdin, files (-f),
// setJson, set, setString, setFile, setLiteral.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The flags by the names they have in a case. */
export const FLAGS: Readonly<Record<string, string>> = {
  files: '-f',
  setJson: '--set-json',
  set: '--set',
  setString: '--set-string',
  setFile: '--set-file',
  setLiteral: '--set-literal',
};

/** A template prints the values in base64, so that the test does not have to read YAML. */
const TEMPLATE = 'values: {{ toJson .Values | b64enc | quote }}\n';

/** The input of a case. */
interface Case {
  readonly chart?: string;
  readonly disk?: Readonly<Record<string, string | { readonly base64: string }>>;
  readonly stdin?: string;
}

const run = (program: string, args: readonly string[], { cwd, stdin }: { cwd?: string; stdin?: string | undefined }) =>
  new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const child = execFile(program, args, { cwd, maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin ?? '');
  });

export async function versionOf(program: string): Promise<string> {
  return (await run(program, ['version', '--template', '{{.Version}}'], {})).stdout.trim();
}

/**
 * @param directory where the case's files are written; it is emptied first
 * @returns the answer as JSON text, because its numbers are not JavaScript's: `{"values", "warnings"?}` or `{"error"}`
 */
export async function askHelm(program: string, input: Case, directory: string): Promise<string> {
  const chart = join(directory, 'chart');
  const cwd = join(directory, 'cwd');
  await rm(cwd, { recursive: true, force: true });
  await mkdir(join(chart, 'templates'), { recursive: true });
  await mkdir(cwd, { recursive: true });
  await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: kilo\nversion: 0.1.0\n');
  await writeFile(join(chart, 'templates', 'values.yaml'), TEMPLATE);
  await writeFile(join(chart, 'values.yaml'), input.chart ?? '');
  for (const [name, content] of Object.entries(input.disk ?? {})) {
    const file = join(cwd, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'));
  }
  const given = input as Readonly<Record<string, readonly string[] | undefined>>;
  const args = Object.entries(FLAGS).flatMap(([key, flag]) => (given[key] ?? []).flatMap((text) => [flag, text]));
  const { stdout, stderr } = await run(program, ['template', 'kilo', chart, ...args], { cwd, stdin: input.stdin });
  const values = /^values: "(.*)"$/m.exec(stdout)?.[1];
  if (values !== undefined) {
    const warnings = [...stderr.matchAll(/warning: (.*?)"?$/gm)]
      .map(([, text]) => (text ?? '').replaceAll('\\"', '"'))
      .sort();
    const told = warnings.length > 0 ? `,"warnings":${JSON.stringify(warnings)}` : '';
    return `{"values":${Buffer.from(values, 'base64').toString()}${told}}`;
  }
  const error = /^Error: ([\s\S]*?)\n*$/.exec(stderr.slice(stderr.indexOf('Error: ')))?.[1];
  if (error === undefined) throw new Error(`no answer to ${JSON.stringify(input)}: ${stdout}${stderr}`);
  return `{"error":${JSON.stringify(error)}}`;
}
