import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { isMap, newMap, type Value } from '../../yaml/value.ts';
import {
  contextOf,
  firstOf,
  globalOf,
  itemsOf,
  keywordsOf,
  lookUp,
  type NamedTemplate,
  refuse,
  textOf,
} from './named-template.ts';

/**
 * `REGISTRY/REPOSITORY:TAG`, or `…@DIGEST` where there is one. The global registry has precedence. The tag defaults to
 * the version of the given chart's application, and then to the registry's own default.
 */
const image: NamedTemplate = (arg) => {
  const keywords = keywordsOf(arg);
  const { imageRoot = null, chart = null } = keywords;
  const registry = textOf(firstOf(lookUp(globalOf(keywords), 'imageRegistry'), lookUp(imageRoot, 'registry')));
  const repository = textOf(lookUp(imageRoot, 'repository'));
  if (repository === '') refuse('an image needs a repository');
  const name = registry === '' ? repository : `${registry}/${repository}`;
  const digest = textOf(lookUp(imageRoot, 'digest'));
  if (digest !== '') return `${name}@${digest}`;
  const tag = textOf(firstOf(lookUp(imageRoot, 'tag'), lookUp(chart, 'AppVersion')));
  return tag === '' ? name : `${name}:${tag}`;
};

/** The names of secrets, given by name or as `{name: …}`; each is listed once. */
function secretList(global: Value, images: Value, evaluate: (name: Value) => Value): Value {
  const given = [global, ...itemsOf(images).map((root) => lookUp(root, 'pullSecrets'))].flatMap(itemsOf);
  const secrets = given.map((secret) => textOf(evaluate(isMap(secret) ? lookUp(secret, 'name') : secret)));
  const distinct = [...new Set(secrets.filter((name) => name !== ''))];
  return distinct.length === 0 ? '' : newMap([['imagePullSecrets', distinct.map((name) => newMap([['name', name]]))]]);
}

const pullSecrets: NamedTemplate = (arg) => {
  const keywords = keywordsOf(arg);
  return secretList(lookUp(globalOf(keywords), 'imagePullSecrets'), keywords.images ?? null, (name) => name);
};

const renderPullSecrets: NamedTemplate = (arg, scope) => {
  const global = lookUp(contextOf(arg, scope).Values, 'global', 'imagePullSecrets');
  return secretList(global, keywordsOf(arg).images ?? null, (name) => scope.evaluate(name));
};

/** The version of a tag without revision or pre-release; the application's version for a tag that is not a version. */
const version: NamedTemplate = (arg, scope) => {
  const { imageRoot = null, chart } = keywordsOf(arg);
  const match =
    /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/.exec(
      formatValue(lookUp(imageRoot, 'tag')),
    );
  if (match) return [match[1], match[2], match[3]].map((part) => (part ?? '0').replace(/^0+(?=.)/, '')).join('.');
  return textOf(lookUp(truth(chart) ? chart : contextOf(arg, scope).Chart, 'AppVersion'));
};

/** The templates `common.images.*`. */
export const images: Readonly<Record<string, NamedTemplate>> = {
  'common.images.image': image,
  'common.images.pullSecrets': pullSecrets,
  'common.images.renderPullSecrets': renderPullSecrets,
  'common.images.version': version,
};
