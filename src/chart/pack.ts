import { gzipSync } from 'node:zlib';
import { toBytes } from '../go/bytes.ts';
import { faultOfVersion, parseVersion } from '../go/semver.ts';
import { fail } from '../problem/problem.ts';
import { parseJson } from '../yaml/json.ts';
import { toYaml } from '../yaml/write.ts';
import type { Chart, ChartFile } from './chart.ts';
import { findMissing } from './dependencies.ts';
import { readLock, writeLock } from './lock.ts';
import { writeMetadata } from './metadata.ts';
import { nameFile } from './name-file.ts';
import { type PackedFile, writeTar } from './write-tar.ts';

/** 1980, before which some programs that unpack archives warn about the time of a file. */
const DEFAULT_TIME = 315_532_800;

export interface PackOptions {
  /** The version of the chart, instead of its own. */
  readonly version?: string;
  readonly appVersion?: string;
  /** Seconds since 1970: the time of every file in the archive. */
  readonly time?: number;
}

export interface PackedChart {
  /** `NAME-VERSION.tgz` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Packs a chart as `helm package` does (chartutil.Save of Helm 4.2.4): Chart.yaml and Chart.lock are written again,
 * then the values, the schema, the templates, the other files, and the charts it depends on, unpacked. All times are
 * the same, so that equal charts give equal archives; Helm takes the times of the files.
 *
 * @throws ProblemError `chart`: dependencies that are missing, a version that is not one, a schema that is not JSON
 */
export function packChart(chart: Chart, { version, appVersion, time = DEFAULT_TIME }: PackOptions = {}): PackedChart {
  const metadata = {
    ...chart.metadata,
    ...(version !== undefined && version !== '' && { version }),
    ...(appVersion !== undefined && appVersion !== '' && { appVersion }),
  };
  if (!parseVersion(metadata.version)) {
    const message = `${JSON.stringify(metadata.version)}: ${faultOfVersion(metadata.version)}`;
    fail({ code: 'chart', message, hint: 'write --version 1.2.3' });
  }
  const [missing] = findMissing(chart);
  if (missing) fail(missing);
  const files = [...listFiles({ ...chart, metadata }, '')];
  return { name: `${metadata.name}-${metadata.version}.tgz`, bytes: gzip(writeTar(files, time)) };
}

function* listFiles(chart: Chart, above: string): Generator<PackedFile> {
  const { metadata, lock, values, schema, templates, files, dependencies } = chart;
  const base = `${above}${metadata.name}`;
  const pack = ({ path, text }: ChartFile): PackedFile => ({ name: `${base}/${path}`, data: toBytes(text) });
  const isOld = metadata.apiVersion === 'v1';
  // Charts of apiVersion v1 have their dependencies in requirements.yaml, which is one of the other files.
  const { dependencies: _, ...rest } = metadata;
  yield pack({ path: 'Chart.yaml', text: `${toYaml(writeMetadata(isOld ? rest : metadata))}\n` });
  if (lock && !isOld) yield pack({ path: 'Chart.lock', text: writeLock(readLock(lock, nameFile(chart, lock.path))) });
  if (!values.isAbsent) yield pack(values);
  if (schema) {
    checkJson(schema, nameFile(chart, schema.path));
    yield pack(schema);
  }
  yield* templates.map(pack);
  yield* files.map(pack);
  for (const dependency of dependencies) yield* listFiles(dependency, `${base}/charts/`);
}

function checkJson({ text }: ChartFile, file: string): void {
  try {
    parseJson(text);
  } catch (error) {
    const message = `the schema is not JSON: ${(error as Error).message}`;
    fail({ code: 'chart', message, where: { file }, hint: 'a schema is written as JSON, not as YAML' });
  }
}

/** The header of Helm's archives: an extra field, the comment `Helm`, no time, an unknown system. */
const HEADER = Buffer.concat([
  Buffer.from([0x1f, 0x8b, 8, 0x14, 0, 0, 0, 0, 0, 0xff]),
  Buffer.from([44, 0]),
  Buffer.from('rr\x28\x00aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo=', 'latin1'),
  Buffer.from('Helm\0', 'latin1'),
]);

/** Bytes of the header that Node writes, without a name or a comment. */
const PLAIN_HEADER = 10;

const gzip = (data: Uint8Array): Uint8Array =>
  Buffer.concat([HEADER, gzipSync(data, { level: 9 }).subarray(PLAIN_HEADER)]);
