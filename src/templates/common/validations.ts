import { truth } from '../../functions/truth.ts';
import { newMap, type Value } from '../../yaml/value.ts';
import { contextOf, itemsOf, keywordsOf, lookUp, type NamedTemplate, type Scope, textOf } from './named-template.ts';
import { envVarFor, secretCommand, textAt } from './utils.ts';

/** A message about a required value that is empty; an empty string where it has a value. */
export function describeEmpty(arg: unknown, scope: Scope): string {
  const context = contextOf(arg, scope);
  const { valueKey = null, subchart = null, secret = null, field = null } = keywordsOf(arg);
  const key = textOf(valueKey);
  if (textAt(key, context) !== '') return '';
  const path = truth(subchart) ? `${textOf(subchart)}.${key}` : key;
  if (!truth(secret) || !truth(field)) return `\n    '${key}' is empty: set it with '--set ${path}=$my-value'`;
  const command = secretCommand(arg, context);
  return `\n    '${key}' is empty: set it with '--set ${path}=$${envVarFor(field)}', after reading the current value:\n\n        ${command}\n`;
}

const single: NamedTemplate = describeEmpty;

const multiple: NamedTemplate = (arg, scope) => {
  const { required = null, context } = keywordsOf(arg);
  return itemsOf(required)
    .map((one) => {
      const fields = ['valueKey', 'secret', 'field'].map((key) => [key, lookUp(one, key)] as const);
      return describeEmpty(newMap([...fields, ['context', (context ?? null) as Value]]), scope);
    })
    .join('');
};

/** The templates `common.validations.*`. */
export const validations: Readonly<Record<string, NamedTemplate>> = {
  'common.validations.values.single.empty': single,
  'common.validations.values.multiple.empty': multiple,
};
