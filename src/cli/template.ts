import { resolve } from 'node:path';
import { Command } from 'commander';
import { readyBuiltInChart } from '../built-in.ts';
import { loadChart } from '../chart/index.ts';
import { printManifests } from '../manifests/index.ts';
import { fail } from '../problems.ts';
import { type ReadyChart, readyChart, renderRelease } from '../release.ts';
import type { Io } from './io.ts';
import { addReleaseOptions, checkNamespace, checkReleaseName, namespaceOf } from './release-options.ts';
import type { Outcome } from './run.ts';
import { addValueOptions, type ValueOptions, valuesIo, valuesRequest } from './value-options.ts';

const NOTES = `
Examples:
  kilo-chart template my-release -n kube-system | kubectl apply -f -
  kilo-chart template my-release -f my-values.yaml --set image.tag=0.7.0
  kilo-chart template my-release \\
    --set 'kdaemon.args={--mesh-granularity=full,--subnet=10.5.0.0/16}'
`;

/** `kilo-chart template [NAME] [CHART]`: the manifests of a release on standard output. */
export function templateCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('template')
    .description('print the manifests of a release')
    .argument('[NAME]', 'name of the release (default: kilo)')
    .argument('[CHART]', 'folder of a chart (default: the built-in chart for Kilo)')
    .addHelpText('after', NOTES);
  addReleaseOptions(command);
  addValueOptions(command);
  return command.action(
    async (first: string | undefined, second: string | undefined, options: ValueOptions & { namespace?: string }) => {
      const { name, directory } = positionals(first, second);
      const ready = await findChart(directory, io);
      const release = {
        name: checkReleaseName(name ?? (directory === undefined ? ready.chart.name : 'release-name')),
        namespace: checkNamespace(namespaceOf(options, io.env)),
      };
      const { manifests, problems } = await renderRelease(ready, release, valuesRequest(options), valuesIo(io));
      done({ stdout: printManifests(manifests), problems });
    },
  );
}

/** A lone argument with a `/` in it, `.` and `..` are a chart; every other one is a name. */
function positionals(first: string | undefined, second: string | undefined) {
  const isPath = first !== undefined && (first.includes('/') || first === '.' || first === '..');
  return second === undefined && isPath ? { name: undefined, directory: first } : { name: first, directory: second };
}

async function findChart(directory: string | undefined, { cwd }: Io): Promise<ReadyChart> {
  if (directory === undefined) return readyBuiltInChart();
  if (/^(?:oci|https?):\/\//.test(directory)) {
    fail({
      code: 'chart',
      message: `${directory} is not a folder: charts are not fetched`,
      hint: 'fetch and unpack it, then name its folder',
    });
  }
  return readyChart(await loadChart(resolve(cwd, directory)));
}
