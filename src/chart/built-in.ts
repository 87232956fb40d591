import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chart } from './chart.ts';
import { loadChart } from './load.ts';

/**
 * The chart that this program ships, which is in the root of the package, above this module wherever it is built to.
 */
export async function loadBuiltInChart(): Promise<Chart> {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'Chart.yaml'))) directory = dirname(directory);
  const { folder: _, ...chart } = await loadChart(directory);
  return chart;
}
