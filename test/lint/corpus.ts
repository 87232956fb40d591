import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type LintProblem, lint } from '../../src/lint/index.ts';
import { readyBuiltInChart } from '../../src/release/built-in.ts';
import type { ValuesRequest } from '../../src/values/index.ts';

const FOLDER = join(import.meta.dirname, 'corpus');
/** Under every file: a daemon that runs. */
export const BASE = join(FOLDER, 'base.yaml');

/** A values file with its problems, which its first lines list: `# finds RULE LINE:COLUMN`, `# with --set a=b`. */
export interface CorpusFile {
  /** `faulty/kubernetes-port/flag` */
  readonly name: string;
  readonly path: string;
  /** `RULE LINE:COLUMN`, or `RULE --set:COLUMN` in a flag, in the order of the report. */
  readonly finds: readonly string[];
  readonly flags: Pick<ValuesRequest, 'set' | 'setJson'>;
}

export function readCorpus(folder: 'faulty' | 'clean'): CorpusFile[] {
  const files = readdirSync(join(FOLDER, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  return files.sort().map((file) => {
    const path = join(FOLDER, folder, file);
    const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
    const lines = (word: string) =>
      [...text.matchAll(new RegExp(`^# ${word} (.*?)\\r?$`, 'gm'))].map(([, rest = '']) => rest);
    const flags = (flag: string) =>
      lines('with').flatMap((given) => (given.startsWith(`${flag} `) ? [given.slice(flag.length + 1)] : []));
    return {
      name: `${folder}/${file.slice(0, -'.yaml'.length)}`,
      path,
      finds: lines('finds'),
      flags: { set: flags('--set'), setJson: flags('--set-json') },
    };
  });
}

export const RELEASE = { name: 'kilo', namespace: 'kube-system' } as const;

export const io = {
  readFile: (path: string) => readFile(path),
  readStdin: async () => '',
  fetch: async () => '',
};

/** Read and compiled once. */
export const builtInChart = readyBuiltInChart();

export async function lintFile({ path, flags }: Pick<CorpusFile, 'path' | 'flags'>): Promise<LintProblem[]> {
  return lint({ ready: await builtInChart, options: RELEASE, shared: { files: [BASE], ...flags }, files: [path] }, io);
}

/** A problem as the corpus names it. */
export function describeProblem({ rule, where = {} }: LintProblem): string {
  const { line, column, flag } = where;
  if (line !== undefined) return `${rule} ${line}:${column}`;
  return flag ? `${rule} ${flag.name}:${(flag.offset ?? 0) + 1}` : rule;
}

export const shortName = (path: string): string => relative(FOLDER, path);
