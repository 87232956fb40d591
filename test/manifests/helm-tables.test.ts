import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { arrange, INSTALL_ORDER, readManifests } from '../../src/manifests/index.ts';
import { writeChart } from '../chart/write-chart.ts';

const file = (text: string) => ({ source: 'c/templates/t.yaml', file: 'templates/t.yaml', text });
const object = (kind: string, apiVersion = 'v1', more = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n${more}`;

/** The order in which Helm 4.2.4 prints objects of these kinds, which were written in the opposite order. */
const HELMS_ORDER =
  'PriorityClass Namespace NetworkPolicy ResourceQuota LimitRange PodSecurityPolicy PodDisruptionBudget ServiceAccount Secret SecretList ConfigMap StorageClass PersistentVolume PersistentVolumeClaim CustomResourceDefinition ClusterRole ClusterRoleList ClusterRoleBinding ClusterRoleBindingList Role RoleList RoleBinding RoleBindingList Service DaemonSet Pod ReplicationController ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job CronJob IngressClass Ingress APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration'.split(
    ' ',
  );

describe('when a release has an object of each kind that Helm orders', () => {
  it('then they come in its order, and those of other kinds after them', () => {
    const kinds = ['Other', ...HELMS_ORDER.toReversed()];
    const { manifests } = arrange([file(kinds.map((kind) => object(kind)).join('---\n'))], 'helm');
    expect(manifests.map(({ kind }) => kind)).toEqual([...HELMS_ORDER, 'Other']);
    expect(INSTALL_ORDER).toEqual(HELMS_ORDER);
  });

  it.skipIf(!process.env.HELM)('then Helm prints them in this order', () => {
    const chart = writeChart({
      'templates/t.yaml': HELMS_ORDER.toReversed()
        .map((kind) => object(kind))
        .join('---\n'),
    });
    const printed = execFileSync(String(process.env.HELM), ['template', 'x', chart], { encoding: 'utf8' });
    expect([...printed.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind)).toEqual(HELMS_ORDER);
  });
});

describe('when an object is a hook', () => {
  it.each([
    ['pre-install', 'pre-install'],
    ['post-install', 'post-install'],
    ['pre-delete', 'pre-delete'],
    ['post-delete', 'post-delete'],
    ['pre-upgrade', 'pre-upgrade'],
    ['post-upgrade', 'post-upgrade'],
    ['pre-rollback', 'pre-rollback'],
    ['post-rollback', 'post-rollback'],
    ['test', 'test'],
    ['test-success', 'test'],
  ])('of %s, then it is of %s', (written, event) => {
    const text = object('Job', 'v1', `  annotations: {helm.sh/hook: ' ${written.toUpperCase()} '}\n`);
    expect(readManifests(file(text)).manifests.map(({ hooks }) => hooks)).toEqual([[event]]);
  });

  it.each([
    [' PRE-INSTAL ', 'did you mean pre-install?'],
    [
      'never',
      'the events are pre-install, post-install, pre-delete, post-delete, pre-upgrade, post-upgrade, pre-rollback, post-rollback, test, test-success',
    ],
  ])('of %j, which Helm does not know, then the hint is %j', (written, hint) => {
    const { manifests, problems } = readManifests(
      file(object('Job', 'v1', `  annotations: {helm.sh/hook: '${written}'}\n`)),
    );
    expect(manifests).toEqual([]);
    expect(problems).toMatchObject([{ code: 'manifest-hook', severity: 'warning', hint }]);
    expect(problems[0]?.message).toContain(`${JSON.stringify(written.trim())} is not an event`);
  });
});

describe('when two objects have the same kind and name', () => {
  it.each([
    ['and the same group in two versions, then they are the same object', 'apps/v1', 'apps/v1beta1', 1],
    ['and no group in two versions, then they are the same object', 'v1', 'v2', 1],
    ['and other groups, then they are not', 'a.example/v1', 'b.example/v1', 0],
    ['and only one has a group, then they are not', 'v1', 'apps/v1', 0],
  ])('%s', (_, first, second, count) => {
    const { problems } = arrange([file([object('A', first), object('A', second)].join('---\n'))], 'helm');
    expect(problems.filter(({ code }) => code === 'manifest-duplicate')).toHaveLength(count);
  });
});
