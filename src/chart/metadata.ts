import { parseVersion, semverCompare } from '../functions/semver.ts';
import { fail, type Problem, ProblemError } from '../problem/problem.ts';
import { nameValue } from '../problem/words.ts';
import { readYamlText, type YamlDocument } from '../yaml/read.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Metadata } from './chart.ts';

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

/**
 * Reads Chart.yaml and checks it as Helm does (chart.Metadata.Validate of Helm 4.2.4).
 *
 * @param file its name, for problems
 * @throws ProblemError `yaml-syntax` or `chart`, with everything that is wrong
 */
export function readMetadata(text: string, file: string): Metadata {
  const { document, problems } = readYamlText(text, { name: file });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!document) throw together(errors);
  const { value } = document;
  if (!isMap(value)) {
    fail({
      code: 'chart',
      message: 'Chart.yaml is no map',
      where: { file },
      hint: 'write apiVersion: v2, name and version',
    });
  }
  const reader = new Reader(document, file);
  const texts = Object.fromEntries(TEXTS.map((key) => [key, reader.text(value, key)])) as Pick<
    Metadata,
    (typeof TEXTS)[number]
  >;
  const metadata: Metadata = {
    ...texts,
    deprecated: reader.flag(value, 'deprecated'),
    keywords: reader.texts(value, 'keywords'),
    sources: reader.texts(value, 'sources'),
    maintainers: reader.maintainers(value),
    annotations: reader.annotations(value),
  };
  if (reader.problems.length === 0) reader.validate(value, metadata);
  if (reader.problems.length > 0) throw together(reader.problems);
  return metadata;
}

function together(problems: readonly Problem[]): ProblemError {
  const [first, ...rest] = problems;
  if (!first) throw new Error('no problem to throw');
  return new ProblemError(first, ...rest);
}

