import { text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

/** What pins an image: a version, or what may be the hash of a commit. */
const PINNED = /^v?[0-9]|[0-9][.][0-9]|[0-9a-f]{7}/;

export const rollingTag: ObjectRule = {
  id: 'kilo-rolling-tag',
  severity: 'warning',
  summary: 'An image that can change between two starts of a pod: latest, no tag, or a tag that is not a version',
  visit: {
    'core.v1.Container': (node, report) => {
      const image = text(node, 'image');
      if (!image || image.includes('@') || image.includes('$')) return;
      const name = image.slice(image.lastIndexOf('/') + 1);
      const tag = name.includes(':') ? name.slice(name.indexOf(':') + 1) : undefined;
      // The words are those of the chart's own warning, which is only about its own image.
      const message = `the image ${image} can change between two starts of a pod`;
      if (tag === undefined) report(['image'], message, 'it has no tag: add a version, or a digest');
      else if (!PINNED.test(tag)) report(['image'], message, `write a version for ${tag}`);
    },
  },
};
