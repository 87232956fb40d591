// Checks the regular expressions of src/ for superlinear backtracking, with recheck:
//
//   npm run patterns -- [--all]
//
// Only those that are not in checked.json are checked, or all of them. What has passed is written there, and a test finds
// regular expressions that are not. What recheck takes for superlinear is tried with its own attack: V8 may need no
// backtracking for it. recheck has native programs of 50 MB, so it is installed in .cache/recheck only.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { findBuilt } from './built.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { findLiterals, type Literal, spell } from './literals.ts';

/** What is used of recheck. */
interface Recheck {
  check(
    pattern: string,
    flags: string,
    options: { readonly timeout: number },
  ): Promise<{
    readonly status: 'safe' | 'vulnerable' | 'unknown';
    readonly complexity?: { readonly type: string; readonly summary: string };
    readonly attack?: { readonly string: string; readonly pattern: string };
  }>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const record = join(root, 'tools/patterns/checked.json');
const home = join(root, '.cache/recheck');
/** An attack of tens of thousands of characters takes seconds where the time is quadratic. */
const SLOW = 200;
const AT_ONCE = 2;

const install = ['install', '--prefix', home, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
if (spawnSync('npm', [...install, 'recheck@4.5.0'], { stdio: 'inherit' }).status !== 0) process.exit(1);
process.env.RECHECK_BACKEND ??= 'native';
const { check } = createRequire(join(home, 'index.js'))('recheck') as Recheck;

const all = [...(await findBuilt()), ...findLiterals(root, 'src')];
const literals = new Map(all.map((literal) => [spell(literal), literal]));
const known = new Set(process.argv.includes('--all') ? [] : (JSON.parse(readFileSync(record, 'utf8')) as string[]));
const passed = [...literals.keys()].filter((text) => known.has(text));
const left = [...literals].filter(([text]) => !known.has(text));
const total = left.length;

/** @returns what is wrong, or undefined */
async function faultOf({ pattern, flags, place }: Literal): Promise<string | undefined> {
  const { status, complexity, attack } = await check(pattern, flags, { timeout: 60_000 });
  if (status === 'safe' || (complexity?.type === 'polynomial' && EXCEPTIONS.has(place))) return undefined;
  if (!attack) return `not known to be linear (${status})`;
  return isSlow(pattern, flags, attack.string) ? `${complexity?.summary}: ${attack.pattern}` : undefined;
}

/** Whether V8 needs long for a text. */
function isSlow(pattern: string, flags: string, text: string): boolean {
  const expression = new RegExp(pattern, flags);
  try {
    const call = expression.global ? "text.replace(expression, '')" : 'expression.test(text)';
    runInNewContext(call, { expression, text }, { timeout: SLOW });
    return false;
  } catch {
    return true;
  }
}

async function work(): Promise<void> {
  for (let next = left.pop(); next; next = left.pop()) {
    const [text, literal] = next;
    const fault = await faultOf(literal);
    if (fault === undefined) passed.push(text);
    else {
      process.exitCode = 1;
      process.stdout.write(`${literal.place}: ${text}\n  ${fault}\n`);
    }
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
// A file that is written anew makes what is built look older than its sources.
const text = `${JSON.stringify(passed.sort(), undefined, 2)}\n`;
if (text !== readFileSync(record, 'utf8')) writeFileSync(record, text);
process.stdout.write(`${literals.size} regular expressions, ${total} checked now, ${passed.length} passed\n`);
process.exit();
