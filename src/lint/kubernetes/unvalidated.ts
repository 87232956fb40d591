import type { Path } from '../../problem/path.ts';

/**
 * Whether the API server validates the value at a path: it does not for the metadata of the Jobs and claims that an
 * object creates, and for the selector of a metric.
 */
export function isValidated(path: Path): boolean {
  const [last, before, first] = [path.at(-1), path.at(-2), path.at(-3)];
  if (last === 'metadata') return before !== 'jobTemplate' && first !== 'volumeClaimTemplates';
  return !path.includes('metric');
}
