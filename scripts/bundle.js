import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @returns what scripts/embed.ts makes: it is TypeScript, so it is bundled before it can run */
async function embed() {
  // Inside the project, so that the packages that stay outside of the bundle are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.kilo-chart-'));
  try {
    const bundle = await rolldown({ cwd: root, input: 'scripts/embed.ts', platform: 'node', external: /^[^./\0]/ });
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

const CHECK = join(root, 'src/built-in-check.cjs');

/** Puts the embedded chart in the place of src/built-in.ts. What few runs need of it becomes a chunk, if there are any. */
function builtInChart({ module, check, files }, hasChunks) {
  const sources = new Map([
    [join(root, 'src/built-in.ts'), module],
    [join(root, 'src/built-in-files.ts'), files],
    [CHECK, check],
  ]);
  return {
    name: 'built-in chart',
    buildStart() {
      if (hasChunks) this.emitFile({ type: 'chunk', id: CHECK, fileName: 'chunks/built-in-check.js' });
    },
    resolveId(id) {
      // Required by one chunk from another: rolldown splits where modules are imported, and waits for them.
      if (id === 'built-in-check' && hasChunks) return { id: './built-in-check.js', external: true };
      return id === 'built-in-check' ? CHECK : sources.has(id) ? id : null;
    },
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

/** What js-yaml makes when it is loaded and this program never asks for is left out: js-yaml does not say that it may be. */
const onlyWhatIsUsed = {
  name: 'only what is used',
  transform: (code, id) =>
    /[/\\]js-yaml\.mjs$/.test(id)
      ? code
          .replace(/^(var \w+ = )(?=(?:new [A-Z]\w+|define\w+|\w+\.withTags)\()/gm, '$1/* @__PURE__ */ ')
          .replace(
            /^(var \w+ = )(?:\/\* @__PURE__ \*\/ )?(new RegExp\(.*\)|`.*`);$/gm,
            '$1/* @__PURE__ */ (() => $2)();',
          )
      : null,
};

/** Text that is ASCII alone is read and parsed sooner. Beyond it there are characters in strings and patterns only. */
function toAscii(code) {
  if (/\\[^\0-\x7f]/.test(code)) throw new Error('a backslash stands before a character that is to be escaped');
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Bundles the program. The built-in chart goes in as data, with its templates and its schema compiled.
 *
 * @param input the modules to begin with, by the names of their files
 * @param options of the output
 * @returns its files, ASCII alone
 */
export async function bundleProgram(input, options) {
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    plugins: [builtInChart(await embed(), options.codeSplitting !== false), withoutPrograms, onlyWhatIsUsed],
    checks: { ineffectiveDynamicImport: false },
    treeshake: { propertyReadSideEffects: false },
  });
  const { output } = await bundle.generate({
    ...options,
    // Names stay for crash reports.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  return output.map(({ fileName, code, modules }) => ({ fileName, code: toAscii(code), modules }));
}
