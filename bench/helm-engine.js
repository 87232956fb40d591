import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTwin } from '../tools/record/twin-chart.ts';
import { summarize } from './statistics.js';

/** The values that differ in each render of the built-in chart: `%d` is its number. */
const CHANGES = ['image.tag=0.7.%d', 'kdaemon.podLabels.run=r%d'];

/** Builds bench/helm, which renders with Helm's own code in one process. */
export function buildHelmEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-bench-go-'));
  const program = join(folder, 'bench');
  const source = new URL('helm', import.meta.url).pathname;
  execFileSync('go', ['build', '-o', program, '.'], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
  return { program, remove: () => rmSync(folder, { recursive: true }) };
}

/**
 * Helm's own code, in one process, on the chart that prints the same as the built-in one.
 *
 * @returns what one more render takes, in microseconds
 */
export function measureHelmEngine(rounds) {
  const engine = buildHelmEngine();
  const twin = makeTwin('kilo');
  try {
    const args = [twin.folder, String(rounds), ...CHANGES];
    const output = execFileSync(engine.program, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const { text, manifests, unvalidated } = JSON.parse(output);
    return { text: summarize(text), manifests: summarize(manifests), unvalidated: summarize(unvalidated) };
  } finally {
    engine.remove();
    twin.remove();
  }
}
