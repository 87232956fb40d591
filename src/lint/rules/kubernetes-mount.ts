import { suggest } from '../../problem/suggest.ts';
import { newMap, type ValueMap } from '../../yaml/value.ts';
import { flag, has, map, maps, text } from '../kubernetes/read.ts';
import type { ObjectRule, Place, Report } from '../rule.ts';
import { enumerate, quote } from '../words.ts';

export const mount: ObjectRule = {
  id: 'kubernetes-mount',
  severity: 'error',
  summary: 'A mount without its volume, or one that cannot be made',
  visit: {
    'core.v1.PodSpec': (node, report, place) => {
      const own = maps(node, 'volumes').map(([, volume]) => [text(volume, 'name') ?? '', volume] as const);
      const volumes = new Map([...own, ...claimed(place)]);
      for (const field of ['initContainers', 'containers'])
        for (const [index, container] of maps(node, field)) checkContainer(container, volumes, report, [field, index]);
    },
  },
};

/** The volumes that a StatefulSet adds to its pods, one for each claim that it makes. */
function claimed({ object, path }: Place): (readonly [string, ValueMap])[] {
  if (text(object, 'kind') !== 'StatefulSet' || path.join('.') !== 'spec.template.spec') return [];
  return maps(map(object, 'spec'), 'volumeClaimTemplates').map(([, claim]) => [
    text(map(claim, 'metadata'), 'name') ?? '',
    CLAIM,
  ]);
}

const CLAIM: ValueMap = newMap([['persistentVolumeClaim', newMap()]]);

function checkContainer(
  container: ValueMap,
  volumes: ReadonlyMap<string, ValueMap>,
  report: Report,
  at: readonly (string | number)[],
): void {
  const devices = maps(container, 'volumeDevices').map(([, device]) => device);
  const [names, paths] = ['name', 'devicePath'].map((key) => new Set(devices.map((device) => text(device, key))));
  for (const [index, item] of maps(container, 'volumeMounts')) {
    const below = [...at, 'volumeMounts', index];
    checkVolume(item, volumes, report, below);
    const [name, path] = [text(item, 'name'), text(item, 'mountPath')];
    if (name && names?.has(name)) report([...below, 'name'], `the volume ${quote(name)} is mounted, and a device too`);
    if (path && paths?.has(path)) report([...below, 'mountPath'], `a device is at ${quote(path)} already`);
    checkOptions(item, container, report, below);
  }
  for (const [index, device] of maps(container, 'volumeDevices')) {
    const below = [...at, 'volumeDevices', index];
    const volume = checkVolume(device, volumes, report, below);
    if (volume && !has(volume, 'persistentVolumeClaim') && !has(volume, 'ephemeral'))
      report([...below, 'name'], 'only a persistentVolumeClaim or an ephemeral volume can be a device');
  }
}

function checkVolume(
  item: ValueMap,
  volumes: ReadonlyMap<string, ValueMap>,
  report: Report,
  below: readonly (string | number)[],
): ValueMap | undefined {
  const name = text(item, 'name');
  if (!name) return undefined;
  const volume = volumes.get(name);
  if (volume) return volume;
  const near = suggest(name, volumes.keys());
  const names = firstOf(volumes.keys());
  const hint =
    near !== undefined
      ? `did you mean ${near}?`
      : names.length === 0
        ? 'the pod has no volumes'
        : `the pod has ${names.length < volumes.size ? `${names.join(', ')} and others` : enumerate(names)}`;
  report([...below, 'name'], `there is no volume ${quote(name)} to mount`, hint);
  return undefined;
}

/** How many volumes a hint names. */
const MOST_NAMED = 20;

function firstOf(names: Iterable<string>): string[] {
  const found: string[] = [];
  for (const name of names) {
    if (found.length === MOST_NAMED) break;
    if (name !== '') found.push(name);
  }
  return found;
}

function checkOptions(item: ValueMap, container: ValueMap, report: Report, below: readonly (string | number)[]): void {
  if (text(item, 'subPath') && text(item, 'subPathExpr'))
    report([...below, 'subPathExpr'], 'a mount has a subPath or a subPathExpr, not both');
  const security = container.securityContext as ValueMap | null | undefined;
  const privileged = security && typeof security === 'object' && flag(security, 'privileged') === true;
  const propagation = text(item, 'mountPropagation');
  if (propagation === 'Bidirectional' && !privileged)
    report(
      [...below, 'mountPropagation'],
      'mounts are handed on to the host (Bidirectional) only by privileged containers',
    );
  const recursive = text(item, 'recursiveReadOnly');
  if (recursive && recursive !== 'Disabled') {
    if (flag(item, 'readOnly') !== true)
      report([...below, 'recursiveReadOnly'], 'what is read-only all the way down must be readOnly itself');
    if (propagation && propagation !== 'None')
      report([...below, 'recursiveReadOnly'], 'what is read-only all the way down takes no mountPropagation but None');
  }
}
