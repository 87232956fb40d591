// Runs a tool that is written in TypeScript, which the oldest supported Node cannot run by itself:
//
//   node tools/run.js FILE [ARGUMENT …]
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A module knows its place by `import.meta`, which the bundle must not change. */
const ownPlaces = {
  name: 'own places',
  transform(code, id) {
    if (!id.startsWith(root) || id.includes('/node_modules/') || !code.includes('import.meta.')) return null;
    return code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.filename', JSON.stringify(id))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)));
  },
};

/**
 * Imports a TypeScript module, with all that it imports of this project.
 *
 * @param {string} file its path
 * @returns its exports
 */
export async function importTypeScript(file) {
  // Inside the project, so that the packages that stay outside of the bundle are found.
  const directory = mkdtempSync(join(root, 'node_modules', '.kilo-chart-'));
  try {
    const bundle = await rolldown({
      cwd: root,
      input: resolve(file),
      platform: 'node',
      external: /^[^./\0]/,
      plugins: [ownPlaces],
      checks: { bundlerTimings: false },
    });
    await bundle.write({
      dir: directory,
      format: 'esm',
      entryFileNames: 'entry.mjs',
      chunkFileNames: '[name]-[hash].mjs',
    });
    await bundle.close();
    return await import(pathToFileURL(join(directory, 'entry.mjs')).href);
  } finally {
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [node, , file, ...rest] = process.argv;
  if (file === undefined) {
    console.error('usage: node tools/run.js FILE [ARGUMENT …]');
    process.exitCode = 2;
  } else {
    process.argv = [node, resolve(file), ...rest];
    await importTypeScript(file);
  }
}
