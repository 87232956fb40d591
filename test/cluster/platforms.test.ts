import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBuiltInChart } from '../../src/chart/index.ts';
import { printManifests } from '../../src/manifests/index.ts';
import { type ReadyChart, readyChart, renderRelease } from '../../src/release/index.ts';
import { readPlatform } from '../kilo/render.ts';
import { ALL_PARTS } from '../platforms/parts.ts';
import { establish, findPodMonitorDefinition } from './definitions.ts';
import {
  apply,
  dryRun,
  get,
  hasCluster,
  inNamespace,
  kubectl,
  mustKubectl,
  newNamespace,
  removeAll,
} from './kubectl.ts';

const TIMEOUT = 240_000;
const platforms = readdirSync(new URL('../../platforms', import.meta.url)).map((file) => file.replace(/\.yaml$/, ''));
const podMonitors = hasCluster ? findPodMonitorDefinition() : undefined;

interface Options {
  readonly name: string;
  readonly namespace: string;
  readonly platform?: string;
  /** As for `-f`. */
  readonly values?: object;
  readonly set?: readonly string[];
  /** The chart, where it is not the one that is. */
  readonly chart?: Promise<ReadyChart>;
}

let ready: Promise<ReadyChart> | undefined;

/** Made when it is first asked for, which is never where the tests are skipped. */
function chart(): Promise<ReadyChart> {
  ready ??= loadBuiltInChart().then((now) => readyChart(now));
  return ready;
}

/** The same chart, some versions on. */
const next = (): Promise<ReadyChart> =>
  loadBuiltInChart().then((now) =>
    readyChart({ ...now, version: '0.9.0', metadata: { ...now.metadata, version: '0.9.0', appVersion: '0.7.1' } }),
  );

async function manifests({ name, namespace, platform, values = {}, set = [], chart: other }: Options): Promise<string> {
  const request = {
    ...(platform === undefined ? {} : { platform: readPlatform(platform) }),
    files: ['-'],
    set,
    setString: [`commonLabels.kilo-chart/test=${namespace}`],
  };
  const none = async () => '';
  const io = { readFile: none, fetch: none, readStdin: async () => JSON.stringify(values) };
  const release = await renderRelease(await (other ?? chart()), { name, namespace }, request, io);
  const errors = release.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return printManifests(release.manifests);
}

/** A Peer is cluster-wide: each release has its own. */
const peerOf = (name: string, namespace: string) => ({ ...ALL_PARTS.peers[0], name: `${name}-${namespace}` });

/**
 * All parts, but for the Namespace, which several releases cannot share. The webhook lets pass what it cannot judge:
 * nothing runs that could answer for it.
 */
const allParts = (name: string, namespace: string) => ({
  ...ALL_PARTS,
  namespace: { create: false },
  metrics: { ...ALL_PARTS.metrics, podMonitor: { enabled: podMonitors !== undefined } },
  peerValidation: { enabled: true, failurePolicy: 'Ignore', timeoutSeconds: 1 },
  peers: [peerOf(name, namespace)],
});

const join = async (streams: readonly Promise<string>[]): Promise<string> => (await Promise.all(streams)).join('');
const linesOf = (output: string): string[] => output.trim().split('\n');
const countOf = (stream: string): number => stream.split('\n# Source: ').length - 1;

/** What takes part in a release that is called as its platform. */
const parts: readonly (readonly [title: string, values: (name: string, namespace: string) => object])[] = [
  ['without any optional part', () => ({})],
  ['with all optional parts', allParts],
];

