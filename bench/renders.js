import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { summarize } from './statistics.js';

const PROGRAM = fileURLToPath(new URL('in-process.js', import.meta.url));

/**
 * One more render in a process of its own, which can collect its garbage before it looks at its heap.
 *
 * @param kinds those of bench/in-process.js; all where none are given
 * @param tree the directory of a built checkout; this one where none is given
 * @returns by kind the median and the quartiles in microseconds, and the heap in megabytes after each thousand rounds
 */
export function measureRenders(rounds, kinds, tree) {
  const args = ['--expose-gc', PROGRAM, String(rounds), ...(kinds ? [kinds.join(',')] : []), ...(tree ? [tree] : [])];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const { heap, ...times } = JSON.parse(output);
  // Until then V8 is still compiling what is called often.
  const warm = (all) => summarize(all.slice(all.length / 2));
  return { ...Object.fromEntries(Object.entries(times).map(([kind, all]) => [kind, warm(all)])), heap };
}
