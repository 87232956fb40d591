import { diffManifests, type ObjectChange } from '../manifests/diff.ts';
import { type Manifest, readManifests } from '../manifests/index.ts';
import type { Problem } from '../problem/problem.ts';
import type { Outcome } from './options.ts';

/** Two releases: each a result of {@link renderRelease}, or its YAML. */
export interface DiffOptions {
  readonly before: { readonly manifests: readonly Manifest[] } | string;
  readonly after: { readonly manifests: readonly Manifest[] } | string;
}

/** The differences between two releases. */
export interface DiffResult extends Outcome {
  /** Empty without differences. */
  readonly changes: readonly ObjectChange[];
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
 */
export function diffReleases({ before, after }: DiffOptions): DiffResult {
  const problems: Problem[] = [];
  const changes = diffManifests(manifestsOf(before, 'before', problems), manifestsOf(after, 'after', problems));
  return { changes: problems.some(({ severity }) => severity === 'error') ? [] : changes, problems };
}

function manifestsOf(release: DiffOptions['before'], name: string, problems: Problem[]): readonly Manifest[] {
  if (typeof release !== 'string') return release.manifests;
  const read = readManifests({ source: name, file: name, text: release });
  problems.push(...read.problems);
  return read.manifests;
}
