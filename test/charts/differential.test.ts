import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { makeTwin, runHelm, TWINS, type TwinName } from '../../tools/record/twin-chart.ts';
import { readStream, runCase } from './compare.ts';

const helm = process.env.HELM;
const RUNS = Number(process.env.TWIN_RUNS ?? 60);

/** Text of every kind that YAML could take for something else; no template, and nothing that Go's `%q` cannot spell. */
const text = fc
  .oneof(
    fc.constantFrom(
      '',
      'true',
      'no',
      '1',
      '0x1f',
      '1e3',
      '~',
      'null',
      '- a',
      'a: b',
      '#c',
      ' a ',
      '"',
      "'",
      'a\\nb',
      '=',
      '2001-01-01',
    ),
    fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc
      .array(fc.constantFrom('a', ' ', '\n', '\t', ':', '#', '-', 'é', '😀'), { maxLength: 10 })
      .map((parts) => parts.join('')),
  )
  // Helm cuts a line break off the text that toYaml prints and off that of each document: it may be one of the value's.
  .filter((value) => !value.includes('{{') && !value.endsWith('\n'));
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,12}[a-z0-9])?$/);
const key = fc.oneof(word, fc.stringMatching(/^[a-z]{1,5}\.[a-z]{1,5}\/[a-zA-Z]{1,8}$/));
const integer = fc.integer({ min: -100_000, max: 100_000 });
const port = fc.integer({ min: 1, max: 65_535 });
const scalar = fc.oneof(text, integer, fc.boolean(), fc.constantFrom(0.5, -1.25));
const texts = fc.dictionary(key, text, { maxKeys: 3 });
/** What a user passes through: printed by toYaml. */
const data = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(key, text), tie('node'), { maxKeys: 3 }),
  ),
})).node;
const map = fc.dictionary(word, data, { maxKeys: 3 });
const some = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(shape, { requiredKeys: [] });

