import { truth } from '../../functions/truth.ts';
import {
  contextOf,
  firstOf,
  itemsOf,
  keywordsOf,
  lookUp,
  type NamedTemplate,
  refuse,
  textOf,
} from './named-template.ts';

/** Stops an upgrade that would create new passwords; `validationErrors` are messages, or empty where all is well. */
const emptyPasswords: NamedTemplate = (arg, scope) => {
  const errors = itemsOf(keywordsOf(arg).validationErrors ?? null)
    .map(textOf)
    .join('');
  if (errors !== '' && contextOf(arg, scope).Release.IsUpgrade) {
    refuse(
      `an upgrade needs the passwords that are in use:${errors}`,
      'the volumes of an earlier installation may still hold data under its passwords',
    );
  }
  return '';
};

/** The registries whose charts refuse images from elsewhere, unless the values allow them. */
const GUARDED = ['docker.io/bitnami/', 'docker.io/bitnamiprem/', 'docker.io/bitnamisecure/'];
const LEGACY = 'docker.io/bitnamilegacy/';

/**
 * Compares images with those in the chart's annotation `images`. Another registry or repository stops the rendering for
 * the charts of bitnami's registries (unless `global.security.allowInsecureImages` is set); in other charts it is
 * reported, as another tag is.
 *
 * @returns a report for the notes
 */
const insecureImages: NamedTemplate = (arg, scope) => {
  const { Chart, Values } = contextOf(arg, scope);
  const original = textOf(lookUp(Chart, 'Annotations', 'images'));
  const given = itemsOf(keywordsOf(arg).images ?? null).map((root) => {
    const registry = textOf(firstOf(lookUp(Values, 'global', 'imageRegistry'), lookUp(root, 'registry')));
    const repository = textOf(lookUp(root, 'repository'));
    const tag = textOf(lookUp(root, 'tag'));
    const name = `${registry}/${repository}`;
    return {
      text: `${name}:${tag}`,
      relocated: !original.includes(name) && !original.includes(registry),
      replaced: !original.includes(name) && original.includes(registry) && !original.includes(repository),
      legacy: name.includes(LEGACY),
      retagged: !original.includes(`${repository}:${tag}`),
    };
  });
  const relocated = given.filter((image) => image.relocated);
  const replaced = given.filter((image) => image.replaced);
  const retagged = given.filter((image) => image.retagged);
  const list = (images: readonly { text: string }[]) => images.map(({ text }) => `\n  - ${text}`).join('');

  if (relocated.length + replaced.length > 0) {
    if (truth(lookUp(Values, 'global', 'security', 'allowInsecureImages'))) {
      return `\n\nWARNING: the images are not checked. This chart is tested only with its own images.\n`;
    }
    const text = `images are not those that the chart is tested with:${list([...relocated, ...replaced])}`;
    if (relocated.length === 0 && replaced.every((image) => image.legacy)) return `\n\nWARNING: ${text}`;
    if (GUARDED.some((registry) => original.includes(registry))) {
      refuse(text, 'global.security.allowInsecureImages=true allows them');
    }
    return replaced.length > 0 ? `\n\nWARNING: ${text}` : '';
  }
  return retagged.length > 0 ? `\n\nWARNING: tags are not those that the chart is tested with:${list(retagged)}` : '';
};

/** The templates `common.errors.*`. */
export const errors: Readonly<Record<string, NamedTemplate>> = {
  'common.errors.upgrade.passwords.empty': emptyPasswords,
  'common.errors.insecureImages': insecureImages,
};
