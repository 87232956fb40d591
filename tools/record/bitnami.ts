// Asks the real bitnami common library, rendered by real Helm, and writes its answers:
//
//   HELM=helm BITNAMI_COMMON=…/bitnami/common npm run record -- bitnami
//
// The library is not part of this repository; its directory can also be the argument. The calls are in
// bitnami-calls.ts.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Call, calls, DEFAULTS } from './bitnami-calls.ts';

const helm = process.env.HELM ?? 'helm';
const common = process.argv[2] ?? process.env.BITNAMI_COMMON;
if (!common) throw new Error('usage: BITNAMI_COMMON=…/bitnami/common npm run record -- bitnami');
const PROSE = /^common\.(warnings|errors|validations)\./;
const OUTPUT = new URL('../../test/templates/common/bitnami.json', import.meta.url);

/** A Go string literal is a JSON one, and data for a template goes through fromJson. */
const literal = (value: unknown) => `(${JSON.stringify(JSON.stringify(value))} | fromJsonArray | first)`;

function expression({ name, arg }: Call): string {
  if (arg === '$') return `include ${JSON.stringify(name)} $`;
  const { context, ...rest } = (typeof arg === 'object' ? arg : {}) as Record<string, unknown>;
  const data = literal([typeof arg === 'object' ? rest : arg]);
  return `include ${JSON.stringify(name)} ${context === '$' ? `(set ${data} "context" $)` : data}`;
}

const directory = mkdtempSync(join(tmpdir(), 'record-bitnami-'));
mkdirSync(join(directory, 'templates'));
cpSync(common, join(directory, 'charts', 'common'), { recursive: true });

function ask(call: Call) {
  const { release, namespace, chart, values, flags } = { ...DEFAULTS, ...call };
  const common = [{ name: 'common', version: '2.x.x' }];
  writeFileSync(join(directory, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', ...chart, dependencies: common }));
  writeFileSync(join(directory, 'values.yaml'), JSON.stringify(values));
  writeFileSync(join(directory, 'templates', 'a.yaml'), `answer: {{ ${expression(call)} | toJson }}\n`);
  const run = spawnSync(helm, ['template', release, directory, '-n', namespace, ...flags], { encoding: 'utf8' });
  const answer = /^answer: (.*)$/m.exec(run.stdout)?.[1];
  if (run.status !== 0 || answer === undefined) return { error: true };
  const text = JSON.parse(answer);
  // Sentences are bitnami's own: only whether there is one is compared.
  return PROSE.test(call.name) ? { says: text.trim() !== '' } : { answer: text };
}

try {
  const version = execFileSync(helm, ['version', '--template', '{{ .Version }}'], { encoding: 'utf8' }).trim();
  const library = /^version: (.*)$/m.exec(readFileSync(join(common, 'Chart.yaml'), 'utf8'))?.[1];
  const answers = calls.map((call) => ({ ...call, ...ask(call) }));
  const lines = answers.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const head = JSON.stringify({ helm: version, library, defaults: DEFAULTS }, null, 2).slice(0, -2);
  writeFileSync(OUTPUT, `${head},\n  "calls": [\n${lines}\n  ]\n}\n`);
  console.error(`${answers.length} calls of common ${library}, answered by Helm ${version}`);
} finally {
  rmSync(directory, { recursive: true });
}
