import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import { matchLabels } from './labels.ts';
import {
  contextOf,
  itemsOf,
  keywordsOf,
  lookUp,
  type NamedTemplate,
  refuse,
  type Scope,
  textOf,
} from './named-template.ts';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const HOSTNAME = 'kubernetes.io/hostname';
const COMPONENT = 'app.kubernetes.io/component';

function mapOf(entries: Record<string, Value>): ValueMap {
  const map = newMap();
  for (const key in entries) map[key] = entries[key] as Value;
  return map;
}

/** The values of node labels are strings, whatever they look like. */
function matchExpressions(arg: unknown): Value[] {
  const { key = null, values = null } = keywordsOf(arg);
  const wanted = itemsOf(values).map(formatValue);
  if (!truth(key)) refuse('a node affinity needs the key of the node label that it looks at');
  if (wanted.length === 0)
    refuse(`the node affinity for ${formatValue(key)} needs values that the node label may have`);
  return [mapOf({ key: formatValue(key), operator: 'In', values: wanted })];
}

const nodesSoft: NamedTemplate = (arg) =>
  mapOf({ [PREFERRED]: [mapOf({ preference: mapOf({ matchExpressions: matchExpressions(arg) }), weight: 1 })] });

const nodesHard: NamedTemplate = (arg) =>
  mapOf({ [REQUIRED]: mapOf({ nodeSelectorTerms: [mapOf({ matchExpressions: matchExpressions(arg) })] }) });

const topologyKey = (arg: unknown): string => textOf(lookUp(arg, 'topologyKey')) || HOSTNAME;

/** The term for the release's own pods and one for each of `extraPodAffinityTerms`, with their weights. */
function podTerms(arg: unknown, scope: Scope): { term: ValueMap; weight: Value }[] {
  const {
    component = null,
    customLabels = null,
    extraMatchLabels,
    extraPodAffinityTerms = null,
    extraNamespaces,
  } = keywordsOf(arg);
  const context = contextOf(arg, scope);
  const termFor = (own: Value, extra: Value | undefined, namespaces: Value | undefined): ValueMap => {
    const selector = matchLabels(context, customLabels, scope);
    if (truth(component)) selector[COMPONENT] = formatValue(component);
    if (isMap(extra)) for (const key of Object.keys(extra)) selector[key] = formatValue(extra[key] as Value);
    const term = mapOf({ labelSelector: mapOf({ matchLabels: selector }), topologyKey: topologyKey(own) });
    // A term without namespaces means the namespace of the pod.
    if (truth(namespaces)) {
      term.namespaces = [context.Release.Namespace, ...itemsOf(scope.evaluate(namespaces as Value, 'list'))];
    }
    return term;
  };
  return [
    { term: termFor(keywordsOf(arg), extraMatchLabels, extraNamespaces), weight: 1 },
    ...itemsOf(extraPodAffinityTerms).map((own) => ({
      term: termFor(own, lookUp(own, 'extraMatchLabels'), lookUp(own, 'namespaces')),
      weight: truth(lookUp(own, 'weight')) ? lookUp(own, 'weight') : 1,
    })),
  ];
}

const podsSoft: NamedTemplate = (arg, scope) =>
  mapOf({ [PREFERRED]: podTerms(arg, scope).map(({ term, weight }) => mapOf({ podAffinityTerm: term, weight })) });

const podsHard: NamedTemplate = (arg, scope) => mapOf({ [REQUIRED]: podTerms(arg, scope).map(({ term }) => term) });

/** Chooses by the keyword `type`; null for another type than these two. */
const byType =
  (soft: NamedTemplate, hard: NamedTemplate): NamedTemplate =>
  (arg, scope) => {
    const { type } = keywordsOf(arg);
    return type === 'soft' ? soft(arg, scope) : type === 'hard' ? hard(arg, scope) : '';
  };

/** The templates `common.affinities.*`. */
export const affinities: Readonly<Record<string, NamedTemplate>> = {
  'common.affinities.nodes': byType(nodesSoft, nodesHard),
  'common.affinities.nodes.soft': nodesSoft,
  'common.affinities.nodes.hard': nodesHard,
  'common.affinities.pods': byType(podsSoft, podsHard),
  'common.affinities.pods.soft': podsSoft,
  'common.affinities.pods.hard': podsHard,
  'common.affinities.topologyKey': (arg) => topologyKey(keywordsOf(arg)),
};
