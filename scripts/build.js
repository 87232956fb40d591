// Bundles the program into dist/: one file that every run loads, and chunks that load where they are used. The built-in
// chart goes in as data, with its templates and its schema compiled.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { collectNotices } from './third-party.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** @returns what scripts/embed.ts makes: it is TypeScript, so it is bundled before it can run */
async function embed() {
  // Inside the project, so that the packages that stay outside of the bundle are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.kilo-chart-'));
  try {
    const bundle = await rolldown({ input: 'scripts/embed.ts', platform: 'node', external: /^[^./\0]/ });
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'embed.mjs', chunkFileNames: '[name].mjs' });
    await bundle.close();
    const { embedBuiltInChart } = await import(pathToFileURL(join(folder, 'embed.mjs')).href);
    return await embedBuiltInChart();
  } catch (error) {
    for (const problem of error.problems ?? []) console.error(problem);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the embedded chart in the place of src/built-in.ts. */
function builtInChart({ module, check, files }) {
  const sources = new Map([
    [join(root, 'src/built-in.ts'), module],
    [join(root, 'src/built-in-files.ts'), files],
    [join(root, 'src/built-in-check.cjs'), check],
  ]);
  return {
    name: 'built-in chart',
    resolveId: (id) => (id === 'built-in-check' ? join(root, 'src/built-in-check.cjs') : null),
    load: (id) => (sources.has(id) ? { code: sources.get(id), moduleType: 'js' } : null),
  };
}

/** Commander can run other programs as its commands, which none of ours is: what that takes is loaded if it ever is. */
const withoutPrograms = {
  name: 'without programs',
  resolveId: (id, importer) =>
    id === 'node:child_process' && /[/\\]commander[/\\]/.test(importer) ? 'lazy-child-process' : null,
  load: (id) =>
    id === 'lazy-child-process'
      ? { code: "exports.spawn = (...args) => require('node:child_process').spawn(...args);", moduleType: 'js' }
      : null,
};

/** Text that is ASCII alone is read and parsed sooner. Beyond it there are characters in strings and patterns only. */
function toAscii(code) {
  if (/\\[^\0-\x7f]/.test(code)) throw new Error('a backslash stands before a character that is to be escaped');
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const bundle = await rolldown({
  input: { 'kilo-chart': 'src/cli/main.ts', index: 'src/index.ts' },
  platform: 'node',
  plugins: [builtInChart(await embed()), withoutPrograms],
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.generate({
  // Node starts a CommonJS program sooner than a module, and can keep what it compiled of one.
  format: 'cjs',
  exports: 'named',
  // As the modules are that it is made of: without it a helper that is called on a text would get an object.
  banner: "'use strict';",
  chunkFileNames: 'chunks/[name].js',
  // Names stay for crash reports.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  codeSplitting: { groups: [{ name: 'core', test: /\/src\/cli\/(?:main|template)\.ts$|rolldown\/runtime/ }] },
});
await bundle.close();
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/chunks', { recursive: true });
for (const { fileName, code } of output) writeFileSync(join('dist', fileName), toAscii(code));
// The package is of modules; what is built is not.
writeFileSync('dist/package.json', '{"type":"commonjs"}\n');
writeFileSync('dist/THIRD-PARTY.txt', collectNotices(output));
// It prints what any run prints.
execFileSync(process.execPath, ['scripts/write-code-cache.js'], { stdio: 'pipe' });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
