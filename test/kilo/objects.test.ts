import { describe, expect, it, test } from 'vitest';
import { at, ofKind, release, render } from './render.ts';

const SELECTOR = {
  'app.kubernetes.io/name': 'kilo',
  'app.kubernetes.io/instance': 'my-release',
  'app.kubernetes.io/component': 'kdaemon',
};

describe('labels', () => {
  test('the selector is name, instance and component, whatever the user adds', async () => {
    const daemonSet = ofKind(
      await render({ commonLabels: { a: 'b' }, kdaemon: { podLabels: { c: 'd' } } }),
      'DaemonSet',
    );
    expect(at(daemonSet, '/spec/selector')).toEqual({ matchLabels: SELECTOR });
    expect(at(daemonSet, '/spec/template/metadata/labels')).toEqual({
      ...SELECTOR,
      'app.kubernetes.io/managed-by': 'Helm',
      c: 'd',
    });
    expect(daemonSet.metadata.labels).toEqual({
      ...SELECTOR,
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/version': '0.7.0',
      'helm.sh/chart': 'kilo-0.1.0',
      a: 'b',
    });
  });

  const contradictions = Object.keys(SELECTOR).flatMap((key) =>
    ['commonLabels', 'kdaemon.podLabels'].map((name) => [name, key] as const),
  );

  it.each(contradictions)('when %s contradicts %s, then it is an error that names both', async (name, key) => {
    const labels = { [key]: 'other' };
    const values = name === 'commonLabels' ? { commonLabels: labels } : { kdaemon: { podLabels: labels } };
    const { errors, stdout } = await release(values);
    expect(stdout).toBe('');
    expect(errors.join()).toContain(key);
    expect(errors.join()).toContain(name);
  });

  it('when a label of the user is equal to one of the selector, then they do not contradict', async () => {
    expect(await render({ commonLabels: SELECTOR, kdaemon: { podLabels: SELECTOR } })).toEqual(await render());
  });

  it('when the user sets a standard label that selects nothing, then the user is right', async () => {
    const objects = await render({ commonLabels: { 'app.kubernetes.io/managed-by': 'me' } });
    for (const { metadata } of objects) expect(metadata.labels?.['app.kubernetes.io/managed-by']).toBe('me');
  });
});

describe('names and namespaces', () => {
  const clusterWide = ['ClusterRole', 'ClusterRoleBinding'];

  test('namespaced objects carry the namespace, cluster-wide ones its name in theirs', async () => {
    for (const { kind, metadata } of await render()) {
      if (clusterWide.includes(kind)) expect(metadata).toMatchObject({ name: 'my-release-kilo-network' });
      else expect(metadata).toMatchObject({ name: 'my-release-kilo', namespace: 'network' });
      if (clusterWide.includes(kind)) expect(metadata).not.toHaveProperty('namespace');
    }
  });

  test('the same release in two namespaces shares no cluster-wide name, however long it is', async () => {
    const release = 'r'.repeat(53);
    const names = await Promise.all(
      ['kube-system', 'kube-public', 'kube'].map(
        async (namespace) => ofKind(await render({}, { name: release, namespace }), 'ClusterRole').metadata.name,
      ),
    );
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,63}(?<!-)$/);
  });

  test('the binding binds the role to the account that the pods have', async () => {
    const objects = await render();
    const binding = ofKind(objects, 'ClusterRoleBinding');
    const account = at(ofKind(objects, 'DaemonSet'), '/spec/template/spec/serviceAccountName');
    expect(at(binding, '/roleRef/name')).toBe(ofKind(objects, 'ClusterRole').metadata.name);
    expect(at(binding, '/subjects')).toEqual([{ kind: 'ServiceAccount', name: account, namespace: 'network' }]);
    expect(ofKind(objects, 'ServiceAccount').metadata.name).toBe(account);
  });

  test('objects of extraDeploy are printed as given', async () => {
    const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [], clusterIP: null } };
    expect(ofKind(await render({ extraDeploy: [object], commonLabels: { a: 'b' } }), 'Service')).toEqual(object);
  });
});

describe('the pod', () => {
  test('is what kilo needs', async () => {
    const pod = at(ofKind(await render(), 'DaemonSet'), '/spec/template/spec');
    expect(pod).toMatchObject({ hostNetwork: true, securityContext: { fsGroup: 1001 } });
    expect(at(pod, '/containers/0')).toMatchObject({
      command: ['/opt/bin/kg', '--hostname=$(NODE_NAME)'],
      env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      ports: [{ name: 'metrics', containerPort: 1107 }],
      securityContext: { runAsUser: 1001 },
    });
    expect(at(pod, '/initContainers/0/securityContext')).toEqual({ runAsUser: 1001 });
    expect(at(pod, '/containers/0/args')).toBeUndefined();
    expect(at(pod, '/tolerations')).toBeUndefined();
  });

  test('every mount has its volume, and every volume a mount', async () => {
    const pod = at(ofKind(await render(), 'DaemonSet'), '/spec/template/spec');
    const mounts = ['/initContainers/0', '/containers/0'].flatMap((container) =>
      (at(pod, `${container}/volumeMounts`) as { name: string }[]).map(({ name }) => name),
    );
    const volumes = (at(pod, '/volumes') as { name: string }[]).map(({ name }) => name);
    expect([...new Set(mounts)].sort()).toEqual([...volumes].sort());
  });

  test("adds the seed's flags to the command without losing any", async () => {
    const objects = await render({}, { flags: ['kdaemon.args={--mesh-granularity=full,--subnet=10.5.0.0/16}'] });
    const container = at(ofKind(objects, 'DaemonSet'), '/spec/template/spec/containers/0');
    expect(container).toMatchObject({
      command: ['/opt/bin/kg', '--hostname=$(NODE_NAME)'],
      args: ['--mesh-granularity=full', '--subnet=10.5.0.0/16'],
    });
  });

  it('when the chart has a new version, then no pod restarts for it', async () => {
    const template = JSON.stringify(at(ofKind(await render(), 'DaemonSet'), '/spec/template'));
    expect(template).not.toContain('helm.sh/chart');
    expect(template).not.toContain('0.1.0');
    expect(template).not.toContain('app.kubernetes.io/version');
  });
});

describe('what could not work is refused', () => {
  const refused: readonly (readonly [when: string, values: object, words: readonly string[]])[] = [
    [
      'a node affinity has no key',
      { kdaemon: { nodeAffinityPreset: { type: 'soft', values: ['a'] } } },
      ['nodeAffinityPreset.key'],
    ],
    [
      'a node affinity has no values',
      { kdaemon: { nodeAffinityPreset: { type: 'hard', key: 'a' } } },
      ['nodeAffinityPreset.values'],
    ],
    [
      'the configuration is taken away',
      { kdaemon: { configuration: null } },
      ['kdaemon.configuration', 'kdaemon.existingConfigmap'],
    ],
    ['the configuration is empty', { kdaemon: { configuration: '' } }, ['kdaemon.configuration']],
    ['the image has no name', { image: { repository: '' } }, ['image.repository']],
    [
      'a template is in two languages',
      { kdaemon: { args: ['{{ .Release.Name }}{{Release.Name}}'] } },
      ['kdaemon.args[0]', '.Release'],
    ],
  ];

  it.each(refused)('when %s', async (_, values, words) => {
    const { errors, stdout } = await release(values);
    expect(stdout).toBe('');
    for (const word of words) expect(errors.join()).toContain(word);
  });
});
