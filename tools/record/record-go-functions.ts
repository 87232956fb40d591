// Asks real Helm what its functions answer to Go templates, and writes it to test/functions/go/recorded.json:
//
//   HELM=helm npm run record -- go-functions
//
// The calls are in go-functions.txt, one a line; statements that come before a call are separated by `; `. A call that
// is known to fail begins with `!`, so that it is asked alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const helm = process.env.HELM ?? 'helm';
const OUTPUT = new URL('../../test/functions/go/recorded.json', import.meta.url);
const BATCH = 64;

/** A call with its printed type, value and JSON (`bytes`, in base64, where they are not UTF-8), or its error. */
export interface Answer {
  readonly call: string;
  readonly answer?: string;
  readonly bytes?: string;
  readonly error?: string;
}

/** A template that prints the type of the result of a call, its `%v`, and its JSON, in base64. */
export function templateOf(call: string): string {
  const statements = call.split('; ');
  const last = statements.pop();
  const before = statements.map((one) => `{{- ${one.startsWith('$') ? one : `$_ := ${one}`} -}}`).join('');
  return `${before}{{- $x := ${last} -}}{{ printf "%T|%v|%s" $x $x (toJson $x) | b64enc }}`;
}

/**
 * The function's own message in Helm's error; `type` for calls that text/template refuses before it calls the function.
 */
export function messageOf(stderr: string): string {
  const text = stderr.replace(/\n*Use --debug flag to render out invalid YAML\s*$/, '').trim();
  return (
    /error calling \w+:\s+([\s\S]*)$/.exec(text)?.[1] ??
    /execution error at \(.*?\): ([\s\S]*)$/.exec(text)?.[1] ??
    'type'
  );
}

/** The answers of Helm to a table of calls; if one of them stops Helm, it asks about each half. */
export function ask(calls: readonly string[], directory: string): readonly Answer[] {
  const lines = calls.map((call) => `- "${templateOf(call)}"`);
  writeFileSync(join(directory, 'templates', 'a.yaml'), ['answers:', ...lines].join('\n'));
  const { status, stdout, stderr } = spawnSync(helm, ['template', 'r', directory], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: 'UTC' },
  });
  const answers = [...stdout.matchAll(/^- "(.*)"$/gm)].map(([, answer]) => answer);
  if (status === 0 && answers.length === calls.length)
    return calls.map((call, i) => ({ call, ...asText(Buffer.from(answers[i] ?? '', 'base64')) }));
  if (calls.length === 1) return [{ call: calls[0] as string, error: messageOf(stderr) }];
  const half = calls.length >> 1;
  return [...ask(calls.slice(0, half), directory), ...ask(calls.slice(half), directory)];
}

const asText = (bytes: Buffer) =>
  Buffer.from(bytes.toString('utf8')).equals(bytes) && !bytes.includes('\ufffd')
    ? { answer: bytes.toString('utf8') }
    : { bytes: bytes.toString('base64') };

/** Creates a chart without templates. @returns its directory */
export function makeChart(): string {
  const directory = mkdtempSync(join(tmpdir(), 'record-go-functions-'));
  mkdirSync(join(directory, 'templates'));
  writeFileSync(join(directory, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'c', version: '1.0.0' }));
  return directory;
}

/** The names, of these, that are functions in Helm; the question includes a name that is not. */
export function knownNames(names: readonly string[], directory: string): string[] {
  return names.filter((name) => {
    writeFileSync(join(directory, 'templates', 'a.yaml'), `{{ if false }}{{ ${name} }}{{ end }}`);
    const { stderr } = spawnSync(helm, ['template', 'r', directory], { encoding: 'utf8' });
    return !stderr.includes(`function "${name}" not defined`);
  });
}

if (process.argv[1]?.endsWith('record-go-functions.ts')) {
  const directory = makeChart();
  try {
    const version = execFileSync(helm, ['version', '--template', '{{ .Version }}'], { encoding: 'utf8' }).trim();
    const lines = readFileSync(new URL('go-functions.txt', import.meta.url), 'utf8').split('\n');
    const calls = lines.filter((line) => line !== '' && !line.startsWith('#'));
    const plain = calls.filter((call) => !call.startsWith('!'));
    const answers: Answer[] = [];
    const now = JSON.stringify(new Date());
    for (let i = 0; i < plain.length; i += BATCH) answers.push(...ask(plain.slice(i, i + BATCH), directory));
    for (const call of calls) if (call.startsWith('!')) answers.push(...ask([call.slice(1)], directory));
    const text = answers.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
    writeFileSync(
      OUTPUT,
      `{\n  "helm": ${JSON.stringify(version)},\n  "now": ${now},\n  "calls": [\n${text}\n  ]\n}\n`,
    );
    console.error(`${answers.length} calls, answered by Helm ${version}`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
