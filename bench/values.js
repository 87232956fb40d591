// How the time to compute values grows with the size of a values file and with the number of flags: for twice the input,
// linear time takes twice as long. `node bench/values.js` prints a table; `--check` fails where growth is worse.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROUNDS = 3;
/** Above this factor for eight times the input, time is not linear (eight, and room for noise). */
const LIMIT = 16;

const folder = mkdtempSync(join(tmpdir(), 'bench-values-'));
try {
  const outfile = join(folder, 'values.mjs');
  const entry = fileURLToPath(new URL('../src/values/index.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  const values = await import(outfile);
  const results = [];
  for (const [name, sizes, unit, prepare] of cases(values)) results.push(await grow(name, sizes, unit, prepare));
  if (process.argv.includes('--check') && results.some((factor) => factor > LIMIT)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function cases({ computeValues, renderOrigins, renderValues }) {
  const compute = (request, text = '') => {
    const io = { readFile: async () => text, readStdin: async () => '', fetch: async () => '' };
    return computeValues({ ...request, defaults: { path: 'values.yaml', text: 'a: {b: 1}\n' } }, io);
  };
  const fileOf = (megabytes) => {
    const parts = [];
    for (let length = 0, i = 0; length < megabytes * 1e6; i++) {
      parts.push(
        `key${i}:\n  name: some text ${i}\n  list: [1, two, 3.5]\n  deep: {a: {b: ${i}}}\n  block: |\n    line\n`,
      );
      length += parts[i].length;
    }
    return parts.join('');
  };
  const flagsOf = (count, text) => Array.from({ length: count }, (_, i) => text(i));
  const files = [0.625, 1.25, 2.5, 5];
  const counts = [500, 1000, 2000, 4000];
  return [
    [
      'a values file',
      files,
      'MB',
      (size) => {
        const text = fileOf(size);
        return () => compute({ files: ['f'] }, text);
      },
    ],
    [
      'a values file and a flag into it',
      files,
      'MB',
      (size) => {
        const text = fileOf(size);
        return () => compute({ files: ['f'], set: ['key1.name=x'] }, text);
      },
    ],
    [
      '--set, keys of one map',
      counts,
      'flags',
      (count) => {
        const set = flagsOf(count, (i) => `a.k${i}=v`);
        return () => compute({ set });
      },
    ],
    [
      '--set, items of one list',
      counts,
      'flags',
      (count) => {
        const set = flagsOf(count, (i) => `l[${i}].x=v`);
        return () => compute({ set });
      },
    ],
    [
      '--set, all in one text',
      counts,
      'keys',
      (count) => {
        const set = [flagsOf(count, (i) => `a.k${i}={x,y},l[${i}]=1`).join(',')];
        return () => compute({ set });
      },
    ],
    [
      '--set-json, objects',
      counts,
      'flags',
      (count) => {
        const setJson = flagsOf(count, (i) => `a.k${i}={"x":[1,2]}`);
        return () => compute({ setJson });
      },
    ],
    [
      '--set-json, the whole an object',
      counts,
      'flags',
      (count) => {
        const setJson = flagsOf(count, (i) => `{"a":{"k${i}":1},"b${i}":2}`);
        return () => compute({ setJson });
      },
    ],
    [
      '--set-file',
      counts,
      'flags',
      (count) => {
        const setFile = flagsOf(count, (i) => `a.k${i}=f`);
        return () => compute({ setFile }, 'text');
      },
    ],
    [
      '--origins of a values file',
      files,
      'MB',
      (size) => {
        const text = fileOf(size);
        return async () => renderOrigins((await compute({ files: ['f'] }, text)).origins, 'text');
      },
    ],
    [
      '--origins of flags',
      counts,
      'flags',
      (count) => {
        const set = flagsOf(count, (i) => `a.k${i}=v,l[${i}].x=1`);
        return async () => renderOrigins((await compute({ set })).origins, 'text');
      },
    ],
    [
      'printing a values file',
      files,
      'MB',
      (size) => {
        const text = fileOf(size);
        return async () => renderValues((await compute({ files: ['f'] }, text)).values, 'yaml');
      },
    ],
  ];
}

async function grow(name, sizes, unit, prepare) {
  const times = [];
  for (const size of sizes) {
    const run = prepare(size);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await run();
      best = Math.min(best, performance.now() - start);
    }
    times.push(best);
  }
  const factor = times.at(-1) / times[0];
  const cells = times.map((time, i) => `${sizes[i]} ${unit}: ${time.toFixed(1)} ms`);
  console.log(`${name.padEnd(34)}${cells.join(', ')}; 8 times the input takes ${factor.toFixed(1)} times as long`);
  return factor;
}
