// Asks a Helm program for the values that each chart of test/charts/tree gets. Every chart prints its own.
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packChart } from './write-archive.js';

const source = fileURLToPath(new URL('../../test/charts/tree/', import.meta.url));

export const readTreeCases = () => JSON.parse(readFileSync(join(source, 'cases.json'), 'utf8'));

/** Makes the chart in a directory, one of its subcharts in an archive. */
export function makeTree(folder) {
  const chart = join(folder, 'shop');
  cpSync(join(source, 'shop'), chart, { recursive: true });
  writeFileSync(join(chart, 'charts', 'queue-0.3.9.tgz'), packChart(join(source, 'packed', 'queue'), 'queue'));
  return chart;
}

/** @returns `{ charts: { ID: { values, dependencies } } }` or `{ error }` */
export async function askTree(helm, chart, { values }) {
  const { stdout, stderr } = await new Promise((resolve) => {
    const child = execFile(
      helm,
      ['template', 'x', chart, '--skip-schema-validation', '-f', '-'],
      { maxBuffer: 1 << 28 },
      (_, stdout, stderr) => resolve({ stdout, stderr }),
    );
    child.stdin.end(values);
  });
  const error = /^Error: ([\s\S]*?)\n*$/m.exec(stderr)?.[1];
  if (error !== undefined) return { error };
  const decoded = (text) => JSON.parse(Buffer.from(text, 'base64').toString());
  const found = [
    ...stdout.matchAll(/^# Source: (.*)\/templates\/values\.yaml\nvalues: "(.*)"\ndependencies: "(.*)"$/gm),
  ];
  const charts = found.map(([, id, values, dependencies]) => [
    id,
    { values: decoded(values), dependencies: decoded(dependencies) },
  ]);
  return { charts: Object.fromEntries(charts.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
