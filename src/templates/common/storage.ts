import { newMap } from '../../yaml/value.ts';
import { firstOf, globalOf, keywordsOf, lookUp, type NamedTemplate, textOf } from './named-template.ts';

/**
 * The field `storageClassName` of a volume claim, or an empty string. The global class has precedence over the claim's
 * own, which has precedence over the global default; `-` is the empty class, which disables dynamic provisioning.
 */
const storageClass: NamedTemplate = (arg) => {
  const keywords = keywordsOf(arg);
  const global = globalOf(keywords);
  const name = textOf(
    firstOf(
      lookUp(global, 'storageClass'),
      lookUp(keywords.persistence, 'storageClass'),
      lookUp(global, 'defaultStorageClass'),
    ),
  );
  return name === '' ? '' : newMap([['storageClassName', name === '-' ? '' : name]]);
};

/** The template `common.storage.class`. */
export const storage: Readonly<Record<string, NamedTemplate>> = { 'common.storage.class': storageClass };
