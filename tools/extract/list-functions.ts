// Lists the template functions that Go-template charts call, with how often each is called:
//
//   node tools/run.js tools/extract/list-functions DIR…
//
// DIR is a checkout of charts (bitnami's, for one); every file below a `templates` directory is read. Names that are
// not in src/functions/policy/handlebars.ts are marked: they are missing, or not functions.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { functions } from '../../src/functions/policy/handlebars.ts';

const KEYWORDS = new Set('if else end range with define template block break continue nil true false'.split(' '));

/** Functions that the engine itself provides. */
const ENGINE = new Set(['include', 'tpl']);

/** An action, whose strings may contain braces; a comment is not an action. */
const ACTION = /\{\{(?!-?\s*\/\*)((?:"(?:\\.|[^"\\])*"|`[^`]*`|[^"`}]|\}(?!\}))*)\}\}/g;

/** The functions that a template calls, with the number of calls. */
function listFunctions(source: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [, action = ''] of source.matchAll(ACTION)) {
    // What is quoted is not code; a field (.a.b) or a variable ($a) is not a function.
    const code = action.replace(/"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'/g, ' ').replace(/[.$][\w.]*/g, ' ');
    for (const [name] of code.matchAll(/\b[A-Za-z_]\w*/g)) {
      if (!KEYWORDS.has(name)) found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  return found;
}

function main(directories: readonly string[]): void {
  if (directories.length === 0) throw new Error('usage: node tools/run.js tools/extract/list-functions DIR…');
  const total = new Map<string, number>();
  for (const directory of directories) {
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const path = join(directory, name);
      if (!statSync(path).isFile() || !path.includes(`${sep}templates${sep}`) || !/\.(ya?ml|tpl|txt)$/.test(path))
        continue;
      for (const [name, count] of listFunctions(readFileSync(path, 'utf8'))) {
        total.set(name, (total.get(name) ?? 0) + count);
      }
    }
  }
  const known = (name: string) => ENGINE.has(name) || Object.hasOwn(functions, name);
  for (const [name, count] of [...total].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(count).padStart(7)} ${name}${known(name) ? '' : '  (not in src/functions)'}`);
  }
}

main(process.argv.slice(2));
