// Asks real Helm what its template functions answer, and writes it to test/functions/recorded.json:
//
//   HELM=helm node scripts/record-functions.js
//
// The calls are in function-cases.js.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cases } from './function-cases.js';

const helm = process.env.HELM ?? 'helm';
const OUTPUT = new URL('../test/functions/recorded.json', import.meta.url);
const WORKERS = 2;
const run = promisify(execFile);

/** A JSON string is a Go string too, but for escaped surrogates, which JSON.stringify does not write. */
function argument(/** @type {unknown} */ value) {
  if (value === null) return 'nil';
  const json = JSON.stringify(value);
  if (Array.isArray(value)) return `(fromJsonArray ${JSON.stringify(json)})`;
  return typeof value === 'object' ? `(fromJson ${JSON.stringify(json)})` : json;
}

async function ask(/** @type {string} */ folder, /** @type {[string, ...unknown[]]} */ [name, ...args]) {
  writeFileSync(
    join(folder, 'templates', 'a.yaml'),
    `answer: {{ ${[name, ...args.map(argument)].join(' ')} | toJson }}\n`,
  );
  const call = JSON.stringify([name, ...args]);
  try {
    const { stdout } = await run(helm, ['template', 'r', folder]);
    const answer = /^answer: (.*)$/m.exec(stdout)?.[1] ?? '';
    // What is no JSON, an infinite number, prints nothing.
    if (answer === '') return `{"call":${call},"error":true}`;
    // As it is written: its numbers may be too long for JSON.parse.
    return `{"call":${call},"answer":${answer}}`;
  } catch {
    return `{"call":${call},"error":true}`;
  }
}

async function work(/** @type {string} */ folder, /** @type {any[]} */ answers, /** @type {{ next: number }} */ queue) {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'c', version: '1.0.0' }));
  while (queue.next < cases.length) {
    const at = queue.next++;
    answers[at] = await ask(folder, cases[at]);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'record-functions-'));
try {
  const version = (await run(helm, ['version', '--template', '{{ .Version }}'])).stdout.trim();
  const answers = [];
  const queue = { next: 0 };
  await Promise.all(Array.from({ length: WORKERS }, (_, i) => work(join(folder, `${i}`), answers, queue)));
  const lines = answers.map((one) => `    ${one}`).join(',\n');
  writeFileSync(OUTPUT, `{\n  "helm": ${JSON.stringify(version)},\n  "calls": [\n${lines}\n  ]\n}\n`);
  console.error(`${answers.length} calls, answered by Helm ${version}`);
} finally {
  rmSync(folder, { recursive: true });
}
