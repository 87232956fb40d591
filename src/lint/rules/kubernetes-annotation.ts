import { isMap } from '../../yaml/value.ts';
import { qualifiedName } from '../kubernetes/names.ts';
import { isValidated } from '../kubernetes/unvalidated.ts';
import type { ObjectRule } from '../rule.ts';
import { quote } from '../words.ts';

/** Of all annotations of an object together, keys and values. */
const MOST = 256 * 1024;

export const annotation: ObjectRule = {
  id: 'kubernetes-annotation',
  severity: 'error',
  summary: 'A key that an annotation cannot have, or more annotations than an object can carry',
  visit: {
    'meta.v1.ObjectMeta': (node, report, { path }) => {
      if (!isValidated(path)) return;
      const { annotations } = node;
      if (!isMap(annotations)) return;
      let size = 0;
      for (const key in annotations) {
        const fault = qualifiedName(key.toLowerCase());
        if (fault) report(['annotations', key], `${quote(key)} cannot be the key of an annotation: it ${fault}`);
        const value = annotations[key];
        size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
      }
      if (size > MOST) report(['annotations'], `the annotations have ${size} bytes; at most ${MOST} are allowed`);
    },
  },
};
