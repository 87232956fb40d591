// Bundles the program into dist/: one file that every run loads, and chunks that load where they are used. The built-in
// chart goes in as data, with its templates and its schema compiled.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const common = { bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' };

/** What scripts/embed.ts gives: it is TypeScript, so it is bundled before it can run. */
async function embed() {
  // Inside the project, so that the packages that stay outside of the bundle are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.kilo-chart-'));
  try {
    const outfile = join(folder, 'embed.js');
    await build({ ...common, entryPoints: ['scripts/embed.ts'], outfile, packages: 'external' });
    const { embedBuiltInChart } = await import(pathToFileURL(outfile).href);
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
  return {
    name: 'built-in chart',
    setup({ onLoad, onResolve }) {
      onLoad({ filter: /[/\\]src[/\\]built-in\.ts$/ }, () => ({
        contents: module,
        loader: 'js',
        resolveDir: join(root, 'src'),
      }));
      onLoad({ filter: /[/\\]src[/\\]built-in-files\.ts$/ }, () => ({ contents: files, loader: 'js' }));
      onResolve({ filter: /^built-in-check$/ }, ({ path }) => ({ path, namespace: 'built-in' }));
      onLoad({ filter: /.*/, namespace: 'built-in' }, () => ({ contents: check, loader: 'js', resolveDir: root }));
    },
  };
}

/** Some of the packages are CommonJS and ask for Node's modules with `require`. */
const banner = { js: "import { createRequire as $createRequire } from 'node:module';\nconst require = $createRequire(import.meta.url);" };

const embedded = await embed();
rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { 'kilo-chart': 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  minifySyntax: true,
  legalComments: 'linked',
  banner,
  plugins: [builtInChart(embedded)],
});
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
