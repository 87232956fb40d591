// Asks real Helm again for every answer in test/yaml/conformance.json. To add a case, add its text there (or its value,
// under `toYaml`) and run: HELM=/path/to/helm npm run record -- yaml
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const helm = process.env.HELM ?? '';
if (helm === '') throw new Error('set HELM to the path of the helm to ask');
const file = fileURLToPath(new URL('../../test/yaml/conformance.json', import.meta.url));

/** test/yaml/conformance.json: files with their values or errors, and values with their YAML. */
interface Recorded {
  helm: string;
  files: readonly { readonly text: string; readonly note?: string; readonly json?: string; readonly error?: string }[];
  toYaml: readonly { readonly json: string; readonly note?: string; readonly yaml?: string }[];
}

const recorded: Recorded = JSON.parse(readFileSync(file, 'utf8'));
const chart = mkdtempSync(join(tmpdir(), 'kilo-chart-yaml-'));

function render(template: string, values: string): string[] {
  writeFileSync(join(chart, 'templates', 'probe.yaml'), template);
  writeFileSync(join(chart, 'probe-values.yaml'), values);
  const args = ['template', 'probe', chart, '-f', join(chart, 'probe-values.yaml')];
  const output = execFileSync(helm, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return [...output.matchAll(/^- "(.*)"$/gm)].map(([, text = '']) => Buffer.from(text, 'base64').toString());
}

try {
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: probe\nversion: 1.0.0\n');
  mkdirSync(join(chart, 'templates'));
  recorded.helm = execFileSync(helm, ['version', '--short'], { encoding: 'utf8' }).trim();
  // As a values file: `helm template -f`, one process for each.
  recorded.files = recorded.files.map(({ text, note }) => {
    const why = note === undefined ? {} : { note };
    try {
      const [json = ''] = render('kind: Probe\nresults:\n- {{ toJson .Values | b64enc | quote }}\n', text);
      return { text, ...why, json };
    } catch (error) {
      const message =
        String((error as { readonly stderr: unknown }).stderr)
          .trim()
          .split('\n')
          .at(-1) ?? '';
      return { text, ...why, error: message.replace(/^.*?probe-values\.yaml: /, '') };
    }
  });
  // As a value printed by `toYaml`. JSON is YAML, so the value is passed as a values file; its numbers become doubles.
  const values = JSON.stringify({ cases: recorded.toYaml.map(({ json }) => Buffer.from(json).toString('base64')) });
  const template =
    'kind: Probe\nresults:\n{{- range .Values.cases }}\n- {{ get (b64dec . | fromJson) "v" | toYaml | b64enc | quote }}\n{{- end }}\n';
  const printed = render(template, values);
  recorded.toYaml = recorded.toYaml.map(({ json, note }, index) => ({
    json,
    ...(note === undefined ? {} : { note }),
    yaml: printed[index] ?? '',
  }));
  writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`);
} finally {
  rmSync(chart, { recursive: true });
}
