import { isMap, type ValueMap } from '../../yaml/value.ts';
import { text } from '../kubernetes/read.ts';

/** A Peer among the objects of a release. */
export interface Peer {
  readonly name: string;
  readonly spec: ValueMap;
  /** Its position among the objects. */
  readonly index: number;
}

export function peersOf(objects: readonly { readonly object: ValueMap; readonly index: number }[]): Peer[] {
  return objects.flatMap(({ object, index }) => {
    const { spec, metadata } = object;
    if (text(object, 'kind') !== 'Peer' || !text(object, 'apiVersion')?.startsWith('kilo.squat.ai/')) return [];
    if (!isMap(spec)) return [];
    return [{ name: (isMap(metadata) && text(metadata, 'name')) || 'without a name', spec, index }];
  });
}
