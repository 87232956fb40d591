import { expect, it } from 'vitest';
import { semverCompare } from '../../src/functions/semver.ts';

/** The answers of Helm 4.2.4. One part of a group that names a pre-release lets the group take pre-releases. */
it.each<[constraint: string, version: string, meets: boolean]>([
  ['>=1.2.3-0 <2.0.0', '1.5.0-alpha', true],
  ['>=1.2.3-0, <2.0.0', '1.5.0-alpha', true],
  ['>=1.2.3 <2.0.0-0', '1.5.0-alpha', true],
  ['>=1.2.3 <2.0.0', '1.5.0-alpha', false],
  ['>=9.0.0-0 || <2.0.0', '1.5.0-alpha', false],
])('when the constraint is %s and the version %s, then it is met: %s', (constraint, version, meets) => {
  expect(semverCompare(constraint, version)).toBe(meets);
});
