import { describe, expect, it } from 'vitest';
import { overlap, parseCidr, parseIp } from '../../src/go/network.ts';
import { Checker } from '../../src/lint/kubernetes/check.ts';
import { cronSchedule } from '../../src/lint/kubernetes/cron.ts';
import { loadSchemas } from '../../src/lint/kubernetes/openapi.ts';
import { parseQuantity } from '../../src/lint/kubernetes/quantity.ts';
import { objectRules } from '../../src/lint/rules/index.ts';
import { newMap, parseNumber, type ValueMap } from '../../src/yaml/value.ts';
import { mutate, toValue } from './mutate.ts';
import { OBJECTS } from './objects.ts';

describe('the checker of objects', () => {
  it.each(OBJECTS.map((object) => [object.kind, toValue(object) as ValueMap] as const))(
    'has an answer for every %s, whatever it contains',
    async (_, object) => {
      const checker = new Checker(await loadSchemas(), objectRules);
      expect(checker.check(object).filter(({ rule }) => rule.severity === 'error')).toEqual([]);
      for (const [name, mutation] of mutate(object)) expect(() => checker.check(mutation), name).not.toThrow();
    },
  );

  it.each([
    [undefined, 'v1.37'],
    ['v1.99.0', 'v1.37'],
    ['v1.36.0', 'v1.36'],
    ['1.35', 'v1.35'],
    ['v1.34.4', 'v1.34'],
    ['v1.33.1', 'v1.33'],
    ['v1.32.0', 'v1.32'],
    ['v1.20.0', 'v1.32'],
  ])('knows of Kubernetes %s what %s has', async (asked, version) => {
    expect((await loadSchemas(asked)).version.replace(/\.\d+$/, '')).toBe(version);
  });

  it.each([
    ['v1.37', 'storagemigration.k8s.io/v1/StorageVersionMigration', true],
    ['v1.36', 'storagemigration.k8s.io/v1/StorageVersionMigration', false],
    ['v1.34', 'resource.k8s.io/v1/ResourceClaim', true],
    ['v1.33', 'resource.k8s.io/v1/ResourceClaim', false],
    ['v1.33', 'networking.k8s.io/v1/ServiceCIDR', true],
    ['v1.32', 'networking.k8s.io/v1/ServiceCIDR', false],
    ['v1.32', 'apps/v1/Deployment', true],
  ])('%s has %s: %s', async (version, key, has) => {
    const at = key.lastIndexOf('/');
    const found = (await loadSchemas(version)).kind(key.slice(0, at), key.slice(at + 1));
    expect(found !== undefined).toBe(has);
  });

  const pod = { metadata: { name: 'a' }, spec: {} };
  const service = (spec: object) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a' },
    spec: { ports: [{ port: 80 }], ...spec },
  });
  it.each([
    [
      'a word of another list',
      service({ type: 'ClusterIP', externalTrafficPolicy: 'Other' }),
      ['kubernetes-enum spec.externalTrafficPolicy'],
    ],
    [
      'a text for a list',
      { ...pod, apiVersion: 'v1', kind: 'Pod', spec: { containers: 'x' } },
      ['kubernetes-type spec.containers'],
    ],
    ['a large number', service({ ports: [{ port: 3e9 }] }), ['kubernetes-type spec.ports.0.port']],
    [
      'a wrong access mode',
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'a' },
        spec: { accessModes: ['X'], resources: { requests: { storage: '1Gi' } } },
      },
      ['kubernetes-enum spec.accessModes.0'],
    ],
    [
      'a wrong key with a wrong value',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { 'a/b': 7 } },
      ['kubernetes-name data.a/b', 'kubernetes-type data.a/b'],
    ],
  ])('says of %s what is wrong, and not what follows from it', async (_, object, expected) => {
    const checker = new Checker(await loadSchemas(), objectRules);
    const found = checker.check(toValue(object) as ValueMap).map(({ rule, path }) => `${rule.id} ${path.join('.')}`);
    expect([...new Set(found)].sort()).toEqual(expected);
  });

  it('reports the same for an object that it has seen', async () => {
    const checker = new Checker(await loadSchemas(), objectRules);
    const object = toValue({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'A' },
      spec: { containers: [{ name: 'B' }] },
    }) as ValueMap;
    const first = checker.check(object);
    expect(first.map(({ path }) => path.join('.'))).toEqual([
      'metadata.name',
      'spec.containers.0.name',
      'spec.containers.0',
    ]);
    expect(checker.check(object)).toEqual(first);
  });

  const podOf = (spec: object) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
  });
  const containerOf = (more: object) => podOf({ containers: [{ name: 'c', image: 'i', ...more }] });
  const serviceOf = (name: string, spec: object) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port: 80 }], ...spec },
  });
  const policyOf = (cidr: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'a' },
    spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr } }] }] },
  });
  const statefulSetOf = (inner: object) => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'a' },
    spec: {
      serviceName: 's',
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i', ...inner }] } },
    },
  });
  const scalerOf = (metrics: object[]) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a' },
    spec: {
      minReplicas: 0,
      maxReplicas: 2,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
      metrics,
    },
  });
  const external = { type: 'External', external: { metric: { name: 'x' }, target: { type: 'Value', value: '1' } } };
  const sleep = (seconds: number) => containerOf({ lifecycle: { preStop: { sleep: { seconds } } } });
  const sameZone = serviceOf('a', { trafficDistribution: 'PreferSameZone' });

  it.each<[title: string, object: object, accepted: readonly string[], refused: readonly string[]]>([
    ['a hook that sleeps for no time', sleep(0), ['v1.33'], ['v1.32']],
    ['a restartPolicy of a container', containerOf({ restartPolicy: 'Always' }), ['v1.34'], ['v1.32', 'v1.33']],
    ['wrong resources of a pod', podOf({ resources: { requests: { nope: '1' } } }), ['v1.33'], ['v1.34', 'v1.37']],
    ['a field of a later version', podOf({ hostnameOverride: 'x' }), ['v1.34'], ['v1.32']],
    ['a search domain with "_"', podOf({ dnsConfig: { searches: ['a_b.c'] } }), ['v1.33', 'v1.37'], ['v1.32']],
    ['traffic to the same zone', sameZone, ['v1.34'], ['v1.32', 'v1.33']],
    ['a Service whose name begins with a digit', serviceOf('1a', {}), ['v1.36', 'v1.37'], ['v1.32', 'v1.35']],
    ['bits after a prefix', policyOf('10.0.0.1/8'), ['v1.32', 'v1.35'], ['v1.36', 'v1.37']],
    ['leading zeros in an address', policyOf('010.0.0.0/8'), ['v1.35'], ['v1.36']],
    ['an IPv4 network written as an IPv6 one', policyOf('::ffff:10.0.0.0/104'), ['v1.35'], ['v1.36']],
    ['a network', policyOf('2001:db8::/33'), ['v1.32', 'v1.37'], []],
    ['a wrong word in a StatefulSet', statefulSetOf({ imagePullPolicy: 'Foo' }), ['v1.33'], ['v1.34', 'v1.37']],
    ['an unknown field in a StatefulSet', statefulSetOf({ nope: 1 }), [], ['v1.32', 'v1.37']],
    ['no replicas, with an external metric', scalerOf([external]), ['v1.37'], ['v1.32', 'v1.36']],
    ['no replicas, without a metric', scalerOf([]), [], ['v1.36', 'v1.37']],
  ])('%s is an error only for the versions whose server refuses it', async (_, object, accepted, refused) => {
    for (const version of [...accepted, ...refused]) {
      const found = new Checker(await loadSchemas(version), objectRules).check(toValue(object) as ValueMap);
      const errors = found.filter(({ rule, severity = rule.severity }) => severity === 'error');
      expect(errors.length > 0, version).toBe(refused.includes(version));
    }
  });

  it('reports what is wrong with a map or a list at its place, whatever it was elsewhere', async () => {
    const checker = new Checker(await loadSchemas(), objectRules);
    const ports = toValue([{ name: 'web', containerPort: 80 }]);
    const pod = (container: Record<string, unknown>) =>
      newMap([
        ...Object.entries(toValue({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }) as ValueMap),
        [
          'spec',
          newMap([['containers', [newMap(Object.entries({ name: 'b', image: 'c:1', ...container }) as never)]]]),
        ],
      ]);
    expect(checker.check(pod({ ports }))).toEqual([]);
    expect(checker.check(pod({ ports, command: ports }))).toMatchObject([
      { path: ['spec', 'containers', 0, 'command', 0], message: expect.stringContaining('text') },
    ]);
    expect(checker.check(pod({ env: ports })).map(({ path }) => path.slice(3))).toEqual([['env', 0, 'containerPort']]);
    expect(checker.check(pod({ ports }))).toEqual([]);
  });
});