describe.skipIf(!hasCluster)('a real API server', { timeout: TIMEOUT }, () => {
  beforeAll(() => establish(...(podMonitors === undefined ? [] : [podMonitors])), TIMEOUT);

  it.each(parts)(
    'takes every platform %s, strictly; applied twice, or a chart version later, no pod changes',
    async (_, values) => {
      await inNamespace(async (namespace) => {
        const stream = (chart?: Promise<ReadyChart>) =>
          join(
            platforms.map((platform) =>
              manifests({
                name: platform,
                namespace,
                platform,
                values: values(platform, namespace),
                ...(chart ? { chart } : {}),
              }),
            ),
          );
        const now = await stream();
        const created = linesOf(await apply(now));
        expect(created).toHaveLength(countOf(now));
        expect(new Set(created).size).toBe(created.length);
        for (const line of created) expect(line).toMatch(/ created$/);
        for (const line of linesOf(await apply(now))) expect(line).toMatch(/ unchanged$/);

        const specs = async () => (await get(now)).map(({ kind, metadata, spec }) => [kind, metadata.name, spec]);
        const before = await specs();
        const later = await stream(next());
        for (const line of linesOf(await apply(later))) expect(line).toMatch(/ configured$/);
        expect(await specs()).toEqual(before);
      });
    },
  );

  it('accepts each optional part by itself', async () => {
    await inNamespace(async (namespace) => {
      const alone: Record<string, object> = {
        exporter: { wireguardExporter: { enabled: true } },
        router: { kubeRouter: { enabled: true } },
        'own-certificate': { peerValidation: { enabled: true, existingSecret: 'mine', caBundle: 'LS0t' } },
        validation: { peerValidation: { enabled: true } },
        rbac: { metrics: { rbac: { create: true } } },
        annotations: { metrics: { annotations: true, port: 1108 } },
        probes: {
          kdaemon: {
            livenessProbe: { enabled: true, periodSeconds: 5, terminationGracePeriodSeconds: 5 },
            readinessProbe: { enabled: true, successThreshold: 2 },
            startupProbe: { enabled: true, failureThreshold: 30 },
            priorityClassName: 'system-node-critical',
            updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } },
          },
        },
        peers: { peers: [peerOf('alone', namespace)] },
      };
      const streams = Object.entries(alone).map(([name, values]) =>
        manifests({ name, namespace, platform: 'kubeadm', values }),
      );
      const stream = await join(streams);
      expect(linesOf(await dryRun(stream))).toHaveLength(countOf(stream));
    });
  });

  it.skipIf(podMonitors === undefined)('takes PodMonitors', async () => {
    await inNamespace(async (namespace) => {
      const values = {
        wireguardExporter: { enabled: true },
        metrics: {
          podMonitor: {
            enabled: true,
            scrapeTimeout: '5s',
            labels: { release: 'prometheus' },
            relabelings: [
              { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node', action: 'replace' },
            ],
            metricRelabelings: [{ action: 'labeldrop', regex: 'pod' }],
          },
        },
      };
      const stream = await manifests({ name: 'kilo', namespace, platform: 'k3s', values });
      expect((await apply(stream)).match(/podmonitor\S* created/g)).toHaveLength(2);
      for (const line of linesOf(await apply(stream))) expect(line).toMatch(/ unchanged$/);
    });
  });

  it('takes a release with a Namespace that is not there yet, from one stream', async () => {
    const namespace = newNamespace();
    try {
      const stream = await manifests({
        name: 'kilo',
        namespace,
        platform: 'k3s',
        values: { namespace: { create: true } },
      });
      for (const line of linesOf(await apply(stream))) expect(line).toMatch(/ created$/);
      for (const line of linesOf(await apply(stream))) expect(line).toMatch(/ unchanged$/);
      const [object] = await get(stream);
      expect(object?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'privileged' });
    } finally {
      await removeAll(namespace);
    }
  });

  it('takes the Peers of the values before the webhook, which refuses more as long as nothing answers for it', async () => {
    await inNamespace(async (namespace) => {
      const values = {
        peerValidation: { enabled: true, timeoutSeconds: 1 },
        peers: [peerOf('first', namespace), peerOf('second', namespace)],
      };
      const stream = await manifests({ name: 'kilo', namespace, platform: 'k3s', values });
      expect((await apply(stream)).match(/^peer\.\S* created/gm)).toHaveLength(2);
      const third = await manifests({ name: 'kilo', namespace, values: { peers: [peerOf('third', namespace)] } });
      const { code, stderr } = await kubectl(
        ['apply', '-f', '-'],
        third.slice(third.indexOf('---\n# Source: kilo/templates/peers.yaml')),
      );
      expect(code).not.toBe(0);
      expect(stderr).toContain('failed calling webhook "peers.kilo.squat.ai"');
      for (const line of linesOf(await apply(stream))) expect(line).toMatch(/ unchanged$/);
    });
  });

  it('refuses no Peer that the schema lets pass, and keeps it as it is given', async () => {
    await inNamespace(async (namespace) => {
      const full = {
        ...peerOf('full', namespace),
        allowedIPs: ['10.5.0.1/32', 'fd00:5::1/128'],
        endpoint: { dnsOrIP: { dns: 'laptop.example.com' }, port: 51820 },
        presharedKey: ALL_PARTS.peers[0]?.publicKey,
      };
      const byAddress = { ...full, name: `address-${namespace}`, endpoint: { dnsOrIP: { ip: 'fd00::1' }, port: 1 } };
      const stream = await manifests({ name: 'kilo', namespace, values: { peers: [full, byAddress] } });
      await apply(stream);
      const peers = (await get(stream)).filter(({ kind }) => kind === 'Peer');
      const given = [full, byAddress].map(({ name: _, ...spec }) => spec);
      expect(peers.map(({ spec }) => spec)).toEqual(given);
    });
  });

  it('holds two releases of one platform side by side, and the same name in another namespace', async () => {
    await inNamespace((first) =>
      inNamespace(async (second) => {
        const streams = await Promise.all(
          (
            [
              ['one', first],
              ['two', first],
              ['one', second],
            ] as const
          ).map(([name, namespace]) =>
            manifests({ name, namespace, platform: 'k3s-userspace-heterogeneous', values: allParts(name, namespace) }),
          ),
        );
        for (const stream of streams)
          for (const line of linesOf(await apply(stream))) expect(line).toMatch(/ created$/);
        for (const line of linesOf(await apply(streams.join('')))) expect(line).toMatch(/ unchanged$/);
      }),
    );
  });

  it('goes from one platform and one set of parts to another, and prunes what is left', async () => {
    await inNamespace(async (namespace) => {
      const release = { name: 'kilo', namespace };
      const before = await manifests({ ...release, platform: 'k3s', values: allParts('kilo', namespace) });
      await apply(before);
      // A Job cannot be changed: another spec is another Job.
      const domain = await manifests({
        ...release,
        platform: 'k3s',
        values: { ...allParts('kilo', namespace), clusterDomain: 'mesh.example' },
      });
      expect(await apply(domain)).toMatch(/job\S*certgen-\S* created/);
      const after = await manifests({ ...release, platform: 'k3s-cilium' });
      await apply(after);
      const prune = ['--prune', '-l', `app.kubernetes.io/instance=kilo,kilo-chart/test=${namespace}`];
      const kinds = [
        ...[
          'core/v1/ConfigMap',
          'core/v1/ServiceAccount',
          'core/v1/Service',
          'apps/v1/DaemonSet',
          'apps/v1/Deployment',
        ],
        ...[
          'batch/v1/Job',
          'rbac.authorization.k8s.io/v1/ClusterRole',
          'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
        ],
        ...[
          'rbac.authorization.k8s.io/v1/Role',
          'rbac.authorization.k8s.io/v1/RoleBinding',
          'kilo.squat.ai/v1alpha1/Peer',
        ],
        'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
      ].map((kind) => `--prune-allowlist=${kind}`);
      await mustKubectl(['apply', '-f', '-', '-n', namespace, ...prune, ...kinds], after);
      const { stdout } = await kubectl([
        ...[
          'get',
          'configmaps,daemonsets,deployments,jobs,services,validatingwebhookconfigurations,peers,clusterroles',
        ],
        ...['-n', namespace, '-o', 'name', '-l', `kilo-chart/test=${namespace}`],
      ]);
      expect(linesOf(stdout).sort()).toEqual([
        `clusterrole.rbac.authorization.k8s.io/kilo-${namespace}`,
        'daemonset.apps/kilo',
      ]);
    });
  });
});
