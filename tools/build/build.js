// Bundles the program into dist/: one file that every run loads, and chunks that load where they are used.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForBrowsers } from './browser/bundle.js';
import { bundleProgram } from './bundle.js';
import { bundleDeclarations } from './declarations.js';
import { writeManual } from './man.js';
import { OPTIMIZE_LATER } from './optimize-later.js';
import { createSbom } from './sbom.js';
import { collectNotices } from './third-party.js';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const source = join(process.cwd(), 'src');
/** The bundler's own functions, and those that load seldom-used modules. */
const COMMON = /rolldown[/\\]runtime|\?calls$/;

/** Modules that charts of both languages need. */
const SHARED = [
  ...[
    'cases',
    'convert',
    'crypto',
    'dicts',
    'encoding',
    'format',
    'function',
    'lists',
    'logic',
    'math',
    'quick-match',
    'semver',
    'sha256',
  ],
  ...['strings', 'truth', 'types'],
].map((name) => `functions/${name}.ts`);

/**
 * The scripts that are loaded with V8's cache, by their entry modules: for every run, for the built-in chart, for charts
 * with Go templates, and for `lint`. Other runs load those with `called` on the first call.
 */
const SCRIPTS = {
  core: ['cli/main.ts', 'cli/commands/template.ts', ...SHARED, 'templates/limits.ts'],
  'built-in': ['release/built-in.ts'],
  go: [
    'templates/go/index.ts',
    'functions/policy/go/index.ts',
    'chart/dependencies.ts?called',
    'chart/load.ts?called',
    'chart/metadata.ts?called',
    'functions/policy/go/versions.ts?called',
    'functions/regex.ts?called',
    'go/fmt/floats.ts?called',
    'go/fmt/print-value.ts?called',
    'go/path-match.ts?called',
    'go/semver.ts?called',
    'templates/go/strings.ts?called',
    'values/coalesce-tree.ts?called',
    'values/resolve.ts?called',
    'yaml/plain-blocks.ts?called',
  ],
  lint: ['cli/commands/lint.ts', 'cli/config/groups.ts', 'cli/lint-threads.ts', 'lint/index.ts'],
};

const output = await bundleProgram(
  { 'kilo-chart': 'src/cli/main.ts', index: 'src/index.ts', stages: 'src/stages.ts' },
  {
    // Node starts a CommonJS program faster than a module, and can cache its compiled code.
    format: 'cjs',
    // As modules are: in sloppy mode a string that is the context of a helper would become an object.
    strict: true,
    exports: 'named',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      groups: Object.entries(SCRIPTS).map(([name, modules], index) => ({
        name,
        priority: Object.keys(SCRIPTS).length - index,
        test: (id) => modules.some((module) => id === join(source, module)) || (index === 0 && COMMON.test(id)),
      })),
    },
  },
);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/chunks', { recursive: true });
const relays = findRelays();
for (const { fileName, code } of output) {
  // Returns the exports of the core, which bin/ loads by itself: one file less for every run.
  if (fileName === 'kilo-chart.js' || relays.has(fileName)) continue;
  const script = Object.keys(SCRIPTS).find((name) => fileName === `chunks/${name}.js`);
  if (script === undefined) writeFileSync(join('dist', fileName), withoutRelays(code));
  else writeScript(script, withoutRelays(code));
}
// The package is of the type "module", but the built files are CommonJS.
writeFileSync('dist/package.json', '{"type":"commonjs"}\n');
const forBrowsers = await bundleForBrowsers();
mkdirSync('dist/browser');
writeFileSync('dist/browser/package.json', '{"type":"module"}\n');
writeFileSync('dist/browser/index.js', forBrowsers.code);
writeFileSync('dist/THIRD-PARTY.txt', collectNotices(output));
writeFileSync('dist/sbom.cdx.json', createSbom(output));
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

/**
 * Finds the chunks that only return what a script exports, under the same names. Each would be one more file for the
 * runs that load the script.
 *
 * @returns the script's file by the chunk's
 */
function findRelays() {
  const relay = /^"use strict";const (\w+)=require\("\.\/([\w-]+)\.js"\);(?:exports\.(\w+)=\1\.\3[,;])+\s*$/;
  const found = new Map();
  for (const { fileName, code } of output) {
    const script = relay.exec(code)?.[2];
    if (fileName.startsWith('chunks/') && script in SCRIPTS) found.set(fileName, `chunks/${script}.js`);
  }
  return found;
}

/** The code of a chunk, which then requires the scripts themselves. */
function withoutRelays(code) {
  return code.replace(/require\(["`]\.\/([\w-]+\.js)["`]\)/g, (whole, file) => {
    const script = relays.get(`chunks/${file}`);
    return script === undefined ? whole : `require("./${basename(script)}")`;
  });
}

/** Writes a script and its loader, including the bundler's few functions: one file less for every run. */
function writeScript(name, code) {
  const runtime = output.find(({ fileName }) => fileName.endsWith('rolldown-runtime.js'));
  const own = code.replace(
    /require\("\.\/rolldown-runtime\.js"\)/,
    () => `(function (exports) {${runtime.code};return exports})({})`,
  );
  const script = `(function (exports, require, module, __filename, __dirname) {${own}})`;
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 16);
  // Every run reads it, and does not need its comments.
  const loader = readFileSync('tools/build/load-script.cjs', 'utf8').replace(/^ *(?:\/\/|\/\*\*|\*).*\n/gm, '');
  writeFileSync(`dist/chunks/${name}.script`, script);
  writeFileSync(
    `dist/chunks/${name}.js`,
    loader.replace('$SCRIPT', name).replace('$HASH', hash).replace('$OPTIMIZE_LATER', OPTIMIZE_LATER),
  );
}
