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
    'semver',
    'sha256',
  ],
  ...['strings', 'truth', 'types'],
].map((name) => `functions/${name}.ts`);

/**
 * The scripts that are loaded with V8's cache, by their entry modules: for every run, for the built-in chart, and for
 * charts with Go templates. Other runs load those with `called` on the first call.
 */
const SCRIPTS = {
  core: ['cli/main.ts', 'cli/commands/template.ts', ...SHARED, 'templates/limits.ts'],
  'built-in': ['release/built-in.ts'],
  go: [
    'templates/go/index.ts',
    'functions/policy/go/index.ts',
    'chart/load.ts?called',
    'chart/metadata.ts?called',
    'functions/regex.ts?called',
    'go/fmt/floats.ts?called',
    'go/fmt/print-value.ts?called',
    'go/semver.ts?called',
    'templates/go/strings.ts?called',
    'values/coalesce-tree.ts?called',
    'values/resolve.ts?called',
  ],
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
for (const { fileName, code } of output) {
  // Returns the exports of the core, which bin/ loads by itself: one file less for every run.
  if (fileName === 'kilo-chart.js') continue;
  const script = Object.keys(SCRIPTS).find((name) => fileName === `chunks/${name}.js`);
  if (script === undefined) writeFileSync(join('dist', fileName), code);
  else writeScript(script, code);
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

/** Writes a script and its loader, including the bundler's few functions: one file less for every run. */
function writeScript(name, code) {
  const runtime = output.find(({ fileName }) => fileName.endsWith('rolldown-runtime.js'));
  const own = code.replace(
    /require\("\.\/rolldown-runtime\.js"\)/,
    () => `(function (exports) {${runtime.code};return exports})({})`,
  );
  const script = `(function (exports, require, module, __filename, __dirname) {${own}})`;
  const hash = createHash('sha256').update(script).digest('hex').slice(0, 16);
  const loader = readFileSync('tools/build/load-script.cjs', 'utf8').replace('$SCRIPT', name).replace('$HASH', hash);
  writeFileSync(`dist/chunks/${name}.script`, script);
  writeFileSync(`dist/chunks/${name}.js`, loader);
}
