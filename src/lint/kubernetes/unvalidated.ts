import type { Path } from '../../problem/path.ts';

/**
 * Whether the API server looks at the value at a path: the metadata of the Jobs and claims that an object makes, and
 * the selector of a metric, it takes as they are.
 */
export function isValidated(path: Path): boolean {
  const [last, before, first] = [path.at(-1), path.at(-2), path.at(-3)];
  if (last === 'metadata') return before !== 'jobTemplate' && first !== 'volumeClaimTemplates';
  return !path.includes('metric');
}
