import { nearest, type Path } from '../problem/path.ts';
import type { Problem, Where } from '../problem/problem.ts';
import type { ValueMap } from '../yaml/value.ts';
import { explainErrors } from './explain.ts';
import { projectNumbers } from './project.ts';
import { type Check, ENDLESS, ENDLESS_KEYWORD, PatternError, type Validator } from './validator.ts';

/** The options of {@link validateValues}. */
export interface ValidateOptions {
  /** Where the value at a path was set; called for its containers where it returns undefined. */
  readonly where: (path: Path) => Where | undefined;
}

/**
 * Checks values against the schema of their chart, as Helm does before it renders.
 *
 * @returns a problem for each mistake, sorted by its place in the values; empty for valid values
 */
export function validateValues(values: ValueMap, validator: Validator, { where }: ValidateOptions): Problem[] {
  let errors: Check['errors'];
  try {
    if (validator.accepts?.(values)) return [];
    const { check } = validator;
    if (check(projectNumbers(values)) === true) return [];
    ({ errors } = check);
  } catch (error) {
    if (error instanceof PatternError) return [faultOfChart(error.message)];
    if (!(error instanceof RangeError)) throw error;
    return [faultOfChart(ENDLESS)];
  }
  if (errors?.some(({ keyword }) => keyword === ENDLESS_KEYWORD)) return [faultOfChart(ENDLESS)];
  const known = (path: Path): Where | undefined => {
    const place = where(path);
    return place?.file !== undefined || place?.flag !== undefined ? place : undefined;
  };
  const find = (path: Path) => nearest(path, known);
  return explainErrors(errors ?? [], values, validator.schema, find).map(({ path, ...words }) => ({
    code: 'schema',
    severity: 'error',
    ...words,
    where: { ...find(path), path },
  }));
}

const faultOfChart = (message: string): Problem => ({ code: 'chart', severity: 'error', message });
