// Compares generated Go templates with Helm's engine:
//
//   npm run fuzz -- --templates 100000 --seed 7
//   npm run fuzz -- --json FILE        all disagreements
//
// Needs Go. Prints each cause once, its template made small; ends with 1 where there is one.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { buildOracle } from '../../../../tools/record/build-oracle.ts';
import { valuesFile } from './data.ts';
import { type Disagreement, disagreementOn, groupOf, minimize } from './disagreement.ts';
import { TemplateOracle } from './oracle.ts';
import { template } from './templates.ts';

const { values: flags } = parseArgs({
  options: {
    templates: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const total = Number(flags.templates);
/** A batch is generated from its own seed, so that its memory does not grow. */
const BATCH = 500;

const oracle = new TemplateOracle(buildOracle('templates'));
const groups = new Map<string, { count: number; readonly example: Disagreement }>();
for (let start = 0; start < total; start += BATCH) {
  const seed = Number(flags.seed) * 1_000_003 + start;
  const numRuns = Math.min(BATCH, total - start);
  for (const [text, values] of fc.sample(fc.tuple(template, valuesFile), { seed, numRuns })) await tryOne(text, values);
  if (process.stderr.isTTY) process.stderr.write(`\r${start + numRuns} templates, ${groups.size} causes\x1b[K`);
}
oracle.stop();

const sorted = [...groups].sort(([, a], [, b]) => b.count - a.count);
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
for (const [name, { count, example }] of sorted) console.log(describe(name, count, example));
console.log(`${total} templates, ${groups.size} causes of disagreement`);
process.exitCode = groups.size === 0 ? 0 : 1;

async function tryOne(text: string, values: string): Promise<void> {
  const found = await disagreementOn(oracle, text, values);
  if (!found) return;
  const small = await minimize(oracle, found);
  const name = groupOf(small);
  const known = groups.get(name);
  if (known) known.count += 1;
  else groups.set(name, { count: 1, example: small });
}

function describe(name: string, count: number, { template: text, go, ours, values }: Disagreement): string {
  const random = text.includes('.r') || text.includes('Values') ? values.match(/"r":(.*)\}$/s)?.[1] : undefined;
  const line = (what: string, shown: string): string => `    ${what}: ${JSON.stringify(shown.slice(0, 300))}\n`;
  return `${name} (${count})\n${line('template', text)}${line('Go  ', go)}${line('here', ours)}${random === undefined || random === 'null' ? '' : line('.Values.r', random)}`;
}
