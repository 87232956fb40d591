// Runs a tool that is written in TypeScript, which Node does not run itself: `node tools/run.js FILE[,FILE…] [ARGUMENT…]`
// bundles FILE.ts with rolldown and runs it. Further files become programs beside it: the workers that it starts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const [names = '', ...args] = process.argv.slice(2);
const inputs = names.split(',').map((name) => join(root, `${name}.ts`));

// Inside the project, so that the packages that stay outside of the bundle are found.
mkdirSync(join(root, '.cache'), { recursive: true });
const directory = mkdtempSync(join(root, '.cache', 'run-'));
let status = 1;
try {
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(inputs.map((file) => [basename(file, '.ts'), file])),
    platform: 'node',
    external: /^[^./\0]/,
    checks: { ineffectiveDynamicImport: false },
  });
  await bundle.write({
    dir: directory,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-chunk.mjs',
  });
  await bundle.close();
  // npm runs this in the project's directory, wherever the user is.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const program = join(directory, `${basename(inputs[0], '.ts')}.mjs`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  ({ status } = spawnSync(process.execPath, [program, ...args], { cwd, stdio: 'inherit' }));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
process.exitCode = status ?? 1;
