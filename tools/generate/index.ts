// Updates all generated files (npm run generate), and prints those that it changed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { derive } from './derived.ts';

const root = new URL('../../', import.meta.url);

for (const [path, text] of derive()) {
  const file = new URL(path, root);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before === text) continue;
  if (text === undefined) rmSync(file);
  else writeFileSync(file, text);
  console.log(path);
}
