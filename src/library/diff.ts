import { diffManifests, type ObjectChange } from '../manifests/diff.ts';
import { type Manifest, readManifests } from '../manifests/index.ts';
import type { Problem } from '../problem/problem.ts';
import type { Outcome } from './options.ts';

/** Two releases: each a result of {@link renderRelease}, or its YAML. */
export interface DiffOptions {
  readonly before: ComparedRelease | string;
  readonly after: ComparedRelease | string;
}

/** The differences between two releases. */
export interface DiffResult extends Outcome {
  /** Empty without differences. */
  readonly changes: readonly ObjectChange[];
}

/** The objects of a release. Where it has errors, it has no objects, and nothing is compared. */
export interface ComparedRelease {
  readonly manifests: readonly Manifest[];
  readonly problems?: readonly Problem[];
}

/**
 * Compares the objects of two releases, field by field; the formatting of the YAML does not matter.
 *
 * ```ts
 * import { diffReleases, formatPath, renderRelease } from 'kilo-chart';
 *
 * const before = await renderRelease({ values: { image: { tag: '0.6.0' } } });
 * const after = await renderRelease({ values: { image: { tag: '0.7.0' } } });
 * const [{ object, fields }] = diffReleases({ before, after }).changes;
 * console.log(object.kind, formatPath(fields[0].path)); // DaemonSet spec.template.spec.containers[0].image
 * ```
 *
 * @returns the changes; where a release has errors, these errors instead
 */
export function diffReleases({ before, after }: DiffOptions): DiffResult {
  const problems: Problem[] = [];
  const changes = diffManifests(manifestsOf(before, 'before', problems), manifestsOf(after, 'after', problems));
  return { changes: problems.some(({ severity }) => severity === 'error') ? [] : changes, problems };
}

function manifestsOf(release: DiffOptions['before'], name: string, problems: Problem[]): readonly Manifest[] {
  if (typeof release !== 'string') {
    problems.push(...(release.problems ?? []).filter(({ severity }) => severity === 'error'));
    return release.manifests;
  }
  const read = readManifests({ source: name, file: name, text: release });
  problems.push(...read.problems);
  return read.manifests;
}
