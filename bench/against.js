import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed, valuesOf } from './processes.js';
import { measureRenders } from './renders.js';
import { interleave, summarize } from './statistics.js';
import { renderRows, spread } from './table.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KINDS = {
  text: 'one more render of another release, to text, µs',
  manifests: 'the same, to manifests, µs',
  sameText: 'one more render of the same release, to text, µs',
  sameManifests: 'the same, to manifests, µs',
};
/** How many processes render, and how often each. */
const PROCESSES = 3;
const RENDERS = 3000;

/**
 * Measures another tree and this one in turn, so that what else the machine does affects both equally.
 *
 * @param before the directory of a built checkout of another commit
 * @returns rows of a table
 */
export async function measureAgainst(before, rounds, progress) {
  if (!existsSync(join(before, 'dist'))) throw new Error(`${before} is not built: run npm ci and npm run build there`);
  const trees = { before, after: ROOT };
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-against-'));
  const file = join(folder, 'values.yaml');
  writeFileSync(file, valuesOf(0));
  const ofBoth = (...args) =>
    Object.fromEntries(
      Object.entries(trees).map(([name, tree]) => [
        name,
        timed([process.execPath, join(tree, 'bin/kilo-chart.cjs'), ...args, '-n', 'kube-system']),
      ]),
    );
  try {
    progress('template, whole processes');
    const template = await interleave(ofBoth('template', 'kilo'), rounds);
    progress('lint of one file, whole processes');
    const lint = await interleave(ofBoth('lint', '--quiet', file), rounds);
    const renders = { before: [], after: [] };
    for (let round = 0; round < PROCESSES; round++)
      for (const [name, tree] of Object.entries(trees)) {
        progress(`renders in one process, ${name}`);
        renders[name].push(measureRenders(RENDERS, Object.keys(KINDS), tree));
      }
    const medians = (name, kind) => summarize(renders[name].map((one) => one[kind].median));
    return [
      ['a cold `template`, ms', template, 1],
      ['`lint` of one file, ms', lint, 1],
      ...Object.entries(KINDS).map(([kind, what]) => [
        what,
        { before: medians('before', kind), after: medians('after', kind) },
        0,
      ]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns the rows of {@link measureAgainst} as a table in Markdown */
export const renderAgainst = (rows) =>
  renderRows(
    ['both in one run', 'before', 'after', 'after ÷ before'],
    rows.map(([what, { before, after }, digits]) => [
      what,
      spread(before, digits),
      spread(after, digits),
      (after.median / before.median).toFixed(2),
    ]),
  ).join('\n');
