import { Ajv } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { leaves, schema } from '../../tools/generate/chart-parameters.ts';
import { release } from './render.ts';

test('the schema has no keyword that does nothing', () => {
  expect(() => new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
});

/** The maps that the chart owns, and their keys. */
const owned = [
  '',
  ...new Set(leaves.map(({ name }) => name.split('.').slice(0, -1).join('.')).filter((name) => name !== '')),
];
const open = (name: string): boolean => /[sS]ecurityContext$/.test(name);

describe('unknown keys are refused at every level that the chart owns', () => {
  it.each(owned.filter((name) => !open(name)))('in %j', async (name) => {
    const path = [...name.split('.').filter(Boolean), 'unknownKey'];
    const values = path.reduceRight<unknown>((value, key) => ({ [key]: value }), 'x') as object;
    const { errors, stdout } = await release(values);
    expect(stdout).toBe('');
    expect(errors.join()).toContain('unknownKey');
  });
});

const PEER = {
  name: 'laptop',
  publicKey: 'GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=',
  allowedIPs: ['10.5.0.1/32'],
};

const refused: readonly (readonly [name: string, values: object])[] = [
  ['image.pullPolicy', { image: { pullPolicy: 'Sometimes' } }],
  ['image.tag', { image: { tag: 1.1 } }],
  ['image.digest', { image: { digest: 'abc' } }],
  ['image.debug', { image: { debug: 'yes' } }],
  ['kdaemon.podAffinityPreset', { kdaemon: { podAffinityPreset: 'medium' } }],
  ['kdaemon.nodeAffinityPreset.type', { kdaemon: { nodeAffinityPreset: { type: 'Soft' } } }],
  ['kdaemon.args', { kdaemon: { args: { a: 1 } } }],
  ['kdaemon.args', { kdaemon: { args: ['--port', 51820] } }],
  ['kdaemon.sidecars', { kdaemon: { sidecars: { name: 'a' } } }],
  ['kdaemon.sidecars', { kdaemon: { sidecars: [{ image: 'a' }] } }],
  ['kdaemon.extraVolumes', { kdaemon: { extraVolumes: [{}] } }],
  ['kdaemon.tolerations', { kdaemon: { tolerations: ['a'] } }],
  ['kdaemon.podLabels', { kdaemon: { podLabels: { a: 'not a label' } } }],
  ['kdaemon.podLabels', { kdaemon: { podLabels: { a: 1 } } }],
  ['kdaemon.podLabels', { kdaemon: { podLabels: { '-a': 'b' } } }],
  ['kdaemon.podAnnotations', { kdaemon: { podAnnotations: { a: true } } }],
  ['kdaemon.containerSecurityContext.runAsUser', { kdaemon: { containerSecurityContext: { runAsUser: '0' } } }],
  ['kdaemon.podSecurityContext.fsGroup', { kdaemon: { podSecurityContext: { fsGroup: -1 } } }],
  ['commonAnnotations', { commonAnnotations: ['a'] }],
  ['extraDeploy', { extraDeploy: [1] }],
  ['nameOverride', { nameOverride: 'Kilo' }],
  ['fullnameOverride', { fullnameOverride: 'a_b' }],
  ['serviceAccount.name', { serviceAccount: { name: '{{Release.Name}}' } }],
  ['rbac.create', { rbac: { create: 'true' } }],
  ['global.imagePullSecrets', { global: { imagePullSecrets: [{ secret: 'a' }] } }],
  ['kdaemon.existingConfigmap', { kdaemon: { existingConfigmap: 'A' } }],
  ['kdaemon.flags.encapsulate', { kdaemon: { flags: { encapsulate: 'sometimes' } } }],
  ['kdaemon.flags.port', { kdaemon: { flags: { port: 0 } } }],
  ['kdaemon.flags.subnet', { kdaemon: { flags: { subnet: '10.4.0.0' } } }],
  ['kdaemon.flags.mtu', { kdaemon: { flags: { mtu: 'large' } } }],
  ['kdaemon.flags.resync-period', { kdaemon: { flags: { 'resync-period': '30' } } }],
  ['internal-cidr', { kdaemon: { flags: { 'internal-cidr': '10.0.0.0/8' } } }],
  ['mesh-granulrity', { kdaemon: { flags: { 'mesh-granulrity': 'full' } } }],
  ['httpGet', { kdaemon: { livenessProbe: { enabled: true, httpGet: { path: '/' } } } }],
  ['kubeconfig.source', { kubeconfig: { source: 'kubeadm' } }],
  ['kubeconfig.hostPath', { kubeconfig: { hostPath: 'etc/kubeconfig' } }],
  ['internalCIDRs', { internalCIDRs: ['10.0.0.0/33'] }],
  ['compatibility', { compatibility: 'calico' }],
  ['interface', { interface: 'sixteen-letters-' }],
  ['userspace.mode', { userspace: { mode: 'sometimes' } }],
  ['metrics.port', { metrics: { port: 65536 } }],
  ['peerValidation.failurePolicy', { peerValidation: { failurePolicy: 'fail' } }],
  ...(
    [
      ['name', { name: 'Laptop' }],
      ['publicKey', { publicKey: 'c2hvcnQ=' }],
      ['presharedKey', { presharedKey: 'c2hvcnQ=' }],
      ['allowedIPs', { allowedIPs: ['10.5.0.1'] }],
      ['allowedIPs', { allowedIPs: ['{{Release.Name}}'] }],
      ['persistentKeepalive', { persistentKeepalive: -1 }],
      ['port', { endpoint: { dnsOrIP: { ip: '192.0.2.1' }, port: 0 } }],
      ['ip', { endpoint: { dnsOrIP: { ip: '192.0.2' }, port: 1 } }],
      ['dnsOrIP', { endpoint: { dnsOrIP: {}, port: 1 } }],
      ['keepalive', { keepalive: 10 }],
    ] as const
  ).map(([field, change]) => [field, { peers: [{ ...PEER, ...change }] }] as const),
  ['publicKey', { peers: [{ name: 'a', allowedIPs: ['10.5.0.1/32'] }] }],
];

describe('what Kubernetes would refuse is refused before, and named', () => {
  it.each(refused)('%s: %j', async (name, values) => {
    const { errors, stdout } = await release(values);
    expect(stdout).toBe('');
    expect(errors.join()).toContain(name);
  });
});
