import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from './render.ts';

/** The value of something that is removed. */
export const GONE = Symbol('gone');

/**
 * Where two releases differ.
 *
 * @returns what the second one has, by the object's kind, and its part, and a JSON pointer into it, such as
 *   `DaemonSet/spec/selector` and `DaemonSet:nkml/spec` (kinds, not names, so that an object that is renamed differs in
 *   only its name); {@link GONE} where it has nothing
 */
export function differences(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  compare(byKind(before), byKind(after), '', found);
  return found;
}

function byKind(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  const kinds = objects.map((object) => [keyOf(object), object] as const);
  if (new Set(kinds.map(([kind]) => kind)).size !== kinds.length) throw new Error('two objects of one kind');
  return Object.fromEntries(kinds);
}

function compare(before: unknown, after: unknown, pointer: string, found: Record<string, unknown>): void {
  if (isDeepStrictEqual(before, after)) return;
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    found[pointer.slice(1)] = after;
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const step = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(after, key)) found[step.slice(1)] = GONE;
    else if (Object.hasOwn(before, key)) compare(before[key], after[key], step, found);
    else found[step.slice(1)] = after[key];
  }
}

/** The kind; objects of other parts than the daemon have the part's name after it: `DaemonSet:nkml`. */
function keyOf({ kind, metadata }: KubernetesObject): string {
  const part = metadata.labels?.['app.kubernetes.io/component'] ?? 'kdaemon';
  return part === 'kdaemon' ? kind : `${kind}:${part}`;
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
