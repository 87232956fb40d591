import { compareVersions, faultOfConstraint, parseVersion, satisfies } from '../go/semver.ts';
import { JsonError, parseJson } from '../yaml/json.ts';
import { readYamlText } from '../yaml/read.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import { RemoteError } from './error.ts';

/** A version of a chart in the index of a repository (repo.ChartVersion of Helm 4.2.4). */
export interface IndexEntry {
  readonly version: string;
  readonly urls: readonly string[];
  /** In hexadecimal digits, without `sha256:`; empty where the index has none. */
  readonly digest: string;
}

/**
 * The versions of a chart that an `index.yaml` lists, the newest first (repo.loadIndex of Helm 4.2.4). Entries without
 * a name or a semantic version do not count.
 *
 * @returns undefined where the chart is not in the index
 * @throws RemoteError what is not an index
 */
export function readIndex(text: string, chart: string): IndexEntry[] | undefined {
  if (text.trim() === '') throw new RemoteError('its index.yaml is empty');
  const part = cutOut(text, chart);
  const index = part === undefined ? readValue(text) : readValue(part);
  if (!isMap(index) || typeof index.apiVersion !== 'string' || index.apiVersion === '')
    throw new RemoteError('its index.yaml has no apiVersion', {
      hint: 'the URL is that of the directory of index.yaml',
    });
  const found = isMap(index.entries) && Object.hasOwn(index.entries, chart) ? index.entries[chart] : undefined;
  if (!Array.isArray(found)) return undefined;
  return found
    .filter(isMap)
    .flatMap(readEntry)
    .sort((a, b) => compareVersions(b.parsed, a.parsed))
    .map(({ parsed: _, ...entry }) => entry);
}

function readEntry({ name, version, urls, digest }: ValueMap) {
  const parsed = typeof version === 'string' ? parseVersion(version) : undefined;
  if (!parsed || typeof version !== 'string' || typeof name !== 'string' || name === '') return [];
  const texts = Array.isArray(urls) ? urls.filter((url): url is string => typeof url === 'string') : [];
  return [{ version, urls: texts, digest: typeof digest === 'string' ? digest.replace(/^sha256:/, '') : '', parsed }];
}

/** @throws RemoteError what is neither YAML nor JSON */
function readValue(text: string): Value {
  if (/^\s*\{/.test(text)) {
    try {
      return parseJson(text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
    }
  }
  const { document, problems } = readYamlText(text, { name: 'index.yaml' });
  if (document) return document.value;
  const [{ message = '', where } = {}] = problems;
  throw new RemoteError(
    `its index.yaml cannot be read: ${where?.line === undefined ? '' : `line ${where.line}: `}${message}`,
  );
}

/**
 * The part of a large index that is about one chart: Helm writes two spaces before the names of charts, and nothing
 * else begins there. Reading all of a large index takes seconds.
 *
 * @returns undefined for an index of another form, which must be read as a whole
 */
function cutOut(text: string, chart: string): string | undefined {
  if (text.length < LARGE || !/^[\w.-]+$/.test(chart)) return undefined;
  const begin = text.indexOf(`\n  ${chart}:\n  - `);
  const apiVersion = /^apiVersion: \S+$/m.exec(text)?.[0];
  if (begin < 0 || apiVersion === undefined || !/^entries:$/m.test(text.slice(0, begin))) return undefined;
  const rest = text.slice(begin + chart.length + 4);
  const end = rest.search(/\n(?:\S| {2}[^\s-]| \S)/);
  return `${apiVersion}\nentries:\n  ${chart}:${end < 0 ? rest : rest.slice(0, end + 1)}`;
}

const LARGE = 1_000_000;

/** A version that was chosen, and whether it is only close to the requested one. */
export interface Choice<T> {
  readonly entry: T;
  readonly isNear: boolean;
}

/**
 * The version to take: the requested one, otherwise the newest one in the range (repo.IndexFile.Get of Helm
 * 4.2.4). Without a range, pre-releases do not count.
 *
 * @param entries the newest first
 * @returns undefined where there is none
 * @throws RemoteError a range that is malformed
 */
export function selectVersion<T extends { readonly version: string }>(
  entries: readonly T[],
  range: string,
): Choice<T> | undefined {
  const constraint = range === '' ? '*' : range;
  const exact = range === '' ? undefined : entries.find(({ version }) => version === range);
  if (exact) return { entry: exact, isNear: false };
  const fault = faultOfConstraint(constraint);
  if (fault !== undefined) throw new RemoteError(fault, { hint: 'write --version 1.2.3 or a range: --version ^1.2' });
  const entry = entries.find(({ version }) => {
    const parsed = parseVersion(version);
    return parsed !== undefined && satisfies(parsed, constraint) === true;
  });
  return entry && { entry, isNear: range !== '' && !isRange(range) };
}

/** Whether a version is a range, or one version that is not written in full (repo.isVersionRange of Helm 4.2.4). */
const isRange = (range: string): boolean =>
  /[\^~<>=!*]|\|\|| - /.test(range) || /[xX]/.test(range.split(/[-+]/, 1)[0] ?? '');
