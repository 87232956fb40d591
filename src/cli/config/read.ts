import { statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import schema from '../../../docs/kilo-chart.schema.json' with { type: 'json' };
import { checkRuleSetting, RULES } from '../../lint/index.ts';
import { reasonOf } from '../../problem/fs-error.ts';
import { formatPath, nearest, type Path } from '../../problem/path.ts';
import { fail, type Problem, ProblemError, sourceOf, type Where } from '../../problem/problem.ts';
import { readTextBounded } from '../../problem/read-bounded.ts';
import { suggest } from '../../problem/suggest.ts';
import { compileSchema, validateValues } from '../../schema/index.ts';
import { readYaml, type YamlDocument } from '../../yaml/read.ts';
import { isMap, newMap, type Value, type ValueMap, valueAt } from '../../yaml/value.ts';
import type { Config } from './config.ts';
import { mergeSettings } from './merge.ts';

/**
 * Reads a configuration file and the files that it extends.
 *
 * @param file as the user knows it, relative to the working directory
 * @param above the files that led here by `extends`
 * @param known what was read before: many files may extend the same one
 * @throws ProblemError `config` and `yaml-syntax`, with the line and the column
 */
export async function readConfig(
  file: string,
  cwd: string,
  above: readonly string[] = [],
  known: Map<string, Config> = new Map(),
): Promise<Config> {
  const source = readSource(file, cwd);
  const problems = [...(await checkForm(source)), ...checkNames(source), ...checkFiles(source, cwd)];
  const [first, ...rest] = problems;
  if (first) throw new ProblemError(first, ...rest);
  const { values, where } = source;
  const parents = listOf(values.extends).map((name) => fromHere(file, name));
  let config: Config = {};
  for (const [index, parent] of parents.entries()) {
    const chain = [...above, file];
    if (chain.some((one) => resolve(cwd, one) === resolve(cwd, parent)))
      refuse(`${parent} extends itself, by way of ${chain.join(', ')}`, where(extendsAt(values, index)));
    const place = resolve(cwd, parent);
    const extended = known.get(place) ?? (await readConfig(parent, cwd, chain, known));
    known.set(place, extended);
    config = mergeSettings(config, extended);
  }
  return mergeSettings(config, settingsOf(values, file, cwd) as Config);
}

/** A configuration file that was read, with the places of its values. */
interface ConfigSource {
  readonly file: string;
  readonly values: ValueMap;
  readonly where: (path: Path) => Where;
}

function readSource(file: string, cwd: string): ConfigSource {
  let text = '';
  try {
    text = readTextBounded(resolve(cwd, file));
  } catch (error) {
    refuse(`the configuration cannot be read: ${reasonOf(error)}`, { file });
  }
  const { documents, problems } = readYaml(text, { name: file });
  // In values a key that occurs twice is a warning, because Helm accepts it; here it is an error.
  const [first, ...rest] = problems.map((problem): Problem => ({ ...problem, severity: 'error' }));
  if (first) throw new ProblemError(first, ...rest);
  const [document, second] = documents;
  if (second) refuse('a configuration is one document', { file, ...placeOf(second, second.start) });
  const value = document?.value ?? null;
  if (!document || value === null) return { file, values: newMap(), where: () => ({ file }) };
  if (!isMap(value)) refuse('a configuration is a map', { file, ...placeOf(document, document.start) });
  const locate = (path: Path): Where | undefined => {
    const key = path.at(-1);
    const container = valueAt(value, path.slice(0, -1));
    if (key === undefined || !(isMap(container) || Array.isArray(container))) return undefined;
    const place = document.place(container, key);
    return place && { file, ...placeOf(document, place.key) };
  };
  for (const settings of [value, ...(Array.isArray(value.overrides) ? value.overrides : [])])
    if (isMap(settings) && isMap(settings.rules)) nameOff(settings.rules);
  return { file, values: value, where: (path) => nearest(path, locate) ?? { file } };
}

/** `off` without quotes is false in YAML 1.1. */
function nameOff(rules: ValueMap): void {
  for (const [name, setting] of Object.entries(rules)) if (setting === false) rules[name] = 'off';
}

function placeOf({ lines }: YamlDocument, offset: number): Pick<Where, 'line' | 'column' | 'source' | 'sourceStart'> {
  const { line, column } = lines.locate(offset);
  return { line, column, ...sourceOf(lines.line(line), column) };
}

function refuse(message: string, where: Where): never {
  return fail({ code: 'config', message, where });
}

/** Checks the file with the same schema that editors use. */
async function checkForm({ values, where }: ConfigSource): Promise<Problem[]> {
  const validator = await compileSchema(schema, 'kilo-chart.schema.json');
  return validateValues(values, validator, { where }).map((problem) => ({ ...problem, code: 'config' }));
}

/** Checks what the schema does not: the names of the rules, and which of them cannot be turned off. */
function checkNames({ values, where }: ConfigSource): Problem[] {
  const settings: [Path, Value | undefined][] = [[['rules'], values.rules]];
  if (Array.isArray(values.overrides))
    values.overrides.forEach((override, index) => {
      if (isMap(override)) settings.push([['overrides', index, 'rules'], override.rules]);
    });
  return settings.flatMap(([path, rules]) =>
    isMap(rules)
      ? Object.entries(rules).flatMap(([name, setting]) => {
          const wrong = RULES.has(name) ? checkRuleSetting(name, String(setting)) : `there is no rule ${name}`;
          const near = RULES.has(name) ? undefined : suggest(name, [...RULES.keys()]);
          return wrong === undefined ? [] : [problemOf(wrong, where([...path, name]), near)];
        })
      : [],
  );
}

const problemOf = (message: string, where: Where, near: string | undefined): Problem => ({
  code: 'config',
  severity: 'error',
  message,
  where,
  hint: near === undefined ? 'kilo-chart lint --list-rules lists the rules' : `did you mean ${near}?`,
});

/** The fields that are paths. */
const PATHS = ['extends', 'chart', 'values', 'schemas'] as const;

/**
 * Checks that the files that a configuration names exist: the problem's place is in the configuration, not in a flag.
 */
function checkFiles({ file, values, where }: ConfigSource, cwd: string): Problem[] {
  const check = (settings: ValueMap, at: Path): Problem[] =>
    PATHS.flatMap((field) =>
      listOf(settings[field]).flatMap((name, index) => {
        if (isUrl(name)) return [];
        const wrong = faultOf(resolve(cwd, fromHere(file, name)));
        if (wrong === undefined) return [];
        const path = [...at, field, ...(Array.isArray(settings[field]) ? [index] : [])];
        const message = `${formatPath(path)}: ${fromHere(file, name)} ${wrong}`;
        return [{ ...problemOf(message, where(path), undefined), hint: `paths count from the directory of ${file}` }];
      }),
    );
  const overrides = Array.isArray(values.overrides) ? values.overrides : [];
  return [
    ...check(values, []),
    ...overrides.flatMap((one, index) => (isMap(one) ? check(one, ['overrides', index]) : [])),
  ];
}

/** What is wrong with a path: a pipe or a device, which may have no end, is not read because a file names it. */
function faultOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return 'does not exist';
    return stats.isFile() || stats.isDirectory() ? undefined : 'is neither a file nor a directory';
  } catch (error) {
    return `cannot be read: ${reasonOf(error)}`;
  }
}

