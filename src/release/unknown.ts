import { formatPath, type Path } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import { suggest } from '../problem/suggest.ts';
import type { Validator } from '../schema/index.ts';
import type { UnsetValue } from '../templates/index.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import { expectationsOf } from './values.ts';

/**
 * Classifies values that templates read and that are not set: an error where the schema of the chart does not allow
 * such a key, nothing where it describes one, otherwise a warning where another key was probably meant.
 */
export function judgeUnknown(
  unset: readonly UnsetValue[],
  values: ValueMap,
  validator: Pick<Validator, 'schema' | 'terse'> | undefined,
): Problem[] {
  return unset.flatMap(({ path, where }) => {
    const verdict = expectationsOf({ validator })?.allows(path);
    if (verdict === 'described') return [];
    const known = keysBeside(path, values);
    const meant = suggest(String(path.at(-1)), known);
    if (verdict !== 'never' && meant === undefined) return [];
    const hint =
      meant === undefined ? {} : { hint: `did you mean Values.${formatPath([...path.slice(0, -1), meant])}?` };
    const [severity, message] =
      verdict === 'never'
        ? (['error', `the schema of the chart allows no value ${formatPath(path)}`] as const)
        : (['warning', `Values.${formatPath(path)} is not among the values of the chart`] as const);
    return [{ code: 'values-unknown', severity, message, where, ...hint }];
  });
}

function keysBeside(path: Path, values: ValueMap): string[] {
  let beside: Value | undefined = values;
  for (const step of path.slice(0, -1)) beside = isMap(beside) ? beside[step] : undefined;
  return isMap(beside) ? Object.keys(beside) : [];
}
