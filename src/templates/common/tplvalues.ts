import { merge, mergeOverwrite } from '../../functions/dicts.ts';
import { isMap, newMap, type ValueMap } from '../../yaml/value.ts';
import { itemsOf, keywordsOf, type NamedTemplate, refuse, type Scope } from './named-template.ts';

/**
 * Refuses bitnami's `scope`. Values are rendered with the root context of the render; there is no other scope for a
 * string, and the paths of the values serve the same purpose.
 */
function refuseScope({ scope }: ValueMap): void {
  if (scope !== undefined && scope !== null) {
    refuse(
      'common.tplvalues.* take no scope',
      'a template in a value names what it prints from the root: {{Values.a.b}}',
    );
  }
}

const render: NamedTemplate = (arg, scope) => {
  const keywords = keywordsOf(arg);
  refuseScope(keywords);
  return scope.evaluate(keywords.value ?? null);
};

const mergeWith =
  (combine: typeof merge): NamedTemplate =>
  (arg, scope) => {
    const keywords = keywordsOf(arg);
    refuseScope(keywords);
    return combine(newMap(), ...evaluateMaps(keywords, scope));
  };

const evaluateMaps = ({ values = null }: ValueMap, scope: Scope): ValueMap[] =>
  itemsOf(values)
    .map((value) => scope.evaluate(value, 'map'))
    .filter(isMap);

/** The templates `common.tplvalues.*`. */
export const tplvalues: Readonly<Record<string, NamedTemplate>> = {
  'common.tplvalues.render': render,
  /** The first value with a key wins. */
  'common.tplvalues.merge': mergeWith(merge),
  /** The last value with a key wins. */
  'common.tplvalues.merge-overwrite': mergeWith(mergeOverwrite),
};
