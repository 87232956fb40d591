import { faultOfConstraint, parseVersion, satisfies } from '../go/semver.ts';
import { fail, type Problem, ProblemError } from '../problem/problem.ts';
import { readPlainBlocks } from '../yaml/plain-blocks.ts';
import { readYamlText } from '../yaml/read.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Dependency, Metadata } from './chart.ts';
import { FieldReader } from './fields.ts';

const TEXTS = [
  'apiVersion',
  'name',
  'version',
  'appVersion',
  'kubeVersion',
  'type',
  'description',
  'home',
  'icon',
  'condition',
  'tags',
] as const satisfies readonly (keyof Metadata)[];

/** A file of metadata, with its name in problems. */
export interface MetadataFile {
  readonly text: string;
  readonly file: string;
}

/** Whether the chart is to be rendered itself, or a dependency of another one: Helm requires less of the latter. */
export type Role = 'root' | 'dependency';

/**
 * Reads Chart.yaml and checks it as Helm does (chart.Metadata.Validate of Helm 4.2.4).
 *
 * @param file its name, for problems
 * @param requirements requirements.yaml, whose fields overrule those of Chart.yaml
 * @throws ProblemError `yaml-syntax` or `chart`, with all errors
 */
export function readMetadata(text: string, file: string, role: Role = 'root', requirements?: MetadataFile): Metadata {
  // Nearly every file is valid, and needs no places of its fields.
  const [plain, plainMore] = [readPlainBlocks(text), requirements ? readPlainBlocks(requirements.text) : newMap()];
  if (isMap(plain) && isMap(plainMore)) {
    const reader = new FieldReader();
    const metadata = metadataOf(plain, plainMore, reader, role);
    if (reader.problems.length === 0 && !reader.missesPlaces) return metadata;
  }
  const reader = new FieldReader();
  const chart = readMap({ text, file }, reader, 'write apiVersion: v2, name and version');
  const more = requirements ? readMap(requirements, reader, 'write dependencies: with a list') : newMap();
  const metadata = metadataOf(chart, more, reader, role);
  if (reader.problems.length > 0) throw together(reader.problems);
  return metadata;
}

/** @param more what is in requirements.yaml */
function metadataOf(chart: ValueMap, more: ValueMap, reader: FieldReader, role: Role): Metadata {
  /** The file that has a field: JSON is unmarshalled over the existing fields. */
  const mapOf = (key: string): ValueMap => (reader.keyOf(more, key) === undefined ? chart : more);
  const texts = Object.fromEntries(TEXTS.map((key) => [key, reader.text(mapOf(key), key)])) as Pick<
    Metadata,
    (typeof TEXTS)[number]
  >;
  const dependencies = reader.maps(mapOf('dependencies'), 'dependencies');
  // A list is unmarshalled over a list item by item.
  const under = mapOf('dependencies') === more ? reader.maps(chart, 'dependencies') : undefined;
  const metadata: Metadata = {
    ...texts,
    apiVersion: texts.apiVersion || 'v1',
    deprecated: reader.flag(mapOf('deprecated'), 'deprecated'),
    keywords: reader.texts(mapOf('keywords'), 'keywords'),
    sources: reader.texts(mapOf('sources'), 'sources'),
    maintainers: (reader.maps(mapOf('maintainers'), 'maintainers') ?? []).map((one) => ({
      name: reader.text(one, 'name'),
      email: reader.text(one, 'email'),
      url: reader.text(one, 'url'),
    })),
    annotations: reader.annotations(mapOf('annotations')),
    ...(dependencies && {
      dependencies: dependencies.map((one, index) => readDependency([one, under?.[index] ?? newMap()], reader)),
    }),
  };
  if (reader.problems.length === 0) validate(metadata, role, reader, mapOf, dependencies ?? []);
  return metadata;
}

function readMap({ text, file }: MetadataFile, reader: FieldReader, hint: string): ValueMap {
  const { document, problems } = readYamlText(text, { name: file });
  if (!document) throw together(problems.filter(({ severity }) => severity === 'error'));
  reader.add(document, file);
  const { value } = document;
  if (isMap(value)) return value;
  const name = file.slice(file.lastIndexOf('/') + 1);
  // An empty requirements.yaml names no dependencies.
  if (value === null && name !== 'Chart.yaml') return newMap();
  return fail({ code: 'chart', message: `${name} is not a map`, where: { file }, hint });
}

/** @param maps the map that counts, and the one with the fields that are missing there */
export function readDependency([map, under]: readonly [ValueMap, ValueMap], reader: FieldReader): Dependency {
  const mapOf = (field: string) => (reader.keyOf(map, field) === undefined ? under : map);
  return {
    name: reader.text(mapOf('name'), 'name'),
    version: reader.text(mapOf('version'), 'version'),
    repository: reader.text(mapOf('repository'), 'repository'),
    condition: reader.text(mapOf('condition'), 'condition'),
    tags: reader.texts(mapOf('tags'), 'tags'),
    enabled: reader.flag(mapOf('enabled'), 'enabled'),
    importValues: reader.list(mapOf('import-values'), 'import-values'),
    alias: reader.text(mapOf('alias'), 'alias'),
  };
}

