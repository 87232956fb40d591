import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/problem/problem.ts';
import { namedTemplates } from '../../../src/templates/common/index.ts';
import { type CallContext, scopeFor, toValue } from './scope.ts';

const CHART = { name: 'kilo', version: '0.1.0', appVersion: '0.7.0' };
const CONTEXT: CallContext = { release: 'my-release', namespace: 'kube-system', chart: CHART, values: {}, flags: [] };
const UPGRADE = { flags: ['--is-upgrade'] };

/** Of a chart whose images are in a registry that bitnami guards, and of one in another. */
const GUARDED = withImages('- image: docker.io/bitnami/a:1.2.3-r1\n- image: docker.io/bitnami/b:2.0.0\n');
const FREE = withImages('- image: quay.io/x/a:1\n');

function withImages(images: string): Partial<CallContext> {
  return { chart: { ...CHART, annotations: { images } } };
}

describe('what a named template prints, or refuses with its hint', () => {
  it.each<[name: string, arg: unknown, context: Partial<CallContext>, expected: unknown]>([
    [
      'errors.upgrade.passwords.empty',
      { validationErrors: ['\n a', '\n b'] },
      UPGRADE,
      {
        message: 'an upgrade needs the passwords that are in use:\n a\n b',
        hint: 'the volumes of an earlier installation may still hold data under its passwords',
      },
    ],
    [
      'errors.upgrade.passwords.empty',
      { validationErrors: '\n a' },
      UPGRADE,
      {
        message: 'an upgrade needs the passwords that are in use:\n a',
        hint: 'the volumes of an earlier installation may still hold data under its passwords',
      },
    ],
    ['errors.upgrade.passwords.empty', { validationErrors: ['a'] }, {}, ''],
    ['errors.upgrade.passwords.empty', { validationErrors: ['', null] }, UPGRADE, ''],
    [
      'errors.insecureImages',
      { images: [{ registry: 'docker.io', repository: 'bitnami/a', tag: '1.2.3-r1' }] },
      GUARDED,
      '',
    ],
    [
      'errors.insecureImages',
      { images: [{ registry: 'docker.io', repository: 'bitnami/a', tag: '9' }] },
      GUARDED,
      '\n\nWARNING: tags are not those that the chart is tested with:\n  - docker.io/bitnami/a:9',
    ],
    [
      'errors.insecureImages',
      {
        images: [
          { registry: 'g.io', repository: 'bitnami/a', tag: '9' },
          { registry: 'docker.io', repository: 'other/a', tag: '1' },
        ],
      },
      GUARDED,
      {
        message: 'images are not those that the chart is tested with:\n  - g.io/bitnami/a:9\n  - docker.io/other/a:1',
        hint: 'global.security.allowInsecureImages=true allows them',
      },
    ],
    [
      'errors.insecureImages',
      { images: [{ registry: 'docker.io', repository: 'bitnamilegacy/a', tag: '1' }] },
      GUARDED,
      '\n\nWARNING: images are not those that the chart is tested with:\n  - docker.io/bitnamilegacy/a:1',
    ],
    [
      'errors.insecureImages',
      {
        images: [
          { registry: 'docker.io', repository: 'bitnamilegacy/a', tag: '1' },
          { registry: 'docker.io', repository: 'x/a', tag: '1' },
        ],
      },
      GUARDED,
      {
        message:
          'images are not those that the chart is tested with:\n  - docker.io/bitnamilegacy/a:1\n  - docker.io/x/a:1',
        hint: 'global.security.allowInsecureImages=true allows them',
      },
    ],
    [
      'errors.insecureImages',
      { images: [{ registry: 'g.io', repository: 'bitnamilegacy/a', tag: '1' }] },
      GUARDED,
      {
        message: 'images are not those that the chart is tested with:\n  - g.io/bitnamilegacy/a:1',
        hint: 'global.security.allowInsecureImages=true allows them',
      },
    ],
    ['errors.insecureImages', { images: [{ registry: 'g.io', repository: 'x/a', tag: '1' }] }, FREE, ''],
    [
      'errors.insecureImages',
      { images: [{ registry: 'quay.io', repository: 'y/a', tag: '1' }] },
      FREE,
      '\n\nWARNING: images are not those that the chart is tested with:\n  - quay.io/y/a:1',
    ],
    [
      'errors.insecureImages',
      { images: [{ registry: 'g.io', repository: 'x/a', tag: '1' }] },
      { ...GUARDED, values: { global: { security: { allowInsecureImages: true } } } },
      '\n\nWARNING: the images are not checked. This chart is tested only with its own images.\n',
    ],
    [
      'errors.insecureImages',
      { images: [{ registry: 'docker.io', repository: 'bitnami/a', tag: '1.2.3-r1' }] },
      { ...GUARDED, values: { global: { imageRegistry: 'g.io' } } },
      {
        message: 'images are not those that the chart is tested with:\n  - g.io/bitnami/a:1.2.3-r1',
        hint: 'global.security.allowInsecureImages=true allows them',
      },
    ],
    ['errors.insecureImages', {}, GUARDED, ''],
    [
      'tplvalues.render',
      { value: 'a', scope: {} },
      {},
      {
        message: 'common.tplvalues.* take no scope',
        hint: 'a template in a value names what it prints from the root: {{Values.a.b}}',
      },
    ],
    [
      'tplvalues.merge',
      { values: [], scope: 1 },
      {},
      {
        message: 'common.tplvalues.* take no scope',
        hint: 'a template in a value names what it prints from the root: {{Values.a.b}}',
      },
    ],
    [
      'tplvalues.merge-overwrite',
      { values: [], scope: 'a' },
      {},
      {
        message: 'common.tplvalues.* take no scope',
        hint: 'a template in a value names what it prints from the root: {{Values.a.b}}',
      },
    ],
    [
      'utils.getValueFromKey',
      { key: 'a.b' },
      {},
      { message: 'a.b is looked up in the values, and not all of its path is there' },
    ],
    ['utils.getValueFromKey', { key: 'a.b' }, { values: { a: { b: 'c' } } }, 'c'],
    [
      'utils.getValueFromKey',
      { key: 'a.b' },
      { values: { a: 'x' } },
      { message: 'a.b is looked up in the values, and not all of its path is there' },
    ],
    ['utils.getKeyFromList', { keys: ['a.b', 'a.c'] }, { values: { a: { c: 1 } } }, 'a.c'],
    ['utils.getKeyFromList', { keys: ['a.b', 'a.c'] }, { values: { a: { d: 1 } } }, 'a.b'],
    ['utils.getKeyFromList', { keys: [] }, {}, ''],
    ['utils.fieldToEnvVar', { field: 'my-pass-word' }, {}, 'MY_PASS_WORD'],
    [
      'utils.secret.getvalue',
      { secret: 's', field: 'my-password' },
      {},
      'export MY_PASSWORD=$(kubectl get secret --namespace "kube-system" s -o jsonpath="{.data.my-password}" | base64 -d)',
    ],
    [
      'utils.secret.getvalue',
      { secret: 's', field: 'f' },
      { values: { namespaceOverride: 'other' } },
      'export F=$(kubectl get secret --namespace "other" s -o jsonpath="{.data.f}" | base64 -d)',
    ],
    [
      'validations.values.single.empty',
      { valueKey: 'a.b' },
      { values: { a: { c: 1 } } },
      "\n    'a.b' is empty: set it with '--set a.b=$my-value'",
    ],
    [
      'validations.values.single.empty',
      { valueKey: 'a.b', subchart: 'sub' },
      { values: { a: { c: 1 } } },
      "\n    'a.b' is empty: set it with '--set sub.a.b=$my-value'",
    ],
    [
      'validations.values.single.empty',
      { valueKey: 'a.b', secret: 's', field: 'my-f' },
      { values: { a: { c: 1 } } },
      '\n    \'a.b\' is empty: set it with \'--set a.b=$MY_F\', after reading the current value:\n\n        export MY_F=$(kubectl get secret --namespace "kube-system" s -o jsonpath="{.data.my-f}" | base64 -d)\n',
    ],
    [
      'validations.values.single.empty',
      { valueKey: 'a.b', secret: 's' },
      { values: { a: { c: 1 } } },
      "\n    'a.b' is empty: set it with '--set a.b=$my-value'",
    ],
    ['validations.values.single.empty', { valueKey: 'a.c' }, { values: { a: { c: 1 } } }, ''],
    [
      'validations.values.multiple.empty',
      { required: [{ valueKey: 'a' }, { valueKey: 'b', secret: 's', field: 'f' }, { valueKey: 'c' }] },
      { values: { c: 1 } },
      "\n    'a' is empty: set it with '--set a=$my-value'\n    'b' is empty: set it with '--set b=$F', after reading the current value:\n\n        export F=$(kubectl get secret --namespace \"kube-system\" s -o jsonpath=\"{.data.f}\" | base64 -d)\n",
    ],
    ['validations.values.multiple.empty', {}, {}, ''],
    [
      'warnings.rollingTag',
      { repository: 'a/b', tag: 'latest' },
      {},
      'WARNING: a/b:latest is a rolling tag: its image may change. In production, name a full version or a digest.',
    ],
    [
      'warnings.rollingTag',
      { repository: 'a/b' },
      {},
      'WARNING: a/b is a rolling tag: its image may change. In production, name a full version or a digest.',
    ],
    ['warnings.rollingTag', { repository: 'a/b', tag: '1.2.3' }, {}, ''],
    [
      'warnings.rollingTag',
      { repository: 'a/b', tag: 'v1' },
      {},
      'WARNING: a/b:v1 is a rolling tag: its image may change. In production, name a full version or a digest.',
    ],
    [
      'warnings.rollingTag',
      { repository: 'a/b', tag: '1.27-alpine' },
      {},
      'WARNING: a/b:1.27-alpine is a rolling tag: its image may change. In production, name a full version or a digest.',
    ],
    ['warnings.rollingTag', { repository: 'a/b', tag: '20240101' }, {}, ''],
    ['warnings.rollingTag', { repository: 'a/b', tag: 'latest', digest: 'sha256:1' }, {}, ''],
    ['warnings.rollingTag', { repository: 'a/b', tag: 'latest@sha256:1' }, {}, ''],
    [
      'warnings.rollingTag',
      { repository: 'bitnami/b', tag: '1.2.3' },
      {},
      'WARNING: bitnami/b:1.2.3 is a rolling tag: its image may change. In production, name a full version or a digest.',
    ],
    ['warnings.rollingTag', { repository: 'bitnami/b', tag: '1.2.3-r4' }, {}, ''],
    ['warnings.rollingTag', { repository: 'bitnami/b', tag: '1.2.3-r40' }, {}, ''],
    [
      'warnings.modifiedImages',
      {
        images: [
          { registry: 'docker.io', repository: 'bitnami/a', tag: '1.2.3-r1' },
          { registry: 'g.io', repository: 'x', tag: '1' },
          { registry: 'g.io', repository: 'z', tag: '2' },
        ],
      },
      GUARDED,
      'WARNING: this chart is not tested with these images:\n  - g.io/x:1\n  - g.io/z:2',
    ],
    [
      'warnings.modifiedImages',
      { images: [{ registry: 'docker.io', repository: 'bitnami/a', tag: '1.2.3-r1' }] },
      GUARDED,
      '',
    ],
    [
      'warnings.resources',
      { sections: ['', 'a', 'b.c', 'd', 'e', 'f', 'g'] },
      {
        values: {
          a: { resources: { x: 1 } },
          b: { c: {} },
          d: { enabled: false },
          e: { enabled: true },
          f: { replicaCount: 0 },
          g: { replicaCount: 1 },
        },
      },
      'WARNING: these resources are not set, and a preset is not suitable for production:\n  - resources\n  - b.c.resources\n  - e.resources\n  - g.resources',
    ],
    ['warnings.resources', { sections: ['a'] }, { values: { a: { resources: { x: 1 } } } }, ''],
    [
      'resources.preset',
      { type: 'huge' },
      {},
      {
        message: 'there is no resources preset "huge"',
        hint: 'there are nano, micro, small, medium, large, xlarge, 2xlarge',
      },
    ],
    [
      'affinities.nodes.hard',
      { key: '', values: ['a'] },
      {},
      { message: 'a node affinity needs the key of the node label that it looks at' },
    ],
    [
      'affinities.nodes.hard',
      { key: 'k', values: [] },
      {},
      { message: 'the node affinity for k needs values that the node label may have' },
    ],
    [
      'affinities.nodes.soft',
      { values: ['a'] },
      {},
      { message: 'a node affinity needs the key of the node label that it looks at' },
    ],
    ['images.image', { imageRoot: {} }, {}, { message: 'an image needs a repository' }],
    [
      'names.name',
      { context: 1 },
      {},
      { message: 'context is not the root context', hint: 'leave it out, or pass @root' },
    ],
    ['images.version', { imageRoot: { tag: '1.22.333' } }, {}, '1.22.333'],
    ['images.version', { imageRoot: { tag: '1' } }, {}, '1.0.0'],
    ['images.version', { imageRoot: { tag: '1.2' } }, {}, '1.2.0'],
    ['images.version', { imageRoot: { tag: '01.002.0003' } }, {}, '1.2.3'],
    ['images.version', { imageRoot: { tag: '10.0.0' } }, {}, '10.0.0'],
    ['images.version', { imageRoot: { tag: '1.2.3-r4' } }, {}, '1.2.3'],
    ['images.version', { imageRoot: { tag: '1.2.3-debian-12.r4' } }, {}, '1.2.3'],
    ['images.version', { imageRoot: { tag: '1.2.3+build.5' } }, {}, '1.2.3'],
    ['images.version', { imageRoot: { tag: '1.2.3-r4+b-5.x' } }, {}, '1.2.3'],
    ['images.version', { imageRoot: { tag: 'v1.2.3' } }, {}, '0.7.0'],
    ['images.version', { imageRoot: { tag: '1.2.3.4' } }, {}, '0.7.0'],
    ['images.version', { imageRoot: { tag: '1.2.3-' } }, {}, '0.7.0'],
    ['images.version', { imageRoot: { tag: '1.2.3_4' } }, {}, '0.7.0'],
    ['images.version', { imageRoot: { tag: 'latest' } }, {}, '0.7.0'],
    ['images.version', { imageRoot: { tag: 'latest' }, chart: { AppVersion: '9.8' } }, {}, '9.8'],
    ['images.version', { imageRoot: { tag: 1.5 } }, {}, '1.5.0'],
    ['images.version', { imageRoot: {} }, {}, '0.7.0'],
  ])('common.%s %j in %j', (name, arg, context, expected) => {
    const scope = scopeFor({ ...CONTEXT, ...context });
    expect(answerOf(() => namedTemplates[`common.${name}`]?.(toValue(arg), scope))).toEqual(expected);
    expect(scope.warnings).toEqual([]);
  });
});

function answerOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [{ message, hint }] = error.problems;
    return { message, ...(hint === undefined ? {} : { hint }) };
  }
}
