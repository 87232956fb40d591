import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export const CHART_YAML = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';

/**
 * Writes files into a new directory, which is removed after the test. Undefined leaves a file of the small chart out.
 */
export function writeChart(files: Readonly<Record<string, string | Uint8Array | undefined>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries({ 'Chart.yaml': CHART_YAML, ...files })) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