describe('a quantity', () => {
  const billion = 10n ** 9n;
  it.each<[text: string, amount: bigint | undefined]>([
    ['1', billion],
    ['1.5', 15n * 10n ** 8n],
    ['.5', 5n * 10n ** 8n],
    ['5.', 5n * billion],
    ['+1', billion],
    ['-1', -billion],
    ['100m', 10n ** 8n],
    ['1n', 1n],
    ['0.1n', 1n],
    ['1k', 1000n * billion],
    ['1Ki', 1024n * billion],
    ['1E', 10n ** 18n * billion],
    ['1Ei', 2n ** 60n * billion],
    ['1e3', 1000n * billion],
    ['1E-3', 10n ** 6n],
    ['', undefined],
    ['.', undefined],
    ['1.2.3', undefined],
    ['1 Mi', undefined],
    ['1mi', undefined],
    ['1MB', undefined],
    ['1K', undefined],
    ['0x1', undefined],
    ['1e', undefined],
  ])('%j is %s billionths', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it('may be a number', () => {
    expect(parseQuantity(1.5)).toBe(15n * 10n ** 8n);
    expect(parseQuantity(parseNumber('12345678901234567890'))).toBe(12345678901234567890n * billion);
  });
});

describe('a schedule', () => {
  it.each(['* * * * *', '*/5 0-23/2 1,15 jan-Mar SUN', '? 1 ? * 0-6', '@daily', '@every 1h30m'])(
    '%j is one',
    (text) => {
      expect(cronSchedule(text)).toBeUndefined();
    },
  );

  it.each(['', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '5-1 * * * *', '*/0 * * * *'])(
    '%j is none',
    (text) => {
      expect(cronSchedule(text)).toBeDefined();
    },
  );
});

describe('networks', () => {
  it.each(['1.2.3.4', '010.0.0.1', '::', '::1', '1::', 'fe80::1:2', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])(
    '%s is an address',
    (text) => {
      expect(parseIp(text)).toBeDefined();
    },
  );

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7::8:9',
  ])('%j is none', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  it.each<[a: string, b: string, overlaps: boolean]>([
    ['10.4.0.0/16', '10.4.9.0/24', true],
    ['10.4.9.0/24', '10.4.0.0/16', true],
    ['10.4.0.0/16', '10.5.0.0/16', false],
    ['10.4.0.0/14', '10.7.0.0/16', true],
    ['10.4.0.0/15', '10.6.0.0/16', false],
    ['0.0.0.0/0', '1.2.3.4/32', true],
    ['fd00::/8', 'fdff::/16', true],
    ['10.4.0.0/16', 'fd00::/8', false],
  ])('%s and %s overlap: %s', (a, b, overlaps) => {
    const [left, right] = [parseCidr(a), parseCidr(b)];
    expect(left && right && overlap(left, right)).toBe(overlaps);
  });
});
