// Asks a Helm program for the values that each chart of test/charts/tree gets. Every chart prints its own.
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packChart } from './write-archive.ts';

const source = fileURLToPath(new URL('../../test/charts/tree/', import.meta.url));

/** A case of test/charts/tree/cases.json; `values` is a values file. */
export interface TreeCase {
  readonly name: string;
  readonly values: string;
}

/** The values and the dependencies of each chart, by its id, or Helm's error message. */
export type TreeAnswer =
  | { readonly charts: Readonly<Record<string, { readonly values: unknown; readonly dependencies: unknown }>> }
  | { readonly error: string };

/** The cases of test/charts/tree. */
export const readTreeCases = (): readonly TreeCase[] => JSON.parse(readFileSync(join(source, 'cases.json'), 'utf8'));

/** Creates the chart in a directory, one of its subcharts in an archive. @returns the path of the chart */
export function makeTree(directory: string): string {
  const chart = join(directory, 'shop');
  cpSync(join(source, 'shop'), chart, { recursive: true });
  writeFileSync(join(chart, 'charts', 'queue-0.3.9.tgz'), packChart(join(source, 'packed', 'queue'), 'queue'));
  return chart;
}

/** The answer of Helm to a case, for the chart of {@link makeTree}. */
export async function askTree(helm: string, chart: string, { values }: TreeCase): Promise<TreeAnswer> {
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      helm,
      ['template', 'x', chart, '--skip-schema-validation', '-f', '-'],
      { maxBuffer: 1 << 28 },
      (_, stdout, stderr) => resolve({ stdout, stderr }),
    );
    child.stdin?.end(values);
  });
  const error = /^Error: ([\s\S]*?)\n*$/m.exec(stderr)?.[1];
  if (error !== undefined) return { error };
  const decoded = (text = ''): unknown => JSON.parse(Buffer.from(text, 'base64').toString());
  const found = [
    ...stdout.matchAll(/^# Source: (.*)\/templates\/values\.yaml\nvalues: "(.*)"\ndependencies: "(.*)"$/gm),
  ];
  const charts = found.map(
    ([, id = '', values, dependencies]) =>
      [id, { values: decoded(values), dependencies: decoded(dependencies) }] as const,
  );
  return { charts: Object.fromEntries(charts.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
