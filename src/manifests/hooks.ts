import type { Problem } from '../problem/problem.ts';
import { suggest } from '../problem/suggest.ts';
import { describe } from '../yaml/kubernetes-object.ts';
import { isMap, type ValueMap } from '../yaml/value.ts';

/** Helm's events, each with its name after reading (releaseutil's events of Helm 4.2.4). */
const EVENTS: ReadonlyMap<string, string> = new Map([
  ...[
    'pre-install',
    'post-install',
    'pre-delete',
    'post-delete',
    'pre-upgrade',
    'post-upgrade',
    'pre-rollback',
    'post-rollback',
    'test',
  ].map((event) => [event, event] as const),
  ['test-success', 'test'],
]);

/**
 * The events of which an object is a hook, from its annotation `helm.sh/hook`. For a single unknown event Helm silently
 * drops the object.
 *
 * @returns the events, none for an object that is not a hook; or the warning that the object is dropped
 */
export function readHooks(object: ValueMap): { hooks: string[]; problem?: Problem } {
  const { metadata } = object;
  const annotations = isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : undefined;
  if (!annotations || !('helm.sh/hook' in annotations)) return { hooks: [] };
  const hooks: string[] = [];
  for (const word of String(annotations['helm.sh/hook'] ?? '').split(',')) {
    const event = EVENTS.get(word.trim().toLowerCase());
    if (event === undefined) return { hooks: [], problem: unknownEvent(word.trim(), object) };
    hooks.push(event);
  }
  return { hooks };
}

function unknownEvent(word: string, object: ValueMap): Problem {
  const near = suggest(word.toLowerCase(), EVENTS.keys());
  return {
    code: 'manifest-hook',
    severity: 'warning',
    message: `an object${describe(object)} is left out, as Helm does: ${JSON.stringify(word)} is not an event of helm.sh/hook`,
    hint: near === undefined ? `the events are ${[...EVENTS.keys()].join(', ')}` : `did you mean ${near}?`,
  };
}

/** A warning with the number of hooks among objects for kubectl; none without hooks. */
export function countHooks(manifests: readonly { readonly hooks: readonly string[] }[]): Problem[] {
  const hooks = manifests.filter((manifest) => manifest.hooks.length > 0);
  if (hooks.length === 0) return [];
  const tests = hooks.filter((manifest) => manifest.hooks.includes('test')).length;
  const [is, counted] = hooks.length === 1 ? ['is', '1 hook'] : ['are', `${hooks.length} hooks`];
  const ofThem = tests === 0 ? '' : tests === hooks.length ? ', for tests' : `, ${tests} of them for tests`;
  return [
    {
      code: 'manifest-hook',
      severity: 'warning',
      message: `${counted} of Helm ${is} among the objects${ofThem}: kubectl knows no hooks and applies them with the rest`,
      hint: '--no-hooks leaves them out, --skip-tests those for tests',
    },
  ];
}
