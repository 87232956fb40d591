// Removes from package.json what only a checkout needs, while it is packed: scripts, about which npm warns when it
// installs the package, and development dependencies.
//
//   node tools/build/pack-manifest.js strip      before npm packs (prepack)
//   node tools/build/pack-manifest.js restore    afterwards (postpack)
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MANIFEST = fileURLToPath(new URL('../../package.json', import.meta.url));
const KEPT = `${MANIFEST}.unpacked`;

const STEPS = {
  strip() {
    const text = readFileSync(existsSync(KEPT) ? KEPT : MANIFEST, 'utf8');
    const { scripts: _, devDependencies: __, ...packed } = JSON.parse(text);
    writeFileSync(KEPT, text);
    writeFileSync(MANIFEST, `${JSON.stringify(packed, null, 2)}\n`);
  },
  restore() {
    if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
  },
};

const step = STEPS[process.argv[2]];
if (!step) {
  process.stderr.write('usage: node tools/build/pack-manifest.js strip|restore\n');
  process.exit(2);
}
step();
