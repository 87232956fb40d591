// Executables for machines without Node: the program whole, with the Bun runtime. Into standalone/, one for each system
// that is named (`npm run build:standalone linux-x64`; `this` is the system at hand), or for all.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle.js';

const SYSTEMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const named = process.argv.slice(2).map((name) => (name === 'this' ? `${process.platform}-${process.arch}` : name));
for (const name of named) if (!SYSTEMS.includes(name)) throw new Error(`${name} is not one of ${SYSTEMS.join(', ')}`);

// A module, because of all others Bun forgets that they are strict.
const [program] = await bundleProgram('tools/build/standalone.js', { format: 'esm', codeSplitting: false });
const SOURCE = 'standalone/source/kilo-chart.js';
mkdirSync('standalone/source', { recursive: true });
writeFileSync(SOURCE, program.code);
for (const system of named.length > 0 ? named : SYSTEMS) {
  const file = join('standalone', `kilo-chart-${system}`);
  rmSync(file, { force: true });
  execFileSync(
    findBun(),
    [
      'build',
      SOURCE,
      `--outfile=${file}`,
      '--compile',
      `--target=bun-${system}`,
      // Compiled to bytecode here, which makes each start faster.
      '--bytecode',
      // Most runs are over before code that was compiled for speed pays off; it is for ten times as much work.
      '--compile-jit-policy=10',
      '--format=esm',
      '--minify-whitespace',
      '--minify-syntax',
      // The files in the working directory are the user's, not settings of this program.
      '--no-compile-autoload-dotenv',
      '--no-compile-autoload-bunfig',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  console.log(file);
}
// The checksums of all executables, in the format of `sha256sum --check`.
const names = readdirSync('standalone').filter((name) => SYSTEMS.some((system) => name === `kilo-chart-${system}`));
const sums = names.map((name) => `${digest(join('standalone', name))}  ${name}\n`);
writeFileSync('standalone/SHA256SUMS', sums.join(''));

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Where npm installs Bun's executable: in its own package, or, without install scripts, in that of the platform. */
function findBun() {
  const platform = `${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`;
  const files = ['node_modules/bun/bin/bun.exe', `node_modules/@oven/bun-${platform}/bin/bun`];
  return files.find((file) => existsSync(file) && isBun(file)) ?? fail();
}

function isBun(file) {
  try {
    return /^\d/.test(execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return false;
  }
}

function fail() {
  throw new Error('Bun is missing: npm ci brings it');
}
