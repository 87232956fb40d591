// Lints the defaults of every chart below directories, and asks an API server about each object that has an error:
//
//   npm run lint-corpus -- DIR…        KUBECONFIG names the API server; without it errors are counted, and not judged
//   --only NAME                        charts whose path contains NAME; --limit N the first N charts
//   --minutes N                        stops after that time, and shows what is done
//   --show RULE                        prints each finding of a rule, to see whether it is true; repeatable
//
// It prints each error that the API server does not share, and how many there are of what. It ends with 1 where there
// is one. Charts that do not render with their defaults are counted by themselves: Helm refuses them, too.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadChart } from '../../../src/chart/index.ts';
import { loadSchemas } from '../../../src/lint/kubernetes/openapi.ts';
import { findCharts } from '../../../tools/corpus/charts.ts';
import { connect } from '../server/ask.ts';
import { Judge } from './judge.ts';
import { lintDefaults } from './lint-defaults.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    limit: { type: 'string' },
    minutes: { type: 'string' },
    show: { type: 'string', multiple: true },
  },
});
if (positionals.length === 0) throw new Error('name a directory that holds charts');

const kubeconfig = process.env.KUBECONFIG;
const server = kubeconfig === undefined ? undefined : connect(kubeconfig, await loadSchemas());
const version = (await server?.version()) ?? (await loadSchemas()).version;
const judge = new Judge(server);
const until = flags.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(flags.minutes) * 60_000;
const charts = findCharts(positionals)
  .filter(({ repository, name }) => flags.only?.some((only) => `${repository}/${name}`.includes(only)) ?? true)
  .slice(0, flags.limit === undefined ? undefined : Number(flags.limit));

for (const { repository, name, directory } of charts) {
  if (Date.now() > until) break;
  const label = `${repository}/${name}`;
  const chart = await loadChart(directory, directory).catch(() => undefined);
  if (chart === undefined) {
    judge.skip();
    continue;
  }
  const io = { readFile: (path: string) => readFile(path), readStdin: async () => '', fetch: async () => '' };
  const linted = await lintDefaults(chart, version, io);
  for (const { rule, message, where } of linted.problems)
    if (flags.show?.includes(rule)) console.log(`${rule} ${where?.file}:${where?.line}: ${message}`);
  await judge.chart(label, linted);
}
server?.close();
console.log(judge.report(version));
process.exitCode = judge.falseAlarms.length === 0 ? 0 : 1;
