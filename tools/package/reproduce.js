// Builds and packs the package twice and compares the two, byte for byte: `npm run reproduce`. Prints the digest.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const digests = [1, 2].map(() => {
  const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-pack-'));
  try {
    const args = ['pack', '--json', '--pack-destination', directory];
    const printed = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const [{ filename }] = JSON.parse(printed.slice(printed.indexOf('[\n')));
    return createHash('sha256')
      .update(readFileSync(join(directory, filename)))
      .digest('hex');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
if (digests[0] !== digests[1]) throw new Error(`two builds differ: ${digests.join(' and ')}`);
console.log(digests[0]);
