import { text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

/** Kinds whose names are part of the names, host names and labels of their pods. */
const KINDS: ReadonlySet<string> = new Set(['DaemonSet', 'Deployment', 'StatefulSet', 'ReplicaSet', 'Pod']);

export const longName: ObjectRule = {
  id: 'kubernetes-long-name',
  severity: 'warning',
  summary: 'A name of more than 63 characters, which the API server accepts but pods cannot use',
  visit: {
    'meta.v1.ObjectMeta': (node, report, { object, path }) => {
      const name = text(node, 'name') ?? '';
      if (path.length !== 1 || name.length <= 63 || !KINDS.has(text(object, 'kind') ?? '')) return;
      report(
        ['name'],
        `the name has ${name.length} characters, and host names and labels made of it are cut after 63`,
        'take a shorter one',
      );
    },
  },
};
