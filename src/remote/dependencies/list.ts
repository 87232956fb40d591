import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Chart, type Dependency, readChart } from '../../chart/index.ts';
import { parseVersion, satisfies } from '../../go/semver.ts';
import { inert } from '../../problem/printable.ts';
import { ProblemError } from '../../problem/problem.ts';
import { redact } from '../../problem/redact.ts';
import type { RemoteIo } from '../session.ts';

/**
 * `dependency list`: the dependencies of a chart and their states, as a table
 * (action.Dependency.List of Helm 4.2.4).
 *
 * @param name the directory or archive of the chart as the user named it
 * @param width the most characters that a column has
 * @throws ProblemError the errors of the chart
 */
export async function listDependencies(name: string, { cwd }: Pick<RemoteIo, 'cwd'>, width = 80): Promise<string> {
  const path = resolve(cwd, name);
  const chart = await readChart(path, name, 'dependency');
  const { dependencies } = chart.metadata;
  if (dependencies === undefined) return `WARNING: no dependencies at ${join(name, 'charts')}\n`;
  const entries = listEntries(join(path, 'charts'));
  const rows: string[][] = [['NAME', 'VERSION', 'REPOSITORY', 'STATUS']];
  for (const dependency of dependencies) {
    const { name: of, version, repository } = dependency;
    rows.push([of, version, redact(repository), await statusOf(dependency, chart, path, entries)]);
  }
  const warnings = await listUnknown(name, path, entries, dependencies);
  return `${layOut(rows, width)}\n\n${warnings.map((warning) => `${warning}\n`).join('')}`;
}

interface Entry {
  readonly name: string;
  readonly isDirectory: boolean;
}

function listEntries(path: string): Entry[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** The state of a dependency in `charts/`: archives first, then loaded charts. */
async function statusOf(
  dependency: Dependency,
  chart: Chart,
  path: string,
  entries: readonly Entry[],
): Promise<string> {
  const { name } = dependency;
  const all = entries.filter((entry) => entry.name.startsWith(`${name}-`) && entry.name.endsWith('.tgz'));
  const archives = all.length < 2 ? all : all.filter((entry) => isVersion(entry.name.slice(name.length + 1, -4)));
  if (archives.length > 1) return 'too many matches';
  const [archive] = archives;
  if (archive) {
    const found = await readOptional(join(path, 'charts', archive.name));
    if (!found) return 'corrupt';
    return found.name === name ? (faultOf(found, dependency) ?? 'ok') : 'misnamed';
  }
  const loaded = chart.dependencies.findLast((one) => one.name === name);
  return loaded ? (faultOf(loaded, dependency) ?? 'unpacked') : 'missing';
}

const isVersion = (text: string): boolean => /^\d+\.\d+\.\d+/.test(text) && parseVersion(text) !== undefined;

function faultOf({ version }: Chart, { version: range }: Dependency): string | undefined {
  if (version === range) return undefined;
  const parsed = parseVersion(version);
  const isIn = parsed && satisfies(parsed, range);
  if (isIn === undefined) return 'invalid version';
  return isIn ? undefined : 'wrong version';
}

async function readOptional(path: string): Promise<Chart | undefined> {
  try {
    return await readChart(path, path, 'dependency');
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** The charts in `charts/` that Chart.yaml does not name. */
async function listUnknown(
  name: string,
  path: string,
  entries: readonly Entry[],
  dependencies: readonly Dependency[],
): Promise<string[]> {
  const warnings: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory && !entry.name.endsWith('.tgz')) continue;
    const shown = JSON.stringify(join(name, 'charts', entry.name));
    const found = await readOptional(join(path, 'charts', entry.name));
    if (!found) warnings.push(`WARNING: ${shown} is not a chart.`);
    else if (!dependencies.some((one) => one.name === found.name))
      warnings.push(`WARNING: ${shown} is not in Chart.yaml.`);
  }
  return warnings;
}

/** Columns with tabs between them, each as wide as its widest cell, as Helm's library of tables writes them. */
function layOut(rows: readonly (readonly string[])[], width: number): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.min(width, Math.max(widest, row[column]?.length ?? 0)), 0),
  );
  const cell = (text: string, size: number): string =>
    text.length > size ? `${text.slice(0, Math.max(0, size - 3))}...` : text.padEnd(size);
  return rows
    .map((row) => row.map((text, column) => cell(text, widths[column] ?? 0)).join('\t'))
    .map(inert)
    .join('\n');
}
