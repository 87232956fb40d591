// Runs a tool that is written in TypeScript, which the oldest supported Node cannot run by itself:
//
//   node tools/run.js FILE[,FILE…] [ARGUMENT …]
//
// `.ts` can be left out. The first file is run; the others become programs beside it, `NAME.mjs`, which it starts as
// workers: `new Worker(new URL('./NAME.mjs', import.meta.url))`.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A module knows its place by `import.meta`, which the bundle must not change; only workers are next to the bundle. */
const ownPlaces = {
  name: 'own places',
  transform(code, id) {
    if (!id.startsWith(root) || id.includes('/node_modules/') || !code.includes('import.meta.')) return null;
    return code
      .replaceAll(/(?<!\.mjs', )import\.meta\.url\b/g, JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.filename', JSON.stringify(id))
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)));
  },
};

/**
 * Imports a TypeScript module, with all that it imports of this project.
 *
 * @param {string} file its path
 * @param {readonly string[]} workers the files of its workers
 * @returns {Promise<any>} its exports
 */
export async function importTypeScript(file, workers = []) {
  // Inside the project, so that the packages that stay outside of the bundle are found.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const directory = mkdtempSync(join(root, '.cache', 'run-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const inputs = [file, ...workers].map((path) => resolve(root, existsSync(resolve(root, path)) ? path : `${path}.ts`));
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(inputs.map((path) => [basename(path, extname(path)), path])),
    platform: 'node',
    external: /^[^./\0]/,
    plugins: [ownPlaces],
    // package.json declares modules free of side effects, but a recorder works when it is imported.
    treeshake: false,
    checks: { ineffectiveDynamicImport: false, bundlerTimings: false },
  });
  await bundle.write({
    dir: directory,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  });
  await bundle.close();
  return await import(pathToFileURL(join(directory, `${basename(file, extname(file))}.mjs`)).href);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [node, , names, ...rest] = process.argv;
  if (names === undefined) {
    console.error('usage: node tools/run.js FILE[,FILE…] [ARGUMENT …]');
    process.exitCode = 2;
  } else {
    const [file, ...workers] = names.split(',');
    process.argv = [node, resolve(root, file), ...rest];
    // npm runs this in the project's directory, not in the user's.
    if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
    await importTypeScript(file, workers);
  }
}