function together(problems: readonly Problem[]): ProblemError {
  const [first, ...rest] = problems;
  if (!first) throw new Error('no problem to throw');
  return new ProblemError(first, ...rest);
}

const ALIAS = /^[a-zA-Z0-9_-]+$/;

function validate(
  metadata: Metadata,
  role: Role,
  reader: FieldReader,
  mapOf: (key: string) => ValueMap,
  written: readonly ValueMap[],
): void {
  const { apiVersion, name, version, type, kubeVersion, dependencies = [] } = metadata;
  const blame = (key: string, message: string, hint: string) => reader.blame(mapOf(key), key, message, hint);
  if (role === 'root' && apiVersion !== 'v2' && apiVersion !== 'v1')
    blame('apiVersion', `Chart.yaml has the apiVersion ${JSON.stringify(apiVersion)}`, 'write apiVersion: v2');
  if (name === '') blame('name', 'Chart.yaml has no name', 'write name: my-chart');
  else if (name.includes('/') || name === '.' || name === '..')
    blame(
      'name',
      `${JSON.stringify(name)} is not a valid name of a chart`,
      'a name must not be a path: write my-chart',
    );
  if (version === '') blame('version', 'Chart.yaml has no version', 'write version: 0.1.0');
  else if (!parseVersion(version))
    blame('version', `the version ${JSON.stringify(version)} is not a semantic version`, 'write version: 0.1.0');
  if (type !== '' && type !== 'application' && type !== 'library')
    blame('type', 'the type of a chart must be application or library', 'write type: application');
  else if (role === 'root' && type === 'library')
    blame('type', 'library charts are not installable', 'name a chart of type application');
  if (role === 'root' && kubeVersion !== '' && !isConstraint(kubeVersion)) {
    const message = `the kubeVersion ${JSON.stringify(kubeVersion)} is not a version constraint`;
    blame('kubeVersion', message, "write kubeVersion: '>=1.25.0-0'");
  }
  const known = new Set<string>();
  for (const [index, { name, alias }] of dependencies.entries()) {
    const map = written[index] ?? newMap();
    if (alias !== '' && !ALIAS.test(alias)) {
      const message = `dependency ${JSON.stringify(name)} has disallowed characters in the alias`;
      reader.blame(map, 'alias', message, 'an alias has letters, digits, - and _');
    }
    const key = alias || name;
    if (known.has(key)) {
      const message = `more than one dependency with name or alias ${JSON.stringify(key)}`;
      reader.blame(map, alias === '' ? 'name' : 'alias', message, 'write an alias for one of them');
    }
    known.add(key);
  }
}

/** Whether Helm can read a range of versions. */
const isConstraint = (text: string): boolean => faultOfConstraint(text) === undefined;

/** Whether a version is in a range; false where one of them is malformed (chartutil.IsCompatibleRange). */
export function isCompatibleRange(range: string, version: string): boolean {
  const parsed = parseVersion(version);
  return parsed !== undefined && satisfies(parsed, range) === true;
}

/**
 * Whether a cluster's version satisfies the kubeVersion of a chart. As in Helm, what a vendor adds to the version
 * (`-gke.100`, `+k3s1`) is ignored.
 */
export function meetsKubeVersion({ kubeVersion }: Metadata, version: string): boolean {
  if (kubeVersion === '') return true;
  const numbers = /^v?\d+(?:\.\d+)*/.exec(version)?.[0] ?? '';
  return isCompatibleRange(kubeVersion, numbers);
}

/**
 * A chart's metadata under the names that Chart.yaml has for them, without what is empty, as `helm show chart` prints
 * it.
 */
export function writeMetadata({ dependencies = [], maintainers, ...metadata }: Metadata): ValueMap {
  return withoutEmpty({
    ...metadata,
    maintainers: maintainers.map(withoutEmpty),
    dependencies: dependencies.map(writeDependency),
  });
}

/** A dependency under the names in Chart.yaml and Chart.lock; of its fields only the repository may be empty. */
export function writeDependency({ importValues, repository, ...rest }: Dependency): ValueMap {
  const map = withoutEmpty({ ...rest, 'import-values': importValues });
  map.repository = repository;
  return map;
}

function withoutEmpty(fields: object): ValueMap {
  const isThere = (value: unknown): boolean =>
    Array.isArray(value) ? value.length > 0 : isMap(value) ? Object.keys(value).length > 0 : Boolean(value);
  return newMap(Object.entries(fields).filter((entry): entry is [string, Value] => isThere(entry[1])));
}
