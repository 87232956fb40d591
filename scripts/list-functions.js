// Lists the template functions that Go-template charts call, with how often each is called:
//
//   node scripts/list-functions.js DIR…
//
// DIR is a checkout of charts (bitnami's, for one); every file below a `templates` folder is read. What is listed and
// has no entry in src/functions/index.ts is marked, and makes the exit code 1.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const KEYWORDS = new Set('if else end range with define template block break continue nil true false'.split(' '));

/** What the engine itself provides, because it needs the engine. */
const ENGINE = new Set(['include', 'tpl']);

/** @returns {Map<string, number>} function name to number of calls */
export function listFunctions(/** @type {string} */ source) {
  const found = new Map();
  for (const [, action = ''] of source.matchAll(/\{\{(?!-?\s*\/\*)([\s\S]*?)\}\}/g)) {
    // What is quoted is not code; a field (.a.b) or a variable ($a) is no function.
    const code = action.replace(/"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'/g, ' ').replace(/[.$][\w.]*/g, ' ');
    for (const [name] of code.matchAll(/\b[A-Za-z_]\w*/g)) {
      if (!KEYWORDS.has(name)) found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  return found;
}

async function main(/** @type {string[]} */ folders) {
  if (folders.length === 0) throw new Error('usage: node scripts/list-functions.js DIR…');
  const total = new Map();
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !path.includes(`${sep}templates${sep}`) || !/\.(ya?ml|tpl|txt)$/.test(path)) continue;
      for (const [name, count] of listFunctions(readFileSync(path, 'utf8'))) {
        total.set(name, (total.get(name) ?? 0) + count);
      }
    }
  }
  const { functions } = await import('../src/functions/index.ts');
  const known = (/** @type {string} */ name) => ENGINE.has(name) || Object.hasOwn(functions, name);
  for (const [name, count] of [...total].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(count).padStart(7)} ${name}${known(name) ? '' : '  (not in src/functions)'}`);
    if (!known(name)) process.exitCode = 1;
  }
}

if (import.meta.filename === process.argv[1]) await main(process.argv.slice(2));
