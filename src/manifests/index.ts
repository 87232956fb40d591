import type { Problem } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';
import { isList } from '../yaml/kubernetes-object.ts';
import { isMap, type Value } from '../yaml/value.ts';
import { sortByKind } from './install-order.ts';
import type { Manifest, ObjectRules, RenderedFile } from './manifest.ts';
import { readManifests } from './read.ts';
import { isHook } from './select.ts';

export { countHooks } from './hooks.ts';
export { INSTALL_ORDER } from './install-order.ts';
export type { Manifest, ObjectRules, RenderedFile } from './manifest.ts';
export { printInPieces, printManifests, printRelease, showOnlyInStream } from './print.ts';
export { readManifests } from './read.ts';
export { isHook, isTest, showOnly } from './select.ts';

/**
 * Splits rendered templates into the objects of a release, in the order in which Helm prints them: sorted by kind,
 * first the objects that are not hooks, then the hooks, whatever their weights (releaseutil.SortManifests of Helm
 * 4.2.4).
 *
 * @param rules the requirements for a document
 * @returns the objects, and all problems of all files: documents that are not objects, and objects that are printed
 *   twice
 */
export function arrange(
  files: readonly RenderedFile[],
  rules: ObjectRules = 'api-server',
): { manifests: Manifest[]; problems: Problem[] } {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const file of files.toSorted((a, b) => compareBytes(a.source, b.source))) {
    const read = readManifests(file, rules);
    for (const manifest of read.manifests) manifests.push(manifest);
    for (const problem of read.problems) problems.push(problem);
  }
  for (const problem of findDuplicates(manifests)) problems.push(problem);
  const plain = manifests.filter((manifest) => !isHook(manifest));
  return { manifests: [...sortByKind(plain), ...sortByKind(manifests.filter(isHook))], problems };
}

function findDuplicates(manifests: readonly Manifest[]): Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { object, source } of manifests) {
    for (const { key, name } of identify(object)) {
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, source);
        continue;
      }
      problems.push({
        code: 'manifest-duplicate',
        severity: 'warning',
        message: `${name} is printed twice: by ${first} and by ${source}`,
        hint: 'kubectl apply keeps the last one; change the name of one of them',
      });
    }
  }
  return problems;
}

/** The identity of an object in a cluster; for a list, those of its items. */
function identify(object: Value): { key: string; name: string }[] {
  if (!isMap(object)) return [];
  const { apiVersion, kind, metadata, items } = object;
  if (isList(object)) return (items as Value[]).flatMap(identify);
  if (!isMap(metadata) || typeof metadata.name !== 'string' || typeof kind !== 'string') return [];
  const group = String(apiVersion).split('/').slice(0, -1).join('/');
  const key = [group, kind, metadata.namespace ?? '', metadata.name].join('\0');
  return [{ key, name: `${kind} ${metadata.name}` }];
}
