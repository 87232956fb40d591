import { gunzipSync } from 'node:zlib';
import { fail } from '../problem/problem.ts';
import type { RawFile } from './raw-file.ts';
import { readTar, TarError } from './tar.ts';

/** What the archives of one chart may contain, including those in their `charts/`. */
export interface Budget {
  /** Bytes that may still be unpacked. */
  bytes: number;
  /** Files that may still be unpacked. */
  files: number;
}

/** Helm's limits for one archive, in bytes (archive.MaxDecompressedChartSize and MaxDecompressedFileSize). */
const MAX_CHART = 100 * 1024 * 1024;
/** Helm's limit for one file of a chart, in bytes. */
export const MAX_FILE = 5 * 1024 * 1024;

/** Limits that Helm does not have: there may be many archives in archives. */
const MAX_FILES = 20_000;
const MAX_ALL = 4 * MAX_CHART;

/** The bytes of a header, the rest of a file's last block, and headers for long names. */
const MAX_OVERHEAD = 4096;

/** The limits for one chart. */
export const newBudget = (): Budget => ({ bytes: MAX_ALL, files: MAX_FILES });

/**
 * Reads a chart's archive (`.tgz`) in memory, as Helm does (archive.LoadArchiveFiles of Helm 4.2.4). Nothing is written
 * to the disk. Besides what Helm refuses, links, devices and different files of one name are refused: Helm treats a link
 * as an empty file.
 *
 * @param name of the archive, for problems
 * @param budget the remaining limits, if the archive is a part of another chart; it is changed
 * @returns the files by their paths in the chart, without the name of their directory
 * @throws ProblemError `chart`: the first error
 */
export function readArchive(bytes: Uint8Array, name: string, budget: Budget = newBudget()): RawFile[] {
  const files: RawFile[] = [];
  const known = new Map<string, Uint8Array>();
  let size = 0;
  try {
    for (const { name: entry, kind, target, data } of readTar(unzip(bytes, name, budget))) {
      if (kind === 'directory') continue;
      if (kind === 'link') refuse(name, `${entry} is a link to ${target}`, 'replace the link by the file itself');
      if (kind === 'device') refuse(name, `${entry} is neither a file nor a directory`, 'leave it out');
      const path = pathOf(entry, name);
      const before = known.get(path);
      if (before && Buffer.compare(before, data) !== 0)
        refuse(name, `${path} is in it twice, with different contents`, REPACK);
      known.set(path, data);
      size += data.length;
      if (data.length > MAX_FILE)
        refuse(name, `${path} has ${data.length} bytes; at most ${MAX_FILE} are allowed`, SMALLER);
      if (size > MAX_CHART || size > budget.bytes) refuse(name, TOO_LARGE, SMALLER);
      if (files.length >= budget.files) refuse(name, 'it holds too many files', SMALLER);
      if (!before) files.push({ path, data });
    }
  } catch (error) {
    if (error instanceof TarError) refuse(name, `it cannot be unpacked: ${error.message}`, 'fetch or pack it again');
    throw error;
  }
  if (files.length === 0) refuse(name, 'it contains no files', REPACK);
  budget.bytes -= size;
  budget.files -= files.length;
  return files;
}

const REPACK = 'pack it with helm package';
const SMALLER = 'name what the chart does not need in .helmignore, and pack it again';
const TOO_LARGE = `what is in it is larger than the ${MAX_CHART} bytes that a chart may have`;

function refuse(name: string, message: string, hint: string): never {
  return fail({ code: 'chart', message: `is not a sound archive: ${message}`, where: { file: name }, hint });
}

function unzip(bytes: Uint8Array, name: string, budget: Budget): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) {
    const hint = /\.ya?ml$/.test(name)
      ? 'name the directory that contains the Chart.yaml; values files follow -f'
      : REPACK;
    return fail({
      code: 'chart',
      message: 'does not appear to be a gzipped archive',
      where: { file: name },
      hint,
    });
  }
  const maxOutputLength = Math.min(MAX_CHART, budget.bytes) + Math.min(MAX_FILES, budget.files) * MAX_OVERHEAD;
  try {
    return gunzipSync(bytes, { maxOutputLength });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') refuse(name, TOO_LARGE, SMALLER);
    const reason = code === 'Z_BUF_ERROR' ? 'it ends too early' : `it cannot be unpacked: ${message}`;
    return refuse(name, reason, 'fetch or pack it again');
  }
}

/** The path of an entry in the chart. Helm replaces `\` in names by `/`. */
function pathOf(entry: string, name: string): string {
  const delimiter = entry.includes('\\') ? '\\' : '/';
  const [base = '', ...rest] = entry.split(delimiter);
  const path = rest.join('/');
  const leave = (): never => refuse(name, `${JSON.stringify(entry)} leads out of the chart's directory`, REPACK);
  if (path.startsWith('/')) leave();
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) leave();
  }
  const [first = ''] = parts;
  if (first.startsWith('..') || /^[a-zA-Z]:\//.test(parts.join('/'))) leave();
  if (base === 'Chart.yaml') refuse(name, 'its Chart.yaml is not in a directory', REPACK);
  if (parts.length === 0) refuse(name, `${JSON.stringify(entry)} is outside of the chart's directory`, REPACK);
  return parts.join('/');
}
