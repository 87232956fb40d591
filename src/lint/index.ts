import type { ReadyChart, ReleaseOptions } from '../release/index.ts';
import type { ValuesIo, ValuesRequest } from '../values/index.ts';
import { type LintSetup, lintCase } from './case.ts';
import { Checker } from './kubernetes/check.ts';
import { loadSchemas } from './kubernetes/openapi.ts';
import { arrangeProblems, type LintProblem } from './problem.ts';
import { objectRules, releaseRules, valuesRules } from './rules/index.ts';

export { fileOf, type LintProblem } from './problem.ts';
export { REPORTERS, type Report, type Reporter } from './reporters/index.ts';
export { describePlace } from './reporters/reporter.ts';
export type { RuleInfo } from './rule.ts';
export { RULES } from './rules/index.ts';

export interface LintRequest {
  readonly ready: ReadyChart;
  readonly options: ReleaseOptions;
  /** The values below each file, and the flags above it. */
  readonly shared: Omit<ValuesRequest, 'defaults'>;
  /** Each one a case of its own; none where the shared values are the case. */
  readonly files: readonly string[];
  /** Told the number of cases that are done. */
  readonly progress?: (done: number) => void;
}

/**
 * Checks values files, each by itself: everything that would stop `template`, in the same words, and what the rules find
 * in the values and in the objects that are made of them.
 *
 * @returns problems in the order of the files, each one once
 */
export async function lint({ files, progress, ...shared }: LintRequest, io: ValuesIo): Promise<LintProblem[]> {
  const checker = new Checker(await loadSchemas(), objectRules);
  const setup: LintSetup = { ...shared, checker, valuesRules, releaseRules };
  const found: LintProblem[] = [];
  const cases = files.length === 0 ? [undefined] : [...new Set(files)];
  const readOnce = remember(io);
  for (const [index, file] of cases.entries()) {
    if (index % AHEAD === 0) readAhead(cases.slice(index, index + 2 * AHEAD), readOnce);
    for (const problem of await lintCase(setup, file, readOnce)) found.push(problem);
    progress?.(index + 1);
  }
  return arrangeProblems(found);
}

/** How many files are being read while others are checked. */
const AHEAD = 64;

/** Begins to read files; what goes wrong with one is told when its turn comes. */
function readAhead(files: readonly (string | undefined)[], io: ValuesIo): void {
  for (const file of files)
    if (file !== undefined && file !== '-' && !/^[a-z]+:/i.test(file)) io.readFile(file).catch(() => {});
}

/** What several cases read is read once: standard input has no second time. */
function remember(io: ValuesIo): ValuesIo {
  const known = new Map<string, Promise<Uint8Array | string>>();
  const once =
    (kind: string, read: (name: string) => Promise<Uint8Array | string>) =>
    (name: string): Promise<Uint8Array | string> => {
      const key = `${kind} ${name}`;
      const before = known.get(key);
      if (before) return before;
      const content = read(name);
      known.set(key, content);
      return content;
    };
  const stdin = once('stdin', io.readStdin);
  return { readFile: once('file', io.readFile), readStdin: () => stdin(''), fetch: once('url', io.fetch) };
}
