import { resolve } from 'node:path';
import { Command } from 'commander';
import { type RenderOptions, renderRelease } from '../../library/index.ts';
import { fail, hasErrors } from '../../problem/problem.ts';
import { readYamlText } from '../../yaml/read.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import { toYaml } from '../../yaml/write.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';

const NOTES = `
The fields of its configuration, below spec, are those of the library: name,
namespace, chart, platform, values, files, set, kubeVersion and apiVersions.

Example:
  kustomize build --enable-alpha-plugins --enable-exec .
`;

/** `kilo-chart krm`: a KRM function for kustomize, which adds the objects of a release. */
export function krmCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('krm')
    .usage('[flags]')
    .description('read a ResourceList on standard input, and print it with the objects of a release: for kustomize')
    .addHelpText('after', NOTES);
  addGlobalOptions(command, false);
  return command.action(async () => done(await transform(io)));
}

async function transform(io: Io): Promise<Outcome> {
  const list = await readList(io);
  const { manifests, problems } = await renderRelease(optionsOf(list, io));
  if (hasErrors(problems)) return { stdout: '', problems };
  const items = [...(list.items as Value[]), ...manifests.map(({ object }) => object)];
  return { stdout: toYaml(newMap([...Object.entries(list), ['items', items]])), problems };
}

async function readList({ stdin }: Io): Promise<ValueMap> {
  const { document, problems } = readYamlText(await stdin(), { name: '-' });
  const list = document?.value;
  if (hasErrors(problems) || !isMap(list) || list.kind !== 'ResourceList')
    return fail({
      code: 'usage',
      message: 'standard input is not a ResourceList',
      hint: 'kustomize writes one: kustomize build --enable-alpha-plugins --enable-exec',
    });
  return newMap([...Object.entries(list), ['items', Array.isArray(list.items) ? list.items : []]]);
}

const TEXTS = ['name', 'namespace', 'platform', 'kubeVersion'] as const;
const LISTS = ['set', 'apiVersions'] as const;
const KNOWN: ReadonlySet<string> = new Set([...TEXTS, ...LISTS, 'chart', 'values', 'files']);

function optionsOf({ functionConfig }: ValueMap, { cwd }: Io): RenderOptions {
  const spec = isMap(functionConfig) && isMap(functionConfig.spec) ? functionConfig.spec : newMap();
  for (const [key, value] of Object.entries(spec)) if (!isRight(key, value)) refuse(key);
  const { chart, values, files } = spec;
  const options = Object.fromEntries([...TEXTS, ...LISTS].filter((key) => key in spec).map((key) => [key, spec[key]]));
  return {
    ...options,
    ...(isMap(values) && { values }),
    ...(Array.isArray(files) && { files: files.map((file) => resolve(cwd, String(file))) }),
    ...(typeof chart === 'string' && { chart: resolve(cwd, chart) }),
  };
}

function isRight(key: string, value: Value): boolean {
  if (key === 'values') return isMap(value);
  if (key === 'files' || (LISTS as readonly string[]).includes(key))
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return KNOWN.has(key) && typeof value === 'string';
}

const refuse = (key: string): never =>
  fail({
    code: 'usage',
    message: KNOWN.has(key)
      ? `spec.${key} is not of the type that it must be`
      : `spec has no field ${JSON.stringify(key)}`,
    where: { file: 'functionConfig', path: ['spec', key] },
    hint: `spec may have ${[...KNOWN].sort().join(', ')}; values is a map, files, set and apiVersions are lists of strings`,
  });
