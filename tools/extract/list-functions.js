// Lists the template functions that Go-template charts call, with how often each is called:
//
//   node tools/extract/list-functions.js DIR…
//
// DIR is a checkout of charts (bitnami's, for one); every file below a `templates` directory is read. Names that are
// not in src/functions/policy/handlebars.ts are marked: they are missing, or not functions.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const KEYWORDS = new Set('if else end range with define template block break continue nil true false'.split(' '));

/** Functions that the engine itself provides. */
const ENGINE = new Set(['include', 'tpl']);

/** An action, whose strings may contain braces; a comment is not an action. */
const ACTION = /\{\{(?!-?\s*\/\*)((?:"(?:\\.|[^"\\])*"|`[^`]*`|[^"`}]|\}(?!\}))*)\}\}/g;

/** @returns {Map<string, number>} function name to number of calls */
export function listFunctions(/** @type {string} */ source) {
  const found = new Map();
  for (const [, action = ''] of source.matchAll(ACTION)) {
    // What is quoted is not code; a field (.a.b) or a variable ($a) is not a function.
    const code = action.replace(/"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'/g, ' ').replace(/[.$][\w.]*/g, ' ');
    for (const [name] of code.matchAll(/\b[A-Za-z_]\w*/g)) {
      if (!KEYWORDS.has(name)) found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  return found;
}

/** The table of the sources, which Node 20 cannot import as they are. */
async function loadFunctions() {
  const entry = new URL('../../src/functions/policy/handlebars.ts', import.meta.url).pathname;
  const directory = mkdtempSync(join(tmpdir(), 'list-functions-'));
  try {
    const bundle = await rolldown({ input: entry, platform: 'node' });
    await bundle.write({
      dir: directory,
      format: 'esm',
      entryFileNames: 'functions.mjs',
      chunkFileNames: '[name].mjs',
    });
    await bundle.close();
    return await import(pathToFileURL(join(directory, 'functions.mjs')).href);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function main(/** @type {string[]} */ directories) {
  if (directories.length === 0) throw new Error('usage: node tools/extract/list-functions.js DIR…');
  const total = new Map();
  for (const directory of directories) {
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !path.includes(`${sep}templates${sep}`) || !/\.(ya?ml|tpl|txt)$/.test(path)) continue;
      for (const [name, count] of listFunctions(readFileSync(path, 'utf8'))) {
        total.set(name, (total.get(name) ?? 0) + count);
      }
    }
  }
  const { functions } = await loadFunctions();
  const known = (/** @type {string} */ name) => ENGINE.has(name) || Object.hasOwn(functions, name);
  for (const [name, count] of [...total].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(count).padStart(7)} ${name}${known(name) ? '' : '  (not in src/functions)'}`);
  }
}

if (import.meta.filename === process.argv[1]) await main(process.argv.slice(2));
