// Asks real Helm what lines of Go templates print, and writes it to test/templates/go/probes.json:
//
//   HELM=helm npm run record -- go-templates
//
// The lines are in test/templates/go/probes.txt, the values that they see in probes-values.yaml, and `--set setint=5`.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { openChart } from './ask-go-template.ts';

const helm = process.env.HELM ?? 'helm';
const here = (name: string) => new URL(`../../test/templates/go/${name}`, import.meta.url);
const chart = openChart(helm, readFileSync(here('probes-values.yaml'), 'utf8'));

try {
  const version = spawnSync(helm, ['version', '--template', '{{ .Version }}'], { encoding: 'utf8' }).stdout.trim();
  const lines = readFileSync(here('probes.txt'), 'utf8').split('\n');
  const templates = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const now = JSON.stringify(new Date());
  const answers = templates.map((template) => JSON.stringify(chart.ask(template)));
  const head = `  "helm": ${JSON.stringify(version)},\n  "now": ${now}`;
  const text = `{\n${head},\n  "probes": [\n    ${answers.join(',\n    ')}\n  ]\n}\n`;
  writeFileSync(here('probes.json'), text);
  console.error(`${answers.length} templates, answered by Helm ${version}`);
} finally {
  chart.close();
}
