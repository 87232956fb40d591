import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTwin } from '../tools/record/twin-chart.ts';
import { summarize } from './statistics.js';

/**
 * Helm's own code, in one process, on the chart that prints the same: bench/helm, which Go builds.
 *
 * @returns what one more render takes, in microseconds
 */
export function measureHelmEngine(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-bench-go-'));
  const twin = makeTwin('kilo');
  try {
    const program = join(folder, 'bench');
    const source = new URL('helm', import.meta.url).pathname;
    execFileSync('go', ['build', '-o', program, '.'], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
    const output = execFileSync(program, [twin.folder, String(rounds)], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const { text, manifests, unvalidated } = JSON.parse(output);
    return { text: summarize(text), manifests: summarize(manifests), unvalidated: summarize(unvalidated) };
  } finally {
    rmSync(folder, { recursive: true });
    twin.remove();
  }
}
