import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { RenderContext } from '../context.ts';
import { labelValue } from './label-value.ts';
import { contextOf, keywordsOf, type NamedTemplate, type Scope } from './named-template.ts';
import { chartOf, nameOf } from './names.ts';

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';

/** The labels of a selector. Of the user's labels only those are added that replace one of them. */
export function matchLabels(context: RenderContext, customLabels: Value, scope: Scope): ValueMap {
  const own = evaluateLabels(customLabels, scope);
  const labels = newMap([
    [NAME, nameOf(context)],
    [INSTANCE, context.Release.Name],
  ]);
  for (const key of [NAME, INSTANCE]) if (truth(own[key] ?? null)) labels[key] = own[key] as Value;
  return labels;
}

/** The labels of any object. Of the user's labels empty ones do not count. */
function standardLabels(context: RenderContext, customLabels: Value, scope: Scope): ValueMap {
  const labels = newMap([
    [NAME, nameOf(context)],
    ['helm.sh/chart', chartOf(context)],
    [INSTANCE, context.Release.Name],
    ['app.kubernetes.io/managed-by', context.Release.Service],
  ]);
  const version = context.Chart.AppVersion ?? null;
  if (truth(version)) labels['app.kubernetes.io/version'] = labelValue(formatValue(version));
  const own = evaluateLabels(customLabels, scope);
  for (const key in labels) if (!truth(own[key] ?? null)) own[key] = labels[key] as Value;
  return own;
}

/** Renders labels to strings: Kubernetes refuses a number or a boolean, such as `tier: 1` in a values file. */
function evaluateLabels(labels: Value, scope: Scope): ValueMap {
  const evaluated = scope.evaluate(labels, 'map');
  if (!isMap(evaluated)) return newMap();
  const strings = newMap();
  for (const key in evaluated) {
    const value = evaluated[key] as Value;
    strings[key] = value === null || Array.isArray(value) || isMap(value) ? value : formatValue(value);
  }
  return strings;
}

const withContext =
  (compute: typeof standardLabels): NamedTemplate =>
  (arg, scope) =>
    compute(contextOf(arg, scope), keywordsOf(arg).customLabels ?? null, scope);

/** The templates `common.labels.*`. */
export const labels: Readonly<Record<string, NamedTemplate>> = {
  'common.labels.value': (arg) => labelValue(formatValue(arg as Value)),
  'common.labels.standard': withContext(standardLabels),
  'common.labels.matchLabels': withContext(matchLabels),
};
