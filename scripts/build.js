// Bundles the program into dist/: one file that every run loads, and chunks that load where they are used.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle.js';
import { collectNotices } from './third-party.js';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const output = await bundleProgram(
  { 'kilo-chart': 'src/cli/main.ts', index: 'src/index.ts' },
  {
    // Node starts a CommonJS program sooner than a module, and can keep what it compiled of one.
    format: 'cjs',
    // As modules are: in sloppy mode a text that is the context of a helper would become an object.
    strict: true,
    exports: 'named',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      groups: [{ name: 'core', test: /[/\\]src[/\\]cli[/\\](?:main|template)\.ts$|rolldown[/\\]runtime/ }],
    },
  },
);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/chunks', { recursive: true });
for (const { fileName, code } of output) writeFileSync(join('dist', fileName), code);
// The package is of modules; what is built is not.
writeFileSync('dist/package.json', '{"type":"commonjs"}\n');
writeFileSync('dist/THIRD-PARTY.txt', collectNotices(output));
// It prints what any run prints.
execFileSync(process.execPath, ['scripts/write-code-cache.js'], { stdio: 'pipe' });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
