import { faultOfConstraint, parseVersion, satisfies } from '../go/semver.ts';
import { newMap, type ValueMap } from '../yaml/value.ts';
import { refuse } from './function.ts';

/**
 * sprig's `semverCompare`: whether a version satisfies a constraint.
 *
 * @throws ProblemError `template` where one of them is malformed
 */
export function semverCompare(constraint: string, version: string): boolean {
  if (faultOfConstraint(constraint) !== undefined)
    refuse(`${JSON.stringify(constraint)} is not a version constraint`, 'a constraint is like ">=1.19-0" or "^1.2"');
  const parsed = parseVersion(version) ?? refuse(`${JSON.stringify(version)} is not a semantic version`);
  return satisfies(parsed, constraint) === true;
}

/**
 * sprig's `semver`: the parts of a version under Go's names. Helm's value also prints as the version; here `Original`
 * does.
 *
 * @throws ProblemError `template` for what is not a version
 */
export function semver(text: string): ValueMap {
  const version = parseVersion(text) ?? refuse(`${JSON.stringify(text)} is not a semantic version`);
  return newMap([
    ['Major', Number(version.major)],
    ['Minor', Number(version.minor)],
    ['Patch', Number(version.patch)],
    ['Prerelease', version.pre],
    ['Metadata', version.metadata],
    ['Original', text],
  ]);
}
