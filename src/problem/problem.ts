import type { Path } from './path.ts';

/**
 * An error or a warning. There is one type for all stages, from flags to manifests, so that `template` and `lint`
 * report the same problem with the same message, and a reporter needs to know nothing about the stages.
 */
export interface Problem {
  readonly code: ProblemCode;
  /** The rule of lint that it breaks, where that is more precise than `code`; the pages are docs/rules/RULE.md. */
  readonly rule?: string;
  readonly severity: Severity;
  /** One sentence about what is wrong, without the place and without a full stop. */
  readonly message: string;
  /** The place that the user has to change. */
  readonly where?: Where;
  /** What to write instead. */
  readonly hint?: string;
  /** The part of a template's output that is wrong. */
  readonly rendered?: RenderedPlace;
}

/** A place in the output of a template, with the lines around it. */
export interface RenderedPlace {
  /** The template's name, as in the `# Source:` line. */
  readonly source: string;
  /** 1-based, in the whole output of the template. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
  /** Some lines, including `line`, and the number of the first. */
  readonly lines: readonly string[];
  readonly first: number;
  /** Which of the lines are below the data of a Secret. */
  readonly secret?: readonly boolean[];
}

/** How serious a problem is. */
export type Severity = 'error' | 'warning';

/** A closed list, because scripts and suppressions depend on codes: new ones are added deliberately. */
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
  /** The flag as given, e.g. `--set`, with its text. */
  readonly flag?: { readonly name: string; readonly text: string; readonly offset?: number };
  /** The place in the values. */
  readonly path?: Path;
  /** The place in the string at `path`, where it has several lines: 0-based, in UTF-16 code units. */
  readonly inside?: number;
  /**
   * The line of the source that `line` names, for the excerpt with its caret; of a long line, what is around the place.
   */
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

/** Stops a stage with at least one problem. Never shown with a stack. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(first: Problem, ...rest: Problem[]) {
    super(first.message);
    this.problems = [first, ...rest];
  }
}

/** Throws a {@link ProblemError} with one error. */
export function fail(problem: Omit<Problem, 'severity'>): never {
  throw new ProblemError({ severity: 'error', ...problem });
}

/** Whether a problem is an error. */
export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error');
