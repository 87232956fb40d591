// Asks real Helm what its template functions answer, and writes it to test/functions/recorded.json:
//
//   HELM=helm npm run record -- functions
//
// The calls are in function-cases.ts.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from './function-cases.ts';

const helm = process.env.HELM ?? 'helm';
const OUTPUT = new URL('../../test/functions/recorded.json', import.meta.url);
const BATCH = 16;

/** A JSON string is a Go string, too, except for escaped surrogates, which JSON.stringify does not write. */
function argument(value: unknown): string {
  if (value === null) return 'nil';
  const json = JSON.stringify(value);
  if (Array.isArray(value)) return `(fromJsonArray ${JSON.stringify(json)})`;
  return typeof value === 'object' ? `(fromJson ${JSON.stringify(json)})` : json;
}

const expression = ([name, ...args]: readonly unknown[]) => [name, ...args.map(argument)].join(' ');

/** Asks about many calls at once; if one of them stops Helm, about each half. */
function ask(calls: readonly (readonly unknown[])[]): string[] {
  const lines = calls.map((call) => `- {{ ${expression(call)} | toJson }}`);
  writeFileSync(join(directory, 'templates', 'a.yaml'), ['answers:', ...lines].join('\n'));
  const { status, stdout } = spawnSync(helm, ['template', 'r', directory], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const answers = stdout.split('\n').flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []);
  // As strings, because their numbers may be too long for JSON.parse. An infinite number, which JSON does not have,
  // prints nothing.
  if (status === 0 && answers.length === calls.length) {
    return calls.map((call, i) => `{"call":${JSON.stringify(call)},"answer":${answers[i]}}`);
  }
  if (calls.length === 1) return [`{"call":${JSON.stringify(calls[0])},"error":true}`];
  const half = calls.length >> 1;
  return [...ask(calls.slice(0, half)), ...ask(calls.slice(half))];
}

const directory = mkdtempSync(join(tmpdir(), 'record-functions-'));
mkdirSync(join(directory, 'templates'));
writeFileSync(join(directory, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'c', version: '1.0.0' }));
try {
  const version = execFileSync(helm, ['version', '--template', '{{ .Version }}'], { encoding: 'utf8' }).trim();
  const answers: string[] = [];
  for (let i = 0; i < cases.length; i += BATCH) answers.push(...ask(cases.slice(i, i + BATCH)));
  const lines = answers.map((one) => `    ${one}`).join(',\n');
  writeFileSync(OUTPUT, `{\n  "helm": ${JSON.stringify(version)},\n  "calls": [\n${lines}\n  ]\n}\n`);
  console.error(`${answers.length} calls, answered by Helm ${version}`);
} finally {
  rmSync(directory, { recursive: true });
}
