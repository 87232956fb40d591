import { fail, ProblemError } from '../problem/problem.ts';
import { quoteJson, toJson } from '../yaml/json.ts';
import { readYamlText } from '../yaml/read.ts';
import { isMap, newMap } from '../yaml/value.ts';
import { toYaml } from '../yaml/write.ts';
import type { ChartFile, Dependency } from './chart.ts';
import { FieldReader } from './fields.ts';
import { readDependency, writeDependency } from './metadata.ts';

/** What Chart.lock, or requirements.lock, holds (chart.Lock of Helm 4.2.4). */
export interface Lock {
  /** A time as Go writes it: RFC 3339. */
  readonly generated: string;
  readonly digest: string;
  readonly dependencies: readonly Dependency[];
}

/**
 * Reads a lock file.
 *
 * @param name of the file, for problems
 * @throws ProblemError `yaml-syntax` or `chart`
 */
export function readLock({ text }: Pick<ChartFile, 'text'>, name: string): Lock {
  const { document, problems } = readYamlText(text, { name });
  if (!document) {
    const [first, ...rest] = problems.filter(({ severity }) => severity === 'error');
    if (first) throw new ProblemError(first, ...rest);
  }
  const map = isMap(document?.value) ? document.value : newMap();
  const reader = new FieldReader();
  if (document) reader.add(document, name);
  const lock = {
    generated: reader.text(map, 'generated'),
    digest: reader.text(map, 'digest'),
    dependencies: (reader.maps(map, 'dependencies') ?? []).map((one) => readDependency([one, newMap()], reader)),
  };
  const [first, ...rest] = reader.problems;
  if (first) throw new ProblemError(first, ...rest);
  if (document && document.value !== null && !isMap(document.value)) {
    const hint = 'kilo-chart dependency update writes it anew';
    fail({ code: 'chart', message: 'the lock file is not a map', where: { file: name }, hint });
  }
  return lock;
}

/** The text of a lock file, as Helm writes it. */
export const writeLock = ({ generated, digest, dependencies }: Lock): string =>
  `${toYaml(
    newMap([
      ['dependencies', dependencies.map(writeDependency)],
      ['digest', digest],
      ['generated', generated],
    ]),
  )}\n`;

/**
 * Dependencies as `encoding/json` writes them, from which the digest of a lock file is made: fields in the order of
 * Go's structure, and only those that are not empty, besides the repository.
 */
export const writeDependenciesJson = (dependencies: readonly Dependency[]): string =>
  `[${dependencies.map(writeJson).join(',')}]`;

function writeJson({ name, version, repository, condition, tags, enabled, importValues, alias }: Dependency): string {
  const fields: readonly (readonly [string, string | false])[] = [
    ['name', quoteJson(name)],
    ['version', version !== '' && quoteJson(version)],
    ['repository', quoteJson(repository)],
    ['condition', condition !== '' && quoteJson(condition)],
    ['tags', tags.length > 0 && toJson([...tags])],
    ['enabled', enabled && 'true'],
    ['import-values', importValues.length > 0 && toJson([...importValues])],
    ['alias', alias !== '' && quoteJson(alias)],
  ];
  const written = fields.filter((field): field is readonly [string, string] => field[1] !== false);
  return `{${written.map(([key, json]) => `"${key}":${json}`).join(',')}}`;
}
