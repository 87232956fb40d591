// Asks Helm for the answers to the cases in test/values/conformance/ and writes them there, next to the inputs:
//
//   HELM=… HELM3=… npm run record -- values [FILE …]
//
// A new case only needs its name and its inputs (ask-helm.ts names them). Helm 3's answer is kept where it differs from
// Helm 4's. `here` and `because` are for a case with another answer here, and are not changed.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askHelm, FLAGS, versionOf } from './ask-helm.ts';

const { HELM, HELM3 } = process.env;
if (!HELM || !HELM3) throw new Error('HELM and HELM3 must name the programs of Helm 4 and Helm 3');

const INPUTS = ['name', 'chart', 'disk', 'stdin', ...Object.keys(FLAGS), 'because', 'here'];

const directory = fileURLToPath(new URL('../../test/values/conformance/', import.meta.url));
const named = process.argv.slice(2);
const all = (await readdir(directory)).filter((name) => name.endsWith('.json')).map((name) => join(directory, name));
const versions = [await versionOf(HELM), await versionOf(HELM3)];
const scratch = await mkdtemp(join(tmpdir(), 'record-values-'));
try {
  for (const file of named.length > 0 ? named : all) {
    const { cases }: { readonly cases: readonly Record<string, unknown>[] } = JSON.parse(await readFile(file, 'utf8'));
    const lines = [];
    for (const recorded of cases) {
      const input = Object.fromEntries(INPUTS.filter((key) => key in recorded).map((key) => [key, recorded[key]]));
      const [helm, helm3] = [await askHelm(HELM, input, scratch), await askHelm(HELM3, input, scratch)];
      const answers = `"helm":${helm}${helm3 === helm ? '' : `,"helm3":${helm3}`}`;
      lines.push(`${JSON.stringify(input).slice(0, -1)},${answers}}`);
    }
    const head = `"helm":${JSON.stringify(versions[0])},"helm3":${JSON.stringify(versions[1])}`;
    await writeFile(file, `{${head},"cases":[\n${lines.join(',\n')}\n]}\n`);
    console.log(`${file}: ${cases.length} cases`);
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
