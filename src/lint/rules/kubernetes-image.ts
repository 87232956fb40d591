import { text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

/** The registry, if there is one: a host with a dot or a port, or localhost. */
const REGISTRY = /^(?:localhost|[\w-]*\.[\w.-]*|[\w.-]+:\d+|\[[0-9a-f:.]+\](?::\d+)?)\//i;
const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/i;

/** What is wrong with the name of an image, by the grammar of container registries. */
function imageFault(image: string): string | undefined {
  const rest = image.replace(REGISTRY, '');
  const [tagged = '', digest, more] = rest.split('@');
  if (more !== undefined || (digest !== undefined && !DIGEST.test(digest))) return 'what follows @ is not a digest';
  const colon = tagged.indexOf(':');
  const name = colon < 0 ? tagged : tagged.slice(0, colon);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  if (tag === '') return 'the tag is empty';
  if (tag?.includes(':')) return `it has two tags, ${tag.split(':').join(' and ')}`;
  if (tag !== undefined && !TAG.test(tag)) return `a tag has letters, digits, "_", "." and "-", and this is ${tag}`;
  if (/[A-Z]/.test(name)) return 'a name has no upper-case letters';
  return NAME.test(name) ? undefined : `${JSON.stringify(name)} is not a name`;
}

export const image: ObjectRule = {
  id: 'kubernetes-image',
  severity: 'warning',
  summary: 'The name of an image that no node can pull: two tags, an empty tag, upper-case letters',
  visit: {
    'core.v1.Container': (node, report) => {
      const given = text(node, 'image');
      // White space is another rule's, and a placeholder is replaced by what reads the object.
      if (!given || /[\s${}<>]/.test(given)) return;
      const fault = imageFault(given);
      if (fault) report(['image'], `the image ${given} cannot be pulled: ${fault}`, 'write REGISTRY/NAME:TAG');
    },
  },
};
