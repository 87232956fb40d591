// Asks Helm's own check for the verdicts on the schemas and values in test/schema/recorded.json and writes them there.
// A new case needs its name, its schema and its values, the last two as the text of a JSON file.
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildOracle } from './build-oracle.ts';

const file = fileURLToPath(new URL('../../test/schema/recorded.json', import.meta.url));
const program = buildOracle('schema');
const cases: readonly { readonly schema: string; readonly values: string }[] = JSON.parse(await readFile(file, 'utf8'));
const input = cases.map(({ schema, values }) => `${JSON.stringify({ schema, values })}\n`).join('');
const { stdout } = spawnSync(program, {
  input,
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
  stdio: ['pipe', 'pipe', 'inherit'],
});
const verdicts = stdout
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { readonly verdict: string }).verdict);
if (verdicts.length !== cases.length) throw new Error('Helm did not answer each case');
const lines = cases.map((one, index) => JSON.stringify({ ...one, helm: verdicts[index] }));
await writeFile(file, `[\n${lines.join(',\n')}\n]\n`);
console.log(`${file}: ${cases.length} cases`);
