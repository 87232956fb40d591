// Asks an API server which objects of the set in test/lint/server/ it refuses, and writes its verdicts to
// test/lint/server/verdicts-VERSION.json and the shares that lint finds to docs/lint-agreement.md:
//
//   KUBECONFIG=… npm run record -- server-verdicts
//
// Without KUBECONFIG, only the page is written again. With VERBOSE=1, each object about which lint and the server do not agree is printed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const { KUBECONFIG } = process.env;

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'record-server-verdicts-'));
try {
  // Node 20 cannot run TypeScript: the set, the rules and the rest of this command are bundled.
  const build = await rolldown({
    input: join(root, 'test/lint/server/record.ts'),
    platform: 'node',
    logLevel: 'silent',
  });
  const file = join(folder, 'record.mjs');
  await build.write({ file, format: 'esm', inlineDynamicImports: true });
  const { recordVerdicts } = await import(pathToFileURL(file).href);
  console.log(await recordVerdicts(root, KUBECONFIG));
} finally {
  await rm(folder, { recursive: true });
}
