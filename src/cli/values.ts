import { Command, Option } from 'commander';
import { formatPath } from '../path.ts';
import { hasErrors } from '../problems.ts';
import { computeValues, type Leaf, type Origin, type Origins } from '../values/index.ts';
import { newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { toFlow, toYaml } from '../yaml/write.ts';
import { addChartOption, type ChartOption, chartOf, findDefaults } from './chart-option.ts';
import type { Outcome } from './command.ts';
import { addGlobalOptions } from './global-options.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';
import { addValueOptions, type ValueOptions, valuesIo, valuesRequest } from './value-options.ts';

const NOTES = `
With --origins there is a line for each value: its path, the value, what set it, and what that replaced.
`;

type ValuesFlags = ValueOptions & ChartOption & { readonly output: 'yaml' | 'json'; readonly origins?: boolean };

/** `kilo-chart values [CHART]`: the values that a release gets, as Helm computes them. */
export function valuesCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('values')
    .usage('[CHART] [flags]')
    .description('print the values that a release gets, and what set them')
    .argument('[CHART]', 'folder of a chart (default: the built-in chart for Kilo)')
    .addHelpText('after', NOTES);
  addValueOptions(command);
  addChartOption(command);
  command
    .addOption(new Option('-o, --output <format>', 'yaml or json').choices(['yaml', 'json']).default('yaml'))
    .option('--origins', 'say for each value what set it');
  addGlobalOptions(command, false);
  return command.action(async () => done(await values(command.args, command.opts<ValuesFlags>(), io)));
}

async function values(positionals: readonly string[], flags: ValuesFlags, io: Io): Promise<Outcome> {
  const { defaults, problems: known } = await findDefaults(chartOf(positionals, flags), io);
  const { values, problems: found, origins } = await computeValues({ ...valuesRequest(flags), defaults }, valuesIo(io));
  const problems = [...known, ...found];
  if (hasErrors(problems)) return { stdout: '', problems };
  const json = flags.output === 'json';
  if (flags.origins) return { stdout: json ? await print(describeAll(origins), json) : listOrigins(origins), problems };
  return { stdout: await print(values, json), problems };
}

async function print(value: Value, json: boolean): Promise<string> {
  if (!json) return `${toYaml(value)}\n`;
  const { toPrettyJson } = await import('../functions/convert.ts');
  return `${toPrettyJson(value)}\n`;
}

const leavesOf = (origins: Origins): Leaf[] => [...origins.leaves(), ...origins.removed()];

function listOrigins(origins: Origins): string {
  return leavesOf(origins)
    .map(({ path, value, origin, replaced }) => {
      const now = value === undefined ? '(removed)' : toFlow(value);
      const before = replaced ? `; replaced ${toFlow(replaced.value)} of ${nameOf(replaced)}` : '';
      return `${printable(`${formatPath(path)}: ${now} # ${nameOf(origin)}${before}`)}\n`;
    })
    .join('');
}

/** `my.yaml:3:5`, `--set (2nd) a.b=1`, or the chart's own file. */
function nameOf({ source, where }: Origin): string {
  if (source?.kind === 'flag') return `${source.flag} ${source.position} ${source.text}`;
  const place = [where.file ?? 'values', where.line, where.column].filter((part) => part !== undefined).join(':');
  return source === undefined ? `the chart's ${place}` : place;
}

/** The same as data. */
function describeAll(origins: Origins): ValueMap[] {
  return leavesOf(origins).map(({ path, value, origin, replaced }) =>
    newMap([
      ['path', [...path]],
      ...(value === undefined ? [['removed', true] as const] : [['value', value] as const]),
      ['origin', describeOrigin(origin)],
      ...(replaced
        ? [
            [
              'replaced',
              newMap([
                ['value', replaced.value],
                ['origin', describeOrigin(replaced)],
              ]),
            ] as const,
          ]
        : []),
    ]),
  );
}

function describeOrigin({ source, where: { file, line, column } }: Origin): ValueMap {
  if (source?.kind === 'flag') {
    const { flag, position, text } = source;
    return newMap([
      ['flag', flag],
      ['position', position],
      ['text', text],
    ]);
  }
  const place: [string, Value | undefined][] = [
    ['file', file],
    ['line', line],
    ['column', column],
  ];
  const known = place.filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return newMap([...known, ...(source === undefined ? [['chart', true] as const] : [])]);
}
