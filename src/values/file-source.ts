import type { Path } from '../problem/path.ts';
import { fail, type Problem, ProblemError, sourceOf, type Where } from '../problem/problem.ts';
import { findInBlocks, readBlocks } from '../yaml/blocks.ts';
import { locateInside } from '../yaml/inside.ts';
import { JsonError, parseJson } from '../yaml/json.ts';
import { LineMap } from '../yaml/lines.ts';
import { readPlainBlocks } from '../yaml/plain-blocks.ts';
import { readYaml, type YamlDocument } from '../yaml/read.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import { type ChartDefaults, prepareDefaults } from './coalesce.ts';
import { mergeMaps } from './merge.ts';
import type { FileSource } from './source.ts';

/** What was read, with its warnings. */
export interface Read<T> {
  readonly source: T;
  /** Warnings: keys that occur twice. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a values file: its documents, merged in their order (Helm 4's `LoadValues`; Helm 3 stops after the first).
 * An empty file, and one that contains null, set nothing.
 *
 * @param name as the user named it
 * @throws ProblemError `yaml-syntax`, `values-not-a-map`
 */
export function readFileSource(name: string, text: string): Read<FileSource> {
  const { values, locate, problems } =
    readPlain(name, text, readBlocks(bodyOf(text))) ?? readWhole(name, text, `failed to parse ${name}`);
  return { source: { kind: 'file', name, values, locate }, problems };
}

/**
 * Reads a chart's values.yaml.
 *
 * @param chart the chart's name, with which Helm's warnings begin
 * @throws ProblemError `yaml-syntax`, `values-not-a-map`
 */
export function readDefaults(chart: string, file: string, text: string): Read<ChartDefaults> {
  const { values, locate, problems } =
    readPlain(file, text, readPlainBlocks(ended(text))) ?? readWhole(file, text, `cannot load ${file}`);
  return { source: prepareDefaults(chart, values, { name: file, locate }), problems };
}

type ReadValues = Required<Pick<FileSource, 'values' | 'locate'>> & Pick<Read<never>, 'problems'>;

/** The mark at the beginning of many files, which has no meaning there. */
const MARK = /^---\n/;

function bodyOf(text: string): string {
  return ended(text.replace(MARK, ''));
}

/** The splitter of documents ends the last line. */
const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/**
 * Takes what was read of a file that consists of one map whose lines are simple enough, without the places of its
 * values. Of nearly all files no place is needed; where one is, the file is read completely.
 */
function readPlain(name: string, text: string, values: Value | undefined): ReadValues | undefined {
  if (!isMap(values)) return undefined;
  let documents: YamlDocument[] | undefined;
  let asked = 0;
  const locate = (path: Path, offset?: number) => {
    const isFew = ++asked <= FEW_PLACES && text.length <= SHORT;
    const found = isFew && offset === undefined ? findInBlocks(bodyOf(text), path) : undefined;
    if (found !== undefined) return placeOf(new LineMap(text), found + (MARK.exec(text)?.[0].length ?? 0));
    documents ??= readYaml(text, { name }).documents;
    return locateIn(documents, path, offset);
  };
  return { values, locate, problems: [] };
}

/** So many places are sooner found one by one than by reading the whole file, if it is short. */
const FEW_PLACES = 8;
const SHORT = 16_384;

const placeOf = (lines: LineMap, offset: number): Pick<Where, 'line' | 'column' | 'source' | 'sourceStart'> => {
  const { line, column } = lines.locate(offset);
  return { line, column, ...sourceOf(lines.line(line), column) };
};

/**
 * Whether a file is JSON that is not YAML: it has characters beyond the BMP as two escapes, as most writers of JSON
 * print them. Helm reads it as YAML and refuses it.
 */
function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text) || !/\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]/.test(text)) return false;
  try {
    parseJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
}

function readWhole(name: string, text: string, failure: string): ReadValues {
  const { documents, problems } = readYaml(text, { name, isJson: isJson(text) });
  const [first, ...more] = problems.filter(({ severity }) => severity === 'error');
  if (first) throw new ProblemError(first, ...more);
  let values: ValueMap | undefined;
  const owned = new WeakSet<object>();
  for (const document of documents) {
    const map = asMap(document, name, failure);
    values = values === undefined ? map : mergeMaps(values, map, owned);
  }
  return {
    values: values ?? newMap(),
    locate: (path: Path, offset?: number) => locateIn(documents, path, offset),
    problems,
  };
}

function asMap(document: YamlDocument, name: string, failure: string): ValueMap {
  const { value, start, lines } = document;
  if (isMap(value)) return value;
  if (value === null) return newMap();
  const begin = start + Math.max(0, lines.text.slice(start).search(/^(?![ \t]*(?:#|---|$))[ \t]*\S/m));
  const { line, column } = lines.locate(begin + (/^\s*/.exec(lines.text.slice(begin))?.[0].length ?? 0));
  return fail({
    code: 'values-not-a-map',
    message: `${failure}: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`,
    where: { file: name, line, column, ...sourceOf(lines.line(line), column) },
    hint: 'a values file is a map: write key: value',
  });
}

function jsonType(value: Value): string {
  if (Array.isArray(value)) return 'array';
  if (value instanceof ExactNumber) return 'number';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** The last document that has the value counts. */
function locateIn(
  documents: readonly YamlDocument[],
  path: Path,
  offset?: number,
): Pick<Where, 'line' | 'column' | 'source' | 'sourceStart'> | undefined {
  const name = path.at(-1);
  if (name === undefined) return undefined;
  for (let i = documents.length - 1; i >= 0; i--) {
    const document = documents[i] as YamlDocument;
    const container = valueAt(document.value, path.slice(0, -1));
    if (typeof container !== 'object' || container === null || container instanceof ExactNumber) continue;
    const place = document.place(container, name);
    if (place === undefined) continue;
    const text = (container as ValueMap)[name];
    const inside =
      typeof text === 'string' && offset !== undefined
        ? locateInside(document.lines.text, place.value, text, offset)
        : undefined;
    return placeOf(document.lines, inside ?? place.key);
  }
  return undefined;
}
