// Asks a Helm program what a Go template prints, as the file templates/a.yaml of a chart `c`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The output of a template, in base64, or Helm's error message. */
export interface Probe {
  readonly template: string;
  readonly out?: string;
  readonly error?: string;
}

/**
 * @param helm Helm's executable
 * @param values the chart's values.yaml; `--set setint=5` is added
 * @returns `ask`, which renders a template, and `close`, which removes the chart
 */
export function openChart(helm: string, values: string): { ask(template: string): Probe; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'ask-go-template-'));
  mkdirSync(join(folder, 'templates'));
  const chart = { apiVersion: 'v2', name: 'c', version: '1.2.3', appVersion: '4.5' };
  writeFileSync(join(folder, 'Chart.yaml'), JSON.stringify(chart));
  writeFileSync(join(folder, 'values.yaml'), values);

  const run = (template: string) => {
    writeFileSync(join(folder, 'templates', 'a.yaml'), template);
    return spawnSync(helm, ['template', 'x', folder, '--set', 'setint=5'], { encoding: 'utf8' });
  };

  /** The output is base64, so that YAML cannot change it, and no byte is lost. */
  const ask = (template: string): Probe => {
    const { status, stderr } = run(template);
    const error = /^Error: ([\s\S]*)/m
      .exec(stderr)?.[1]
      ?.replace(/\n+Use --debug flag .*\n$/, '')
      .trimEnd();
    if (status !== 0 && error !== undefined && !/YAML parse error|error validating|unmarshal/.test(error)) {
      return { template, error };
    }
    const encoded = Buffer.from(template).toString('base64');
    const { stdout } = run(`out: {{ tpl (b64dec "${encoded}") . | b64enc | quote }}`);
    const out = /^out: "(.*)"$/m.exec(stdout)?.[1];
    if (out === undefined) throw new Error(`no answer to ${template}: ${stdout}`);
    return { template, out };
  };

  return { ask, close: () => rmSync(folder, { recursive: true }) };
}
