import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { isMap, type Value } from '../../yaml/value.ts';
import { contextOf, itemsOf, keywordsOf, lookUp, type NamedTemplate, textOf } from './named-template.ts';

/** Words that a repository moves from one image to another. */
const MOVING =
  /^(?:latest|stable|edge|main|master|head|next|nightly|dev|devel|develop|canary|rolling|testing|unstable)$/i;
/** A version without its last numbers: `1`, `v0.7`, `1.27-alpine`. Longer first numbers are dates. */
const OPEN_VERSION = /^v?\d{1,3}(?:\.\d+)?(?:-[a-z].*)?$/i;

/**
 * Whether the image of a tag may change: no tag at all, a word that moves, a version without its last numbers; for
 * bitnami's repositories any tag without a revision (`-r3`). A digest never changes. (Bitnami's library checks only its
 * own repositories.)
 */
function isRolling(repository: string, tag: string, digest: string): boolean {
  if (digest !== '' || tag.includes('sha256:')) return false;
  if (repository.includes('bitnami/')) return !/-r\d+$/.test(tag);
  return tag === '' || MOVING.test(tag) || OPEN_VERSION.test(tag);
}

/** The argument is the image itself. */
const rollingTag: NamedTemplate = (arg) => {
  const [repository, tag, digest] = ['repository', 'tag', 'digest'].map((key) => textOf(lookUp(arg, key))) as [
    string,
    string,
    string,
  ];
  if (!isRolling(repository, tag, digest)) return '';
  const image = tag === '' ? repository : `${repository}:${tag}`;
  return `WARNING: ${image} is a rolling tag: its image may change. In production, name a full version or a digest.`;
};

const modifiedImages: NamedTemplate = (arg, scope) => {
  const original = textOf(lookUp(contextOf(arg, scope).Chart, 'Annotations', 'images'));
  const others = itemsOf(keywordsOf(arg).images ?? null)
    .map(
      (root) =>
        `${textOf(lookUp(root, 'registry'))}/${textOf(lookUp(root, 'repository'))}:${textOf(lookUp(root, 'tag'))}`,
    )
    .filter((image) => !original.includes(image));
  return others.length === 0 ? '' : `WARNING: this chart is not tested with these images:\n${bullets(others)}`;
};

/** `sections` are paths of maps that have `resources`; the empty path is the values themselves. */
const resources: NamedTemplate = (arg, scope) => {
  const { Values } = contextOf(arg, scope);
  const missing = itemsOf(keywordsOf(arg).sections ?? null)
    .map(formatValue)
    .filter((path) => needsResources(path === '' ? Values : lookUp(Values, ...path.split('.')), path === ''))
    .map((path) => (path === '' ? 'resources' : `${path}.resources`));
  if (missing.length === 0) return '';
  return `WARNING: these resources are not set, and a preset is not suitable for production:\n${bullets(missing)}`;
};

/** Whether a section needs resources: not where it is disabled or has no replicas. */
function needsResources(section: Value, isRoot: boolean): boolean {
  if (truth(lookUp(section, 'resources'))) return false;
  if (isRoot || !isMap(section)) return true;
  if (Object.hasOwn(section, 'enabled')) return truth(section.enabled);
  return !Object.hasOwn(section, 'replicaCount') || Number(section.replicaCount) > 0;
}

const bullets = (items: string[]): string => items.map((item) => `  - ${item}`).join('\n');

/** The templates `common.warnings.*`. */
export const warnings: Readonly<Record<string, NamedTemplate>> = {
  'common.warnings.rollingTag': rollingTag,
  'common.warnings.modifiedImages': modifiedImages,
  'common.warnings.resources': resources,
};
