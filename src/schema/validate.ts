import { Budget, within } from '../problem/budget.ts';
import { nearest, type Path } from '../problem/path.ts';
import { type Problem, ProblemError, type Where } from '../problem/problem.ts';
import type { ValueMap } from '../yaml/value.ts';
import { explainErrors } from './explain.ts';
import { projectNumbers } from './project.ts';
import { type Check, ENDLESS, ENDLESS_KEYWORD, PatternError, type Validator } from './validator.ts';

/** The options of {@link validateValues}. */
export interface ValidateOptions {
  /** Where the value at a path was set; called for its containers where it returns undefined. */
  readonly where: (path: Path) => Where | undefined;
  /** What the check may cost; any work where it is missing. */
  readonly budget?: Budget;
}

/**
 * Checks values against the schema of their chart, as Helm does before it renders.
 *
 * @returns a problem for each mistake, sorted by its place in the values; empty for valid values
 */
export function validateValues(values: ValueMap, validator: Validator, options: ValidateOptions): Problem[] {
  const { where, budget = new Budget(Number.POSITIVE_INFINITY) } = options;
  let errors: Check['errors'];
  try {
    if (validator.accepts?.(values)) return [];
    const { check } = validator;
    if (within(budget, () => check(projectNumbers(values))) === true) return [];
    ({ errors } = check);
  } catch (error) {
    if (error instanceof PatternError) return [faultOfChart(error.message)];
    if (error instanceof ProblemError) return budget.isUsedUp ? [faultOfChart(COSTLY)] : [...error.problems];
    if (!(error instanceof RangeError)) throw error;
    return [faultOfChart(ENDLESS)];
  }
  if (errors?.some(({ keyword }) => keyword === ENDLESS_KEYWORD)) return [faultOfChart(ENDLESS)];
  const known = (path: Path): Where | undefined => {
    const place = where(path);
    return place?.file !== undefined || place?.flag !== undefined ? place : undefined;
  };
  const find = (path: Path) => nearest(path, known);
  // What belongs together is side by side, and what sums it up comes last.
  const explained = explainErrors((errors ?? []).slice(-MAX_ERRORS), values, validator.schema, find);
  const problems = explained.slice(0, MAX_REPORTED).map(
    ({ path, ...words }): Problem => ({
      code: 'schema',
      severity: 'error',
      ...words,
      where: { ...find(path), path },
    }),
  );
  const more = explained.length - problems.length + Math.max(0, (errors?.length ?? 0) - MAX_ERRORS);
  return more <= 0 ? problems : [...problems, moreProblems(more, problems.at(-1)?.where)];
}

const COSTLY = 'checking the values with the schema takes too much work';

/** More problems of one chart's values are counted. */
const MAX_REPORTED = 100;
/** More errors of the validator are not explained. */
const MAX_ERRORS = 1000;

const moreProblems = (count: number, where: Where | undefined): Problem => ({
  code: 'schema',
  severity: 'error',
  message: `the schema refuses more of the values: at least ${count} more errors are not shown`,
  ...(where?.file === undefined ? {} : { where: { file: where.file } }),
});

const faultOfChart = (message: string): Problem => ({ code: 'chart', severity: 'error', message });
