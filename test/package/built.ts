import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** What dist/ is made of. */
const SOURCES = ['src', 'templates', 'platforms', 'crds', 'tools', 'values.yaml', 'values.schema.json', 'Chart.yaml'];

/** Whether dist/ is there, and newer than what it is made of: `npm test` builds it. */
export function isBuilt(): boolean {
  const built = join(ROOT, 'dist/chunks/core.js');
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(join(ROOT, 'dist/chunks/core.script'));
  return SOURCES.every((source) => newest(join(ROOT, source)) <= mtimeMs);
}

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
