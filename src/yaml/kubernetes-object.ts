import { nameValue } from '../problem/words.ts';
import { isMap, type Value, type ValueMap } from './value.ts';

/** Why a document is not a Kubernetes object. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
  /** The place in the object, if there is one. */
  readonly path?: readonly string[];
}

/**
 * Finds what an API server would refuse before it reads the kind, and what Helm itself cannot read
 * (releaseutil.SimpleHead: names and annotations that are not strings).
 */
export function findFault(value: Value): Fault | undefined {
  if (!isMap(value)) {
    return {
      message: `is ${Array.isArray(value) ? 'a list' : 'a single value'}`,
      hint: 'an object has apiVersion, kind and metadata.name',
    };
  }
  return findHeadFault(value) ?? (isList(value) ? undefined : findNameFault(value)) ?? findAnnotationFault(value);
}

/**
 * Finds what Helm itself cannot read of an object (releaseutil.SimpleHead): it prints objects without a kind or a name.
 */
export function findHelmFault(value: Value): Fault | undefined {
  if (value === null) return undefined;
  if (!isMap(value)) return findFault(value);
  for (const field of ['apiVersion', 'kind'] as const) {
    const found = value[field] ?? '';
    if (typeof found !== 'string')
      return { message: `has ${nameValue(found)} for its ${field}`, hint: HINTS[field], path: [field] };
  }
  const { metadata = null } = value;
  if (metadata === null) return undefined;
  const hint = 'write metadata: {name: …}';
  if (!isMap(metadata)) return { message: `has ${nameValue(metadata)} for its metadata`, hint, path: ['metadata'] };
  const name = metadata.name ?? '';
  if (typeof name !== 'string')
    return { message: `has ${nameValue(name)} for its metadata.name`, hint: QUOTE, path: ['metadata', 'name'] };
  return findAnnotationFault(value);
}

const HINTS = {
  apiVersion: 'write apiVersion: v1, or the group and version of its kind',
  kind: 'write kind: ConfigMap, or whatever it is',
} as const;

function findHeadFault(object: ValueMap): Fault | undefined {
  for (const field of ['apiVersion', 'kind'] as const) {
    const found = object[field] ?? '';
    if (found === '') return { message: `has no ${field}`, hint: HINTS[field] };
    if (typeof found !== 'string')
      return { message: `has ${nameValue(found)} for its ${field}`, hint: HINTS[field], path: [field] };
  }
  return undefined;
}

/** Whether an object is a list of objects, which has no name; Helm prints lists as they are. */
export const isList = ({ kind, items }: ValueMap): boolean =>
  typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);

function findNameFault({ metadata = null }: ValueMap): Fault | undefined {
  const hint = 'write metadata: {name: …}';
  if (metadata === null) return { message: 'has no metadata', hint };
  if (!isMap(metadata)) return { message: `has ${nameValue(metadata)} for its metadata`, hint, path: ['metadata'] };
  const key = (metadata.name ?? '') === '' && (metadata.generateName ?? '') !== '' ? 'generateName' : 'name';
  const name = metadata[key] ?? '';
  if (name === '') return { message: 'has no metadata.name', hint };
  if (typeof name === 'string') return undefined;
  return { message: `has ${nameValue(name)} for its metadata.${key}`, hint: QUOTE, path: ['metadata', key] };
}

const QUOTE = 'put a string in quotes; in a template write {{toString x}}';

function findAnnotationFault({ metadata }: ValueMap): Fault | undefined {
  const annotations = isMap(metadata) ? (metadata.annotations ?? null) : null;
  if (annotations === null) return undefined;
  const path = ['metadata', 'annotations'];
  if (!isMap(annotations))
    return {
      message: `has ${nameValue(annotations)} for its metadata.annotations`,
      hint: 'write a map of strings',
      path,
    };
  // Go reads null as an empty string.
  const bad = Object.entries(annotations).find(([, value]) => typeof value !== 'string' && value !== null);
  if (bad === undefined) return undefined;
  const [key, value] = bad;
  return { message: `has ${nameValue(value)} for the annotation ${key}`, hint: QUOTE, path: [...path, key] };
}

/** Describes an object so that its author recognises it. */
export function describe(value: Value): string {
  if (!isMap(value)) return '';
  const { kind, metadata } = value;
  const name = isMap(metadata) ? metadata.name : undefined;
  const words = [kind, name].filter((word) => typeof word === 'string' && word !== '') as string[];
  if (words.length > 0) return ` (${words.map(cut).join(' ')})`;
  const keys = Object.keys(value).slice(0, 4).map(cut).join(', ');
  return keys ? ` (it has ${keys})` : '';
}

/** The longest that names and keys are in Kubernetes; what is longer says nothing more. */
const LONGEST = 253;

const cut = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