const isUrl = (name: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(name);

const extendsAt = (values: ValueMap, index: number): Path =>
  Array.isArray(values.extends) ? ['extends', index] : ['extends'];

/** Converts a path of a configuration file to one relative to the working directory. */
const fromHere = (file: string, name: string): string => (isUrl(name) ? name : join(dirname(file), name));

const listOf = (value: Value | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((item) => typeof item === 'string');

const LISTS: ReadonlySet<string> = new Set(['values', 'set', 'schemas']);

/**
 * The settings as plain data: with lists where a single string is allowed, paths relative to the working directory, and absolute patterns.
 */
function settingsOf(values: ValueMap, file: string, cwd: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'extends') continue;
    if (name === 'overrides') settings.overrides = (value as ValueMap[]).map((one) => settingsOf(one, file, cwd));
    else if (name === 'files')
      settings.files = listOf(value).map((pattern) => patternFrom(resolve(cwd, dirname(file)), pattern));
    else if (name === 'chart') settings.chart = fromHere(file, String(value));
    else if (LISTS.has(name)) settings[name] = listOf(value).map((one) => (name === 'set' ? one : fromHere(file, one)));
    else settings[name] = isMap(value) ? Object.fromEntries(Object.entries(value)) : value;
  }
  return settings;
}

/** A pattern that matches absolute paths: the working directory can be below that of the configuration. */
function patternFrom(directory: string, pattern: string): string {
  const above = directory.replaceAll('\\', '/').replace(/[*?[\]{}!,]/g, '\\$&');
  return posix.join(above, pattern.includes('/') ? pattern : `{,**/}${pattern}`);
}

/** A path for display, relative to the working directory. */
export const shownPath = (path: string, cwd: string): string => relative(cwd, resolve(cwd, path)) || '.';
