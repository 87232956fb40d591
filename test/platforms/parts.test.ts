import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { at, type KubernetesObject, ofKind, release, render } from '../kilo/render.ts';
import { ALL_PARTS } from './parts.ts';

const platforms = readdirSync(new URL('../../platforms', import.meta.url)).map((file) => file.replace(/\.yaml$/, ''));
const ofPart = (objects: readonly KubernetesObject[], kind: string, part: string) =>
  ofKind(
    objects.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === part),
    kind,
  );

describe('the names of all parts', () => {
  const CLUSTER_WIDE = ['ClusterRole', 'ClusterRoleBinding', 'ValidatingWebhookConfiguration'];
  const key = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
  /** Without the user's Peers and the Namespace, whose names are given. */
  const namesOf = async (name: string, namespace: string) => {
    const objects = await render(ALL_PARTS, { name, namespace, platform: 'k3s-userspace-heterogeneous' });
    return objects.filter(({ kind }) => kind !== 'Peer' && kind !== 'Namespace');
  };

  it.each([
    ['kilo', 'kube-system', 'mesh', 'kube-system'],
    ['kilo', 'kube-system', 'kilo', 'network'],
    [`${'r'.repeat(52)}a`, 'kube-system', `${'r'.repeat(52)}b`, 'kube-system'],
    [`${'r'.repeat(52)}a`, 'n'.repeat(63), `${'r'.repeat(52)}a`, `${'n'.repeat(62)}m`],
    ['1', 'network', '1.a', 'network'],
  ])('%s in %s and %s in %s share none', async (one, oneNamespace, two, twoNamespace) => {
    const objects = [...(await namesOf(one, oneNamespace)), ...(await namesOf(two, twoNamespace))];
    const names = objects.map(key);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { kind, metadata } of objects) {
      expect(metadata.name, kind).toMatch(
        kind === 'Service' ? /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/ : /^[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?$/,
      );
      if (CLUSTER_WIDE.includes(kind)) expect(metadata.namespace).toBeUndefined();
      else expect(metadata.namespace, kind).toMatch(/./);
    }
  });

  test('are those that the objects know each other by', async () => {
    const objects = await namesOf('1.a', 'network');
    const webhook = at(ofKind(objects, 'ValidatingWebhookConfiguration'), '/webhooks/0/clientConfig/service');
    const service = ofKind(objects, 'Service').metadata;
    expect(webhook).toEqual({ name: service.name, namespace: 'network', path: '/validate' });
    const job = at(ofKind(objects, 'Job'), '/spec/template/spec');
    expect(at(job, '/initContainers/0/args')).toContain(
      `--host=${service.name}.network.svc,${service.name}.network.svc.cluster.local`,
    );
    const [secret] = (at(job, '/initContainers/0/args') as string[]).filter((arg) => arg.startsWith('--secret-name='));
    const volume = at(ofKind(objects, 'Deployment'), '/spec/template/spec/volumes/0/secret/secretName');
    expect(secret).toBe(`--secret-name=${volume}`);
    expect(at(ofPart(objects, 'Role', 'certgen'), '/rules/1/resourceNames')).toEqual([volume]);
    expect(at(job, '/containers/0/args')).toContain(
      `--webhook-name=${ofKind(objects, 'ValidatingWebhookConfiguration').metadata.name}`,
    );
  });

  test('of each binding lead to a role and an account of the release', async () => {
    const objects = await namesOf('kilo', 'kube-system');
    const exists = (kind: unknown, name: unknown) =>
      objects.some((object) => object.kind === kind && object.metadata.name === name);
    const bindings = objects.filter(({ kind }) => kind.endsWith('Binding'));
    expect(bindings.length).toBeGreaterThan(4);
    for (const binding of bindings) {
      expect(exists(at(binding, '/roleRef/kind'), at(binding, '/roleRef/name')), binding.metadata.name).toBe(true);
      const account = at(binding, '/subjects/0/name');
      if (account !== 'prometheus-k8s') expect(exists('ServiceAccount', account), String(account)).toBe(true);
    }
  });
});

