// Asks real Helm what lines of Go templates print, and writes it to test/templates/go/probes.json:
//
//   HELM=helm node tools/record/record-go-templates.js
//
// The lines are in test/templates/go/probes.txt, the values that they see in probes-values.yaml, and `--set setint=5`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const helm = process.env.HELM ?? 'helm';
const here = (/** @type {string} */ name) => new URL(`../../test/templates/go/${name}`, import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'record-go-templates-'));

const run = (/** @type {string} */ template) => {
  writeFileSync(join(folder, 'templates', 'a.yaml'), template);
  return spawnSync(helm, ['template', 'x', folder, '--set', 'setint=5'], { encoding: 'utf8' });
};

/** The text is taken out in base64: no YAML stands between it and the test, and no byte is lost. */
function ask(/** @type {string} */ template) {
  const { status, stderr } = run(template);
  const error = /^Error: [\s\S]*/m
    .exec(stderr)?.[0]
    .slice('Error: '.length)
    .replace(/\n+Use --debug flag .*\n$/, '');
  if (status !== 0 && error !== undefined && !/YAML parse error|error validating|unmarshal/.test(error)) {
    return { template, error };
  }
  const encoded = Buffer.from(template).toString('base64');
  const { stdout } = run(`out: {{ tpl (b64dec "${encoded}") . | b64enc | quote }}`);
  const out = /^out: "(.*)"$/m.exec(stdout)?.[1];
  if (out === undefined) throw new Error(`no answer to ${template}: ${stdout}`);
  return { template, out };
}

try {
  mkdirSync(join(folder, 'templates'));
  writeFileSync(
    join(folder, 'Chart.yaml'),
    JSON.stringify({ apiVersion: 'v2', name: 'c', version: '1.2.3', appVersion: '4.5' }),
  );
  writeFileSync(join(folder, 'values.yaml'), readFileSync(here('probes-values.yaml')));
  const version = spawnSync(helm, ['version', '--template', '{{ .Version }}'], { encoding: 'utf8' }).stdout.trim();
  const lines = readFileSync(here('probes.txt'), 'utf8').split('\n');
  const answers = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => JSON.stringify(ask(line)));
  const text = `{\n  "helm": ${JSON.stringify(version)},\n  "probes": [\n    ${answers.join(',\n    ')}\n  ]\n}\n`;
  writeFileSync(here('probes.json'), text);
  console.error(`${answers.length} templates, answered by Helm ${version}`);
} finally {
  rmSync(folder, { recursive: true });
}
