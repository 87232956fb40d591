// Bundles the program into dist/: one file that every run loads, and chunks that load where they are used.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForBrowsers } from './browser/bundle.js';
import { bundleProgram } from './bundle.js';
import { bundleDeclarations } from './declarations.js';
import { writeManual } from './man.js';
import { collectNotices } from './third-party.js';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const output = await bundleProgram(
  { 'kilo-chart': 'src/cli/main.ts', index: 'src/index.ts', stages: 'src/stages.ts' },
  {
    // Node starts a CommonJS program sooner than a module, and can keep what it compiled of one.
    format: 'cjs',
    // As modules are: in sloppy mode a string that is the context of a helper would become an object.
    strict: true,
    exports: 'named',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      groups: [{ name: 'core', test: /[/\\]src[/\\]cli[/\\](?:main|commands[/\\]template)\.ts$|rolldown[/\\]runtime/ }],
    },
  },
);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/chunks', { recursive: true });
for (const { fileName, code } of output) {
  // Hands over what the core exports, which bin/ asks by itself: one file less for every run.
  if (fileName === 'kilo-chart.js') continue;
  if (fileName === 'chunks/core.js') writeFileSync('dist/chunks/core.script', wrapCore(code));
  else writeFileSync(join('dist', fileName), code);
}
const hash = createHash('sha256').update(readFileSync('dist/chunks/core.script')).digest('hex').slice(0, 16);
writeFileSync('dist/chunks/core.js', readFileSync('tools/build/load-core.cjs', 'utf8').replace('$HASH', hash));
// The package is of modules; what is built is not.
writeFileSync('dist/package.json', '{"type":"commonjs"}\n');
const forBrowsers = await bundleForBrowsers();
mkdirSync('dist/browser');
writeFileSync('dist/browser/package.json', '{"type":"module"}\n');
writeFileSync('dist/browser/index.js', forBrowsers.code);
writeFileSync('dist/THIRD-PARTY.txt', collectNotices(output));
const declarations = mkdtempSync(join(tmpdir(), 'kilo-chart-declarations-'));
try {
  const tsc = ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json', '--outDir', declarations];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  const declared = bundleDeclarations(join(declarations, 'index.d.ts'));
  writeFileSync('dist/index.d.ts', declared);
  writeFileSync('dist/browser/index.d.ts', declared);
} finally {
  rmSync(declarations, { recursive: true });
}
mkdirSync('man', { recursive: true });
writeFileSync('man/kilo-chart.1', writeManual('bin/kilo-chart.cjs'));

/** The core as tools/build/load-core.cjs loads it, with the bundler's few functions inside: one file less for every run. */
function wrapCore(code) {
  const runtime = output.find(({ fileName }) => fileName.endsWith('rolldown-runtime.js'));
  const own = code.replace(
    /require\("\.\/rolldown-runtime\.js"\)/,
    () => `(function (exports) {${runtime.code};return exports})({})`,
  );
  return `(function (exports, require, module, __filename, __dirname) {${own}})`;
}
