import type { Path } from './path.ts';

/**
 * Everything that can be wrong. One type, from the first flag to the last manifest, so that `template` and `lint`
 * speak of the same fault in the same words and a reporter needs to know nothing about the stage it comes from.
 */
export interface Problem {
  readonly code: ProblemCode;
  /** The rule of lint that it breaks, where `code` tells less; the pages are docs/rules/RULE.md. */
  readonly rule?: string;
  readonly severity: Severity;
  /** What is wrong: one sentence, no position, no trailing full stop. */
  readonly message: string;
  /** The place that the reader has to change. */
  readonly where?: Where;
  /** What to write instead. */
  readonly hint?: string;
  /** The text that a template printed, where that is what is wrong. */
  readonly rendered?: RenderedPlace;
}

/** A place in what a template printed, with the lines around it. */
export interface RenderedPlace {
  /** The template's name, as in the `# Source:` line. */
  readonly source: string;
  /** 1-based, in all that the template printed. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
  /** Some lines, `line` among them, and the number of the first. */
  readonly lines: readonly string[];
  readonly first: number;
  /** Which of the lines are below the data of a Secret. */
  readonly secret?: readonly boolean[];
}

export type Severity = 'error' | 'warning';

/** A closed list: a code is what scripts and suppressions hold on to, so none is made up on the spot. */
export type ProblemCode =
  | 'usage'
  | 'file'
  | 'yaml-syntax'
  | 'yaml-duplicate-key'
  | 'values-not-a-map'
  | 'values-set'
  | 'values-table'
  | 'values-null'
  | 'values-list-replaced'
  | 'values-list-as-string'
  | 'values-unknown'
  | 'values-documents'
  | 'schema'
  | 'chart'
  | 'release-name'
  | 'template-syntax'
  | 'template-escape'
  | 'template'
  | 'template-warning'
  | 'manifest-yaml'
  | 'manifest-object'
  | 'manifest-duplicate'
  | 'manifest-hook'
  | 'kubernetes'
  | 'kilo'
  | 'config'
  | 'suppression'
  | 'internal';

/** A place in a file, a place in a flag, or only a path in the values. */
export interface Where {
  /** The file as the user named it; `-` is standard input. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units, as editors count. */
  readonly column?: number;
  /** The flag as it was given, e.g. `--set`, with its text. */
  readonly flag?: { readonly name: string; readonly text: string; readonly offset?: number };
  /** The place in the values. */
  readonly path?: Path;
  /** In the text at `path`, where it has several lines: 0-based, in UTF-16 code units. */
  readonly inside?: number;
  /** The line of the source that `line` names, for the excerpt with its caret; of a long line, what is around the place. */
  readonly source?: string;
  /** Where in its line `source` begins, in UTF-16 code units; 0 where it is missing. */
  readonly sourceStart?: number;
}

/** UTF-16 code units on either side of a place: more of a line is never shown. */
const AROUND = 500;

/**
 * What a problem keeps of a source line: a file of one line must not come with each of its problems.
 *
 * @param column 1-based, in UTF-16 code units
 */
export function sourceOf(line: string, column = 1): Pick<Where, 'source' | 'sourceStart'> {
  if (line.length <= 2 * AROUND) return { source: line };
  const start = Math.max(0, column - 1 - AROUND);
  const source = line.slice(start, column - 1 + AROUND);
  return start === 0 ? { source } : { source, sourceStart: start };
}

/** Stops a stage: carries the problems, one at least, that made it stop. Never shown with a stack. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(first: Problem, ...rest: Problem[]) {
    super(first.message);
    this.problems = [first, ...rest];
  }
}

/** Throws an error problem: `{ code, message }` and whatever else is known. */
export function fail(problem: Omit<Problem, 'severity'>): never {
  throw new ProblemError({ severity: 'error', ...problem });
}

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error');
