import type { Problem } from '../problems.ts';
import { isMap } from '../yaml/value.ts';
import { sortByKind } from './install-order.ts';
import { type Manifest, type RenderedFile, readManifests } from './manifest.ts';

export { INSTALL_ORDER } from './install-order.ts';
export type { Manifest, RenderedFile } from './manifest.ts';

/**
 * Rendered templates to the objects of a release, in the order in which Helm prints them: what is no hook by kind,
 * then the hooks (releaseutil.SortManifests of Helm 4.2.4).
 *
 * @returns the objects, and every problem of every file: documents that are no objects, and objects printed twice
 */
export function arrange(files: readonly RenderedFile[]): { manifests: Manifest[]; problems: Problem[] } {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const file of files.toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0))) {
    const read = readManifests(file);
    for (const manifest of read.manifests) manifests.push(manifest);
    problems.push(...read.problems);
  }
  problems.push(...findDuplicates(manifests));
  const plain = manifests.filter(({ hooks }) => hooks.length === 0);
  const hooks = manifests.filter(({ hooks }) => hooks.length > 0);
  return { manifests: [...sortByKind(plain), ...sortByKind(hooks)], problems };
}

/** A stream of documents, each with its mark and its source, as `helm template` prints it. */
export function printManifests(manifests: readonly Manifest[]): string {
  return manifests.map(({ source, text }) => `---\n# Source: ${source}\n${text}\n`).join('');
}

function findDuplicates(manifests: readonly Manifest[]): Problem[] {
  const seen = new Map<string, Manifest>();
  const problems: Problem[] = [];
  for (const manifest of manifests) {
    const { apiVersion, kind, metadata } = manifest.object;
    if (!isMap(metadata) || metadata.name === undefined) continue;
    const group = String(apiVersion).split('/').slice(0, -1).join('/');
    const key = [group, kind, metadata.namespace ?? '', metadata.name].join('\0');
    const first = seen.get(key);
    if (!first) {
      seen.set(key, manifest);
      continue;
    }
    problems.push({
      code: 'manifest-duplicate',
      severity: 'warning',
      message: `${manifest.kind} ${metadata.name} is printed twice: by ${first.source} and by ${manifest.source}`,
      hint: 'kubectl apply keeps the last one; give one of them another name',
    });
  }
  return problems;
}
