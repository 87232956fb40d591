import type { Schemas } from '../../../src/lint/kubernetes/openapi.ts';
import { isMap, type Value, type ValueMap } from '../../../src/yaml/value.ts';
import { toValue } from '../mutate.ts';
import { combine } from './combinations.ts';
import { type Mutation, mutations } from './mutations.ts';
import { ALL_OBJECTS } from './objects.ts';

/**
 * Pods are the same wherever they stand: each of their fields is mutated in the Pods, and in templates what differs.
 */
const POD_TEMPLATE = /(?:^|\.)template\.(?:spec|metadata)\./;
const OF_TEMPLATES =
  /(?:^|\.)template\.(?:spec\.(?:containers|restartPolicy|activeDeadlineSeconds)|metadata\.(?:labels|name))$/;
/** Of the server's own making, and the name of the namespace that the request is for. */
const NOT_ASKED =
  /^metadata\.(?:namespace|managedFields|resourceVersion|uid|creationTimestamp|deletion\w+|selfLink|generateName)|^spec\.(?:priority|priorityClassName)$/;
/** Held elsewhere: of metadata one kind's is as another's. */
const METADATA = /^metadata\.(?!name$)/;

const skip = (kind: string) => (place: string) =>
  NOT_ASKED.test(place) ||
  (kind !== 'Pod' && METADATA.test(place)) ||
  (kind !== 'DaemonSet' && POD_TEMPLATE.test(place) && !OF_TEMPLATES.test(place));

/** The manifests stage refuses an object without a name before lint sees it. */
const hasNoName = ({ object }: Mutation): boolean => {
  const { metadata } = object;
  return !isMap(metadata as Value) || !(metadata as ValueMap).name;
};

/** Another object of the same kind is changed field by field. */
const ONLY_COMBINED = new Set([
  'families',
  'params.example.com',
  'patching.example.com',
  'conditions',
  'rules.kilo.example.com',
  'variables.example.com',
]);

/** Each field changed, and the combinations. */
function changesOf(object: ValueMap, schemas: Schemas): Mutation[] {
  const [kind, name] = [String(object.kind), String((object.metadata as ValueMap).name)];
  const single = ONLY_COMBINED.has(name) ? [] : [...mutations(object, schemas, skip(kind))];
  return [...single, ...combine(object)].filter((one) => !hasNoName(one));
}

/** An object that is right, with everything that is wrong with it when something is changed. */
export interface Case {
  readonly name: string;
  readonly kind: string;
  readonly object: ValueMap;
  readonly changed: readonly Mutation[];
}

/** The kinds that a version has. */
export const casesOf = (schemas: Schemas): Case[] =>
  ALL_OBJECTS.flatMap((data) => {
    const object = toValue(data) as ValueMap;
    const kind = String(object.kind);
    if (!schemas.kind(String(object.apiVersion), kind)) return [];
    const name = `${kind} ${String((object.metadata as ValueMap).name)}`;
    return { name, kind, object, changed: changesOf(object, schemas) };
  });
