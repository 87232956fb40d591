import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Helm 4 is, or undefined on a machine without. */
export const HELM = process.env.HELM;

/**
 * Renders one template of a chart with real Helm.
 *
 * @param template what each case is put through, with the case as `.`
 * @param cases what goes to Helm as a JSON values file
 * @returns one text for each case
 */
export function renderWithHelm(template: string, cases: readonly unknown[]): string[] {
  const chart = mkdtempSync(join(tmpdir(), 'kilo-chart-yaml-'));
  try {
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: probe\nversion: 1.0.0\n');
    mkdirSync(join(chart, 'templates'));
    writeFileSync(
      join(chart, 'templates', 'probe.yaml'),
      `kind: Probe\nresults:\n{{- range .Values.cases }}\n- {{ ${template} | b64enc | quote }}\n{{- end }}\n`,
    );
    const values = join(chart, 'cases.json');
    writeFileSync(values, JSON.stringify({ cases }));
    const output = execFileSync(HELM as string, ['template', 'probe', chart, '-f', values], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return [...output.matchAll(/^- "(.*)"$/gm)].map(([, text]) => Buffer.from(text as string, 'base64').toString());
  } finally {
    rmSync(chart, { recursive: true });
  }
}

/** JSON as text with sorted keys, in which numbers are doubles, as Helm has them. */
export const normalize = (json: string): string => JSON.stringify(sortKeys(JSON.parse(json)));

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, sortKeys(item)] as const);
    return { entries: entries.sort(([a], [b]) => (a < b ? -1 : 1)) };
  }
  return value === 0 ? 0 : value;
}
