import { sha256sum } from '../../functions/crypto.ts';
import { omit } from '../../functions/dicts.ts';
import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { readYaml } from '../../yaml/read.ts';
import { isMap, newMap, type Value } from '../../yaml/value.ts';
import { toYaml } from '../../yaml/write.ts';
import type { RenderContext } from '../context.ts';
import { contextOf, itemsOf, keywordsOf, lookUp, type NamedTemplate, refuse, textOf } from './named-template.ts';
import { namespaceOf } from './names.ts';

/** The name of an environment variable for a field of a secret: `my-password` is `MY_PASSWORD`. */
export const envVarFor = (field: Value): string => textOf(field).toUpperCase().replaceAll('-', '_');

/** The values' string at a path such as `auth.password`; empty where no value is set. */
export function textAt(path: string, { Values }: RenderContext): string {
  let at: Value = Values;
  for (const key of path.split('.')) {
    if (!truth(at) || !isMap(at)) refuse(`${path} is looked up in the values, and not all of its path is there`);
    at = lookUp(at, key);
  }
  return textOf(at);
}

/** The first of some paths that has a value; the first path where none has. */
export function firstKeyWithValue(paths: Value, context: RenderContext): string {
  const keys = itemsOf(paths).map(formatValue);
  return keys.find((key) => textAt(key, context) !== '') ?? keys[0] ?? '';
}

/** The shell command that reads a field of a secret into a variable. */
export function secretCommand(arg: unknown, context: RenderContext): string {
  const { secret = null, field = null } = keywordsOf(arg);
  const get = `kubectl get secret --namespace "${namespaceOf(context)}" ${textOf(secret)}`;
  return `export ${envVarFor(field)}=$(${get} -o jsonpath="{.data.${textOf(field)}}" | base64 -d)`;
}

/** The checksum of what one template prints, without the metadata that differ between releases. */
const checksumTemplate: NamedTemplate = (arg, scope) => {
  const context = contextOf(arg, scope);
  const name = context.Template.BasePath + textOf(keywordsOf(arg).path ?? null);
  const { documents } = readYaml(scope.include(name, context), { name });
  const object = documents[0]?.value ?? null;
  return sha256sum(toYaml(omit(isMap(object) ? object : newMap(), 'apiVersion', 'kind', 'metadata')));
};

/** The templates `common.utils.*`. */
export const utils: Readonly<Record<string, NamedTemplate>> = {
  'common.utils.checksumTemplate': checksumTemplate,
  'common.utils.fieldToEnvVar': (arg) => envVarFor(keywordsOf(arg).field ?? null),
  'common.utils.getKeyFromList': (arg, scope) => firstKeyWithValue(keywordsOf(arg).keys ?? null, contextOf(arg, scope)),
  'common.utils.getValueFromKey': (arg, scope) => textAt(textOf(keywordsOf(arg).key ?? null), contextOf(arg, scope)),
  'common.utils.secret.getvalue': (arg, scope) => secretCommand(arg, contextOf(arg, scope)),
};