const VALUES: Readonly<Record<TwinName, fc.Arbitrary<object>>> = {
  web: some({
    replicaCount: fc.nat(50),
    nameOverride: fc.stringMatching(/^(?:[a-z][a-z-]{0,69})?$/),
    fullnameOverride: fc.stringMatching(/^(?:[a-z][a-z-]{0,69})?$/),
    image: some({ registry: fc.oneof(fc.constant(''), name), repository: name, tag: fc.oneof(fc.constant(''), name) }),
    imagePullSecrets: fc.array(text, { maxLength: 2 }),
    serviceAccount: some({ create: fc.boolean(), name: fc.oneof(fc.constant(''), name), annotations: texts }),
    podAnnotations: fc.dictionary(key, scalar, { maxKeys: 3 }),
    podLabels: map,
    podSecurityContext: map,
    securityContext: map,
    service: some({
      type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
      port,
      nodePort: fc.oneof(port, fc.constant(null)),
      annotations: texts,
      extraPorts: fc.array(
        fc.oneof(fc.record({ name: word, port }), fc.record({ name: word, port, targetPort: port })),
        {
          maxLength: 2,
        },
      ),
    }),
    ingress: some({
      enabled: fc.boolean(),
      className: fc.oneof(fc.constant(''), text),
      annotations: texts,
      hosts: fc.array(
        fc.record({
          host: text,
          paths: fc.array(fc.record({ path: text, pathType: fc.constantFrom('Exact', 'Prefix', '') })),
        }),
        { maxLength: 2 },
      ),
      tls: fc.array(fc.record({ secretName: text, hosts: fc.array(text, { maxLength: 2 }) }), { maxLength: 2 }),
    }),
    autoscaling: some({
      enabled: fc.boolean(),
      targetCPU: fc.oneof(fc.nat(100), fc.constant(null)),
      targetMemory: fc.nat(100),
    }),
    config: fc.dictionary(key, scalar, { maxKeys: 4 }),
    secrets: fc.dictionary(key, text, { maxKeys: 2 }),
    existingSecret: fc.oneof(fc.constant(''), name),
    resources: map,
    nodeSelector: texts,
    tolerations: fc.array(map, { maxLength: 2 }),
    affinity: map,
    motd: text,
    extraObjects: fc.array(
      fc.record({
        apiVersion: fc.constantFrom('v1', 'apps/v1'),
        kind: fc.constantFrom('ConfigMap', 'Service', 'Zebra', 'Ant', 'List', 'Secret'),
        metadata: fc.record({
          name,
          annotations: fc.constantFrom({}, { 'helm.sh/hook': 'test' }, { 'helm.sh/hook': 'pre-install' }),
        }),
        data: map,
      }),
      { maxLength: 3 },
    ),
    tests: some({ enabled: fc.boolean() }),
  }),
  kilo: some({
    nameOverride: name,
    fullnameOverride: name,
    commonLabels: fc.dictionary(word, name, { maxKeys: 2 }),
    commonAnnotations: texts,
    schedulerName: name,
    image: some({ tag: name, pullPolicy: fc.constantFrom('Always', 'Never'), debug: fc.boolean() }),
    global: some({ imageRegistry: name, imagePullSecrets: fc.array(name, { maxLength: 2 }) }),
    kdaemon: some({
      command: fc.array(text, { minLength: 1, maxLength: 2 }),
      args: fc.array(text, { maxLength: 3 }),
      extraFlags: fc.array(text, { maxLength: 2 }),
      flags: fc.dictionary(word, fc.oneof(name, fc.nat(100), fc.boolean(), fc.constant(null)), { maxKeys: 3 }),
      configuration: text,
      podAnnotations: texts,
      podLabels: fc.dictionary(word, name, { maxKeys: 2 }),
      podAffinityPreset: fc.constantFrom('', 'soft', 'hard'),
      podAntiAffinityPreset: fc.constantFrom('', 'soft', 'hard'),
      extraEnvVars: fc.dictionary(word, fc.oneof(text, fc.nat(9), fc.boolean()), { maxKeys: 3 }),
      extraEnvVarsCM: name,
      priorityClassName: name,
    }),
    kubeconfig: some({ source: fc.constantFrom('inCluster', 'k3s', 'kubeProxy', 'hostPath') }),
    cni: some({ enabled: fc.boolean() }),
    compatibility: fc.constantFrom('flannel', 'cilium'),
    userspace: some({ mode: fc.constantFrom('never', 'always', 'auto') }),
    metrics: some({ annotations: fc.boolean(), port, podMonitor: some({ enabled: fc.boolean() }) }),
    peerValidation: some({ enabled: fc.boolean(), replicaCount: fc.nat(3) }),
    wireguardExporter: some({ enabled: fc.boolean(), hostNetwork: fc.boolean() }),
    kubeRouter: some({ enabled: fc.boolean() }),
    namespace: some({ create: fc.boolean() }),
    rbac: some({ create: fc.boolean() }),
    serviceAccount: some({ create: fc.boolean(), name, annotations: texts }),
  }),
  stateful: some({
    replicas: fc.nat(6),
    image: some({ tag: fc.oneof(name, fc.nat(9)), digest: fc.oneof(fc.constant(''), name) }),
    global: some({
      imageRegistry: fc.oneof(fc.constant(''), name),
      storageClass: fc.oneof(fc.constant(''), fc.constant('-'), name),
    }),
    commonLabels: texts,
    commonAnnotations: texts,
    auth: some({ username: text, password: text, existingSecret: fc.oneof(fc.constant(''), name) }),
    persistence: some({
      enabled: fc.boolean(),
      size: text,
      storageClass: fc.oneof(fc.constant(''), fc.constant('-'), name),
      accessModes: fc.array(text, { maxLength: 2 }),
      annotations: texts,
    }),
    settings: fc.dictionary(word, scalar, { maxKeys: 4 }),
    initScripts: texts,
    ports: fc.dictionary(word, port, { maxKeys: 2 }),
    pdb: some({ create: fc.boolean(), minAvailable: fc.oneof(fc.constant(''), fc.nat(9), fc.constant('50%')) }),
    networkPolicy: some({ enabled: fc.boolean(), allow: fc.array(texts, { maxLength: 2 }) }),
    extraEnv: fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,4}[_A-Z0-9][a-zA-Z]{0,4}$/), scalar, { maxKeys: 3 }),
    migration: some({ enabled: fc.boolean(), weight: integer, command: fc.array(text, { maxLength: 3 }) }),
    backup: some({ enabled: fc.boolean(), schedule: text, keep: data }),
    monitoring: some({
      enabled: fc.boolean(),
      rules: fc.array(
        some({ name: fc.stringMatching(/^[a-z]{1,4}(_[a-z]{1,4})?$/), for: word, expr: text, labels: texts }),
        { maxLength: 2 },
      ),
    }),
    priorityClass: some({ create: fc.boolean(), value: integer }),
  }),
};

const flags = fc
  .subarray(
    [
      ['--no-hooks'],
      ['--skip-tests'],
      ['--is-upgrade'],
      ['--include-crds'],
      ['-n', 'shop'],
      ['--kube-version', '1.30'],
      ['-a', 'example.com/v1/Backup'],
      ['-s', 'templates/[a-s]*'],
      ['-s', 'templates/*/*'],
    ],
    { maxLength: 4 },
  )
  .map((chosen) => chosen.flat());

describe.skipIf(!helm).each(Object.keys(TWINS) as TwinName[])('the chart %s and its Go twin in Helm', (chart) => {
  const twin = makeTwin(chart);
  afterAll(twin.remove);

  test(`when values and flags are anything, then both print the same (${RUNS} runs)`, {
    timeout: RUNS * 2000,
  }, async () => {
    const given = fc
      .record({ values: VALUES[chart], args: flags, release: name, outputDir: fc.boolean() })
      // In Helm the two together always fail.
      .filter(({ args, outputDir }) => !(outputDir && args.includes('-s')));
    await fc.assert(
      fc.asyncProperty(given, async (one) => {
        const expected = runHelm(helm as string, twin.folder, { name: '', ...one });
        const ran = await runCase(TWINS[chart].chart, { name: '', ...one });
        if (expected.failed !== ran.failed) throw new Error(`Helm: ${expected.text}\nhere: ${ran.stderr}`);
        if (!expected.failed) expect(readStream(ran.text)).toEqual(readStream(expected.text));
      }),
      { numRuns: RUNS },
    );
  });
});