/** Takes fields of Go's types out of the document, and notes what has another one. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #document: YamlDocument;
  readonly #file: string;

  constructor(document: YamlDocument, file: string) {
    this.#document = document;
    this.#file = file;
  }

  text(map: ValueMap, key: string): string {
    const value = map[key] ?? '';
    if (typeof value === 'string') return clean(value);
    this.#blame(map, key, `${key} is ${nameValue(value)}, not text`, `put it in quotes: ${key}: "${printed(value)}"`);
    return '';
  }

  flag(map: ValueMap, key: string): boolean {
    const value = map[key] ?? false;
    if (typeof value === 'boolean') return value;
    this.#blame(map, key, `${key} is ${nameValue(value)}, not true or false`, `write ${key}: true, or leave it out`);
    return false;
  }

  texts(map: ValueMap, key: string): string[] {
    const value = map[key] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.map(clean);
    this.#blame(map, key, `${key} is no list of texts`, `write ${key}: [one, another]`);
    return [];
  }

  maintainers(map: ValueMap): Metadata['maintainers'] {
    const value = map.maintainers ?? [];
    if (Array.isArray(value) && value.every(isMap)) {
      return value.map((one) => ({
        name: this.text(one, 'name'),
        email: this.text(one, 'email'),
        url: this.text(one, 'url'),
      }));
    }
    this.#blame(map, 'maintainers', 'maintainers is no list of maps', 'each has a name, an email and a url');
    return [];
  }

  annotations(map: ValueMap): ValueMap {
    const value = map.annotations ?? newMap();
    if (isMap(value)) return newMap(Object.keys(value).map((key) => [key, this.#annotation(value, key)]));
    this.#blame(map, 'annotations', 'annotations is no map', 'write annotations: {key: text}');
    return newMap();
  }

  #annotation(map: ValueMap, key: string): string {
    const value = map[key] ?? '';
    if (typeof value === 'string') return value;
    this.#blame(
      map,
      key,
      `the annotation ${key} is ${nameValue(value)}, not text`,
      `put it in quotes: "${printed(value)}"`,
    );
    return '';
  }

  validate(map: ValueMap, { apiVersion, name, version, type, kubeVersion }: Metadata): void {
    if (apiVersion !== 'v2') {
      const what = apiVersion === '' ? 'has no apiVersion' : `has the apiVersion ${JSON.stringify(apiVersion)}`;
      this.#blame(
        map,
        'apiVersion',
        `Chart.yaml ${what}`,
        'write apiVersion: v2 (charts of v1, of Helm 2, are not read)',
      );
    }
    if (name === '') this.#blame(map, 'name', 'Chart.yaml has no name', 'write name: my-chart');
    else if (name.includes('/') || name === '.' || name === '..')
      this.#blame(map, 'name', `${JSON.stringify(name)} is no name of a chart`, 'a name is no path: write my-chart');
    if (version === '') this.#blame(map, 'version', 'Chart.yaml has no version', 'write version: 0.1.0');
    else if (!parseVersion(version))
      this.#blame(
        map,
        'version',
        `the version ${JSON.stringify(version)} is no semantic version`,
        'write version: 0.1.0',
      );
    if (type === 'library')
      this.#blame(map, 'type', 'library charts are not installable', 'name a chart of type application');
    else if (type !== '' && type !== 'application')
      this.#blame(map, 'type', 'the type of a chart must be application or library', 'write type: application');
    if (kubeVersion !== '' && !isConstraint(kubeVersion)) {
      const message = `the kubeVersion ${JSON.stringify(kubeVersion)} is no version constraint`;
      this.#blame(map, 'kubeVersion', message, "write kubeVersion: '>=1.25.0-0'");
    }
    const dependencies = map.dependencies ?? null;
    if (Array.isArray(dependencies) ? dependencies.length > 0 : dependencies !== null) {
      const message = 'the chart has dependencies, and charts with dependencies cannot be rendered yet';
      this.#blame(map, 'dependencies', message, 'render it with Helm');
    }
  }

  #blame(map: ValueMap, key: string, message: string, hint: string): void {
    const at = this.#document.place(map, key)?.value;
    const { lines } = this.#document;
    const place = at === undefined ? undefined : lines.locate(at);
    this.problems.push({
      code: 'chart',
      severity: 'error',
      message,
      where: { file: this.#file, ...place, ...(place && { source: lines.line(place.line) }) },
      hint,
    });
  }
}

function isConstraint(text: string): boolean {
  try {
    semverCompare(text, '1.0.0');
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

/** Whitespace of any kind as a space, and nothing that cannot be printed (chart.sanitizeString). */
const clean = (text: string): string =>
  text.replace(/[\s\u0085]/gu, ' ').replace(/[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');

const printed = (value: Value): string => (typeof value === 'object' ? '…' : String(value));

/**
 * Whether a cluster's version meets what a chart asks for (chartutil.IsCompatibleRange). As in Helm, what a vendor adds to
 * the version (`-gke.100`, `+k3s1`) does not count.
 */
export function meetsKubeVersion({ kubeVersion }: Metadata, version: string): boolean {
  if (kubeVersion === '') return true;
  const numbers = /^v?\d+(?:\.\d+)*/.exec(version)?.[0] ?? '';
  return parseVersion(numbers) !== undefined && semverCompare(kubeVersion, numbers);
}

/** A chart's metadata as templates see it: Go's names of the fields (chart.Metadata), and `IsRoot`. */
export function describeMetadata(metadata: Metadata): ValueMap & { readonly Name: string; readonly Version: string } {
  const { apiVersion, name, version, maintainers, keywords, sources, annotations, deprecated } = metadata;
  const map = newMap([
    ['APIVersion', apiVersion],
    ['AppVersion', metadata.appVersion],
    ['KubeVersion', metadata.kubeVersion],
    ['Type', metadata.type],
    ['Description', metadata.description],
    ['Home', metadata.home],
    ['Icon', metadata.icon],
    ['Condition', metadata.condition],
    ['Tags', metadata.tags],
    ['Deprecated', deprecated],
    ['Keywords', [...keywords]],
    ['Sources', [...sources]],
    [
      'Maintainers',
      maintainers.map(({ name, email, url }) =>
        newMap([
          ['Name', name],
          ['Email', email],
          ['URL', url],
        ]),
      ),
    ],
    ['Annotations', annotations],
    ['Dependencies', []],
    ['IsRoot', true],
  ]);
  return Object.assign(map, { Name: name, Version: version });
}