describe('all parts together', () => {
  it.each(platforms)('%s: every selector finds only the pods of its part, and every mount its volume', async (name) => {
    const objects = await render(ALL_PARTS, { platform: name });
    const workloads = objects.filter((object) => at(object, '/spec/template/spec') !== undefined);
    const labels = workloads.map((object) => at(object, '/spec/template/metadata/labels') as Record<string, string>);
    for (const object of [...workloads, ofKind(objects, 'Service')]) {
      const selector = (at(object, '/spec/selector/matchLabels') ?? at(object, '/spec/selector')) as
        | Record<string, string>
        | undefined;
      if (object.kind === 'Job' || !selector) continue;
      const found = labels.filter((one) => Object.entries(selector).every(([key, value]) => one[key] === value));
      expect(found, object.metadata.name).toHaveLength(1);
    }
    for (const object of workloads) {
      const pod = at(object, '/spec/template/spec') as Record<string, { name: string }[] | undefined>;
      const containers = [...(pod.initContainers ?? []), ...(pod.containers ?? [])];
      const mounts = containers.flatMap((one) =>
        ((at(one, '/volumeMounts') as { name: string }[] | undefined) ?? []).map((mount) => mount.name),
      );
      expect([...new Set(mounts)].sort(), object.metadata.name).toEqual(
        (pod.volumes ?? []).map((volume) => volume.name).sort(),
      );
    }
  });

  test('the namespace comes first, and Peers before the webhook that judges them', async () => {
    const kinds = (await render(ALL_PARTS)).map(({ kind }) => kind);
    expect(kinds[0]).toBe('Namespace');
    expect(kinds.indexOf('Peer')).toBeLessThan(kinds.indexOf('ValidatingWebhookConfiguration'));
    expect(kinds.indexOf('Peer')).toBeGreaterThan(kinds.indexOf('Job'));
  });

  test('do not print more than the daemon does', async () => {
    const { warnings, errors } = await release(ALL_PARTS, { namespace: 'kube-system', platform: 'kubeadm' });
    expect([...warnings, ...errors]).toEqual([]);
  });

  test('nothing of them is there by default', async () => {
    const kinds = (await render()).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'DaemonSet', 'ServiceAccount']);
  });
});

describe('a platform in another namespace', () => {
  const elsewhere = /^(kubeadm|typhoon)/;

  it.each(platforms)('%s is reported where it mounts a ConfigMap of kube-system, and only there', async (name) => {
    const { warnings } = await release({}, { namespace: 'network', platform: name });
    expect(warnings).toEqual(elsewhere.test(name) ? [expect.stringContaining('-n kube-system')] : []);
  });
});

describe('what a user changes of a platform', () => {
  const commandOf = async (values: object, platform: string, flags: readonly string[] = []) =>
    at(
      ofPart(await render(values, { platform, flags }), 'DaemonSet', 'kdaemon'),
      '/spec/template/spec/containers/0/command',
    ) as string[];

  test('replaces a list, and one flag among others', async () => {
    const command = await commandOf(
      { internalCIDRs: ['10.0.0.0/8'], kdaemon: { flags: { encapsulate: 'always' } } },
      'k3s-cilium',
    );
    expect(command).toContain('--internal-cidr=10.0.0.0/8');
    expect(command).not.toContain('--internal-cidr=$(NODE_IP)/32');
    expect(command).toContain('--encapsulate=always');
    expect(command).toContain('--local=false');
  });

  test('drops a flag by null, without a word', async () => {
    const { warnings } = await release(
      {},
      { namespace: 'kube-system', platform: 'k3s-cilium', flags: ['kdaemon.flags.local=null'] },
    );
    expect(warnings).toEqual([]);
    expect(await commandOf({}, 'k3s-cilium', ['kdaemon.flags.local=null'])).not.toContain('--local=false');
  });

  it.each(platforms)('adds flags on %s, and breaks nothing', async (name) => {
    const before = await render({}, { platform: name });
    const after = await render({}, { platform: name, flags: ['kdaemon.args={--mesh-granularity=full}'] });
    for (const [index, object] of after.entries()) {
      const containers = at(object, '/spec/template/spec/containers') as Record<string, unknown>[] | undefined;
      const kilo = containers?.find((container) => container.name === 'kilo');
      if (!kilo) continue;
      expect(kilo.args).toEqual(['--mesh-granularity=full']);
      delete kilo.args;
      expect(object).toEqual(before[index]);
    }
  });
});

describe('the Job that makes the certificate', () => {
  const nameOf = async (values: object) => ofKind(await render({ ...ALL_PARTS, ...values }), 'Job').metadata.name;

  test('has another name when its spec is another, and else the same', async () => {
    expect(await nameOf({})).toBe(await nameOf({ kdaemon: { args: ['--a'] } }));
    expect(await nameOf({})).not.toBe(await nameOf({ clusterDomain: 'mesh.example' }));
  });
});
