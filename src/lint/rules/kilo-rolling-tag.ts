import { text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';
import { quote } from '../words.ts';

export const rollingTag: ObjectRule = {
  id: 'kilo-rolling-tag',
  severity: 'warning',
  summary: 'An image that can change between two starts of a pod: latest, no tag, or a tag that is no version',
  visit: {
    'core.v1.Container': (node, report) => {
      const image = text(node, 'image');
      if (!image || image.includes('@') || image.includes('$')) return;
      const name = image.slice(image.lastIndexOf('/') + 1);
      const tag = name.includes(':') ? name.slice(name.indexOf(':') + 1) : undefined;
      if (tag === undefined)
        report(
          ['image'],
          `the image ${quote(image)} has no tag, and can change between two starts of a pod`,
          'add one',
        );
      else if (tag === 'latest')
        report(['image'], `the image ${quote(image)} can change between two starts of a pod`, 'name a version');
    },
  },
};
