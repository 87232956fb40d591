import { locateUnder } from '../../chart/index.ts';
import { formatPath } from '../../problem/path.ts';
import { fileOf, type LintProblem } from '../problem.ts';

/** What a reporter prints. */
export interface Report {
  readonly problems: readonly LintProblem[];
  /** The files that were checked, in the order in which they were named; empty where only the shared values were. */
  readonly files: readonly string[];
  /** The file for problems that no file has, such as those of flags: the chart's values, or its archive. */
  readonly home?: string;
  /** The working directory within the repository, from whose root code hosts count: `charts/app`. */
  readonly below?: string;
  /** Whether warnings count as errors. */
  readonly strict: boolean;
  /** Of this program. */
  readonly version: string;
  readonly now: Date;
  /** The pages of the rules as Markdown, for the formats that hold them. */
  readonly pages?: ReadonlyMap<string, string>;
}

export type Reporter = (report: Report) => string;

/**
 * The file as the user named it. Code scanning requires one for each problem: standard input gets a name, and problems
 * of flags belong to the first file, or to the chart.
 */
export const fileName = (
  problem: LintProblem,
  { files, home = 'values.yaml', below = '' }: Pick<Report, 'files' | 'home' | 'below'>,
): string => {
  const file = fileOf(problem) ?? problem.file ?? files[0] ?? home;
  if (file === '-') return 'stdin';
  return below === '' || /^(?:\/|[a-z]+:)/i.test(file) ? file : locateUnder(below, file.replaceAll('\\', '/'));
};

/** Whether the problem's line is one of the file that {@link fileName} names. */
export const hasLine = (problem: LintProblem): boolean =>
  problem.where?.line !== undefined && fileOf(problem) !== undefined;

/** Message, hint and, without a line, what is known about the place. */
export function sentence(problem: LintProblem): string {
  const { message, hint, where } = problem;
  const lines = [message + describePlace(problem)];
  if (where?.flag) lines.push(`${where.flag.name} ${where.flag.text}`);
  if (hint !== undefined) lines.push(`hint: ${hint}`);
  return lines.join('\n');
}

/** The place in the values, or in the object that is made of them, where the message does not name it. */
export function describePlace({ where, object, message }: LintProblem): string {
  const path = formatPath(where?.path ?? []);
  if (path !== '') return message.includes(path) ? '' : ` (at ${path})`;
  return object ? ` (${object.kind} ${object.name}: ${formatPath(object.path)})` : '';
}
