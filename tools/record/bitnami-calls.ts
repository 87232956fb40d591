// The calls of bitnami's common library that are recorded (tools/record/bitnami.ts): a name, an argument, and what the
// context differs in from DEFAULTS. `$` in an argument is the root context.

/** What the context of a call can differ in. */
interface Context {
  readonly release: string;
  readonly namespace: string;
  readonly chart: Readonly<Record<string, unknown>>;
  readonly values: unknown;
  readonly flags: readonly string[];
}

/** A call of a named template. */
export interface Call extends Partial<Context> {
  readonly name: string;
  readonly arg: unknown;
}

/** The context of a call without its own. */
export const DEFAULTS: Context = {
  release: 'my-release',
  namespace: 'kube-system',
  chart: { name: 'kilo', version: '1.2.3+build', appVersion: '0.7.0' },
  values: {},
  flags: [],
};

const LONG = 'a'.repeat(62);
const $ = '$';
const calls: Call[] = [];
const call = (name: string, arg: unknown = $, context: Partial<Context> = {}) =>
  calls.push({ name: `common.${name}`, arg, ...context });

for (const name of ['name', 'fullname', 'chart', 'namespace', 'fullname.namespace']) {
  for (const context of [
    {},
    { values: { nameOverride: 'other', namespaceOverride: 'elsewhere' } },
    { values: { fullnameOverride: 'full', nameOverride: '' } },
    { values: { fullnameOverride: `${LONG}-tail`, nameOverride: `${LONG}-tail`, namespaceOverride: `${LONG}-x` } },
    { values: { fullnameOverride: `${LONG.slice(2)}----`, nameOverride: `${LONG.slice(2)}----` } },
    { release: 'kilo' },
    { release: 'my-kilo-2', namespace: 'ns' },
    { release: 'a.b', chart: { name: 'a', version: '0.0.1' } },
    { release: 'x.kilo.y' },
    { chart: { name: 'long', version: `1.0.0-${'b'.repeat(51)}.c-d.e-f`, appVersion: '' } },
  ]) {
    call(`names.${name}`, $, context);
  }
}
for (const chartValues of [{}, { nameOverride: 'n' }, { fullnameOverride: `${LONG}-z` }, { nameOverride: 'release' }]) {
  call('names.dependency.fullname', { chartName: 'postgresql', chartValues, context: $ });
}

for (const value of ['1.2.3', '1.2.3+a+b', `${'a'.repeat(60)}-._`, 'x-', '-', '', '1.0.0-alpha.1_', 12, true]) {
  call('labels.value', value);
}
for (const context of [{}, { values: { nameOverride: 'n' } }, { chart: { name: 'c', version: '1.0.0' } }]) {
  call('labels.standard', $, context);
  call('labels.matchLabels', $, context);
  for (const customLabels of [
    {},
    null,
    { team: 'net' },
    { 'app.kubernetes.io/name': 'mine', 'app.kubernetes.io/version': 'v', extra: '{{ .Release.Name }}-x' },
    { 'app.kubernetes.io/name': '', 'app.kubernetes.io/instance': 'i' },
    { tier: 5, yes: true },
  ]) {
    call('labels.standard', { customLabels, context: $ }, context);
    call('labels.matchLabels', { customLabels, context: $ }, context);
  }
}

for (const type of ['', '.soft', '.hard']) {
  for (const kind of type === '' ? ['soft', 'hard', '', null, 'Soft'] : [null]) {
    const of = type === '' ? { type: kind } : {};
    call(`affinities.nodes${type}`, { ...of, key: 'node-role', values: ['a', 'b'] });
    call(`affinities.nodes${type}`, { ...of, key: 'zone', values: [1, 'true', true] });
    call(`affinities.nodes${type}`, { ...of, key: '', values: ['a'] });
    call(`affinities.nodes${type}`, { ...of, key: 'a', values: [] });
    call(`affinities.pods${type}`, { ...of, context: $ });
    call(`affinities.pods${type}`, { ...of, component: 'kg', context: $ });
    call(`affinities.pods${type}`, { ...of, extraNamespaces: ['{{ .Release.Name }}'], context: $ });
    call(`affinities.pods${type}`, {
      ...of,
      component: 'kg',
      customLabels: { 'app.kubernetes.io/name': 'mine', team: 'x' },
      extraMatchLabels: { shard: 1, zone: 'b' },
      topologyKey: 'topology.kubernetes.io/zone',
      extraNamespaces: ['n1', 'n2'],
      extraPodAffinityTerms: [
        { extraMatchLabels: { a: 'b' }, weight: 7, topologyKey: 'rack' },
        { namespaces: ['other'] },
      ],
      context: $,
    });
  }
}
call('affinities.topologyKey', {});
call('affinities.topologyKey', { topologyKey: 'rack' });

const digest = 'sha256:0123456789abcdef';
for (const imageRoot of [
  { registry: 'docker.io', repository: 'squat/kilo', tag: '0.7.0' },
  { registry: '', repository: 'squat/kilo', tag: '0.7.0' },
  { repository: 'squat/kilo', tag: 7 },
  { registry: 'r:5000', repository: 'squat/kilo', tag: 't', digest },
  { registry: 'r', repository: 'squat/kilo', digest },
  { registry: 'r', repository: 'squat/kilo', tag: '' },
  { registry: 'r', repository: 'squat/kilo' },
  { registry: 'r', tag: '1' },
]) {
  for (const more of [{}, { global: null }, { global: { imageRegistry: 'g.io' } }, { chart: { AppVersion: '0.9' } }]) {
    call('images.image', { imageRoot, ...more });
  }
}
for (const tag of ['1.2.3-debian-12-r4', '1', '1.2', '1.2.3+x', 'latest', 'v1.2.3', '01.2', 3]) {
  call('images.version', { imageRoot: { tag }, chart: { AppVersion: '9.9' } });
}
const pullers = [
  { pullSecrets: ['one', { name: 'two' }, 'one'] },
  {},
  { pullSecrets: ['{{ .Release.Name }}', 'my-release'] },
];
for (const imagePullSecrets of [[], null, ['g', { name: 'two' }]]) {
  call('images.pullSecrets', { images: pullers.slice(0, 2), global: { imagePullSecrets } });
  call('images.pullSecrets', { images: [{}], global: { imagePullSecrets } });
  call('images.renderPullSecrets', { images: pullers, context: $ }, { values: { global: { imagePullSecrets } } });
  call('images.renderPullSecrets', { images: [], context: $ }, { values: { global: { imagePullSecrets } } });
}
call('images.pullSecrets', { images: [], global: null });

for (const value of [
  'text',
  '{{ .Release.Name }}',
  { a: '{{ .Values.x }}', '{{ .Release.Name }}': [1, 'b{{ .Release.Namespace }}'] },
  ['a', '{{ .Values.x }}'],
  {},
  null,
  5,
]) {
  call('tplvalues.render', { value, context: $ }, { values: { x: 'y' } });
}
const maps = [
  { a: 1, m: { x: 'i', e: '' }, l: [1] },
  { a: 2, b: '{{ .Release.Name }}', m: { x: 'j', e: 'k', z: 0 }, l: [2] },
  { n: null, b: 'c' },
];
call('tplvalues.merge', { values: maps, context: $ });
call('tplvalues.merge-overwrite', { values: maps, context: $ });
call('tplvalues.merge', { values: [], context: $ });

for (const context of [
  {},
  { flags: ['--kube-version', 'v1.24.3'] },
  { flags: ['--kube-version', 'v1.31.2-gke.1'] },
  { values: { kubeVersion: '1.20.0' } },
  { values: { kubeVersion: '1.20.0', global: { kubeVersion: '1.30.0' } } },
]) {
  call('capabilities.kubeVersion', $, context);
  for (const kind of ['psp.supported', 'admissionConfiguration.supported', 'supportsHelmVersion'])
    call(`capabilities.${kind}`, $, context);
  for (const kind of 'policy networkPolicy job cronjob daemonset deployment statefulset ingress rbac crd apiService vpa admissionConfiguration podSecurityConfiguration'.split(
    ' ',
  )) {
    call(`capabilities.${kind}.apiVersion`, $, context);
  }
  call('capabilities.hpa.apiVersion', { context: $ }, context);
}
for (const version of ['batch/v1', 'batch/v9', 'mine/v1']) {
  for (const context of [
    {},
    { values: { apiVersions: ['mine/v1'] } },
    { flags: ['-a', 'mine/v1'] },
    { values: { apiVersions: ['a/v1'], global: { apiVersions: ['mine/v1'] } } },
  ]) {
    call('capabilities.apiVersions.has', { version, context: $ }, context);
  }
}

for (const persistence of [
  {},
  { storageClass: 'fast' },
  { storageClass: '-' },
  { storageClass: '' },
  { storageClass: null },
]) {
  for (const global of [null, {}, { storageClass: 'g' }, { storageClass: '-' }, { defaultStorageClass: 'd' }]) {
    call('storage.class', { persistence, global });
  }
}

for (const existingSecret of [
  null,
  '',
  'given',
  { name: 'given' },
  { name: '' },
  { keyMapping: { password: 'pw' }, name: 'x' },
]) {
  for (const defaultNameSuffix of [null, 'tls', LONG]) {
    call('secrets.name', { existingSecret, defaultNameSuffix, context: $ });
  }
  call('secrets.key', { existingSecret, key: 'password' });
}
const auth = { values: { auth: { password: 'p{{ .Release.Name }}', empty: '', number: 5 } } };
for (const more of [
  {},
  { skipB64enc: true },
  { skipQuote: true },
  { skipB64enc: true, skipQuote: true, honorProvidedValues: true },
]) {
  const manage = { secret: 's', key: 'k', context: $, ...more };
  call('secrets.passwords.manage', { ...manage, providedValues: ['auth.password'] }, auth);
  call('secrets.passwords.manage', { ...manage, providedValues: ['auth.empty', 'auth.number'] }, auth);
}
call(
  'secrets.passwords.manage',
  { secret: 's', key: 'k', providedValues: ['auth.empty'], context: $ },
  { ...auth, flags: ['--is-upgrade'] },
);
call('secrets.lookup', { secret: 's', key: 'k', defaultValue: 'abc', context: $ });
call('secrets.lookup', { secret: 's', key: 'k', context: $ });
call('secrets.exists', { secret: 's', context: $ });

call('utils.fieldToEnvVar', { field: 'my-root-password' });
call('utils.secret.getvalue', { secret: 's', field: 'my-password', context: $ });
for (const key of ['auth.password', 'auth.empty', 'auth.number', 'auth.none', 'none', 'none.x', 'auth.password.x']) {
  call('utils.getValueFromKey', { key, context: $ }, auth);
}
call('utils.getKeyFromList', { keys: ['auth.empty', 'auth.number', 'auth.password'], context: $ }, auth);
call('utils.getKeyFromList', { keys: ['auth.empty', 'auth.none'], context: $ }, auth);

for (const repository of ['bitnami/nginx', 'squat/kilo']) {
  for (const tag of ['latest', '1.2.3-debian-12-r0', '1.2.3', '', 'sha256:abc'])
    call('warnings.rollingTag', { repository, tag });
}
const annotated = { chart: { ...DEFAULTS.chart, annotations: { images: '- image: docker.io/bitnami/nginx:1.2.3\n' } } };
const own = { registry: 'docker.io', repository: 'bitnami/nginx', tag: '1.2.3' };
for (const image of [
  own,
  { ...own, tag: '2' },
  { ...own, repository: 'x/y' },
  { ...own, registry: 'r.io' },
  { ...own, repository: 'bitnamilegacy/nginx' },
]) {
  call('warnings.modifiedImages', { images: [image], context: $ }, annotated);
  call('errors.insecureImages', { images: [image], context: $ }, annotated);
  call(
    'errors.insecureImages',
    { images: [image], context: $ },
    { ...annotated, values: { global: { security: { allowInsecureImages: true } } } },
  );
}
for (const values of [
  { server: {}, resources: {} },
  { server: { resources: { limits: 1 } }, resources: { limits: 1 } },
  { server: { enabled: false }, resources: { limits: 1 } },
  { server: { enabled: true }, resources: { limits: 1 } },
  { server: { replicaCount: 0 }, resources: { limits: 1 } },
  { server: { replicaCount: 2 }, resources: { limits: 1 } },
]) {
  call('warnings.resources', { sections: ['server', ''], context: $ }, { values });
}

for (const validationErrors of [[], ['', ''], ['wrong']]) {
  for (const flags of [[], ['--is-upgrade']]) {
    call('errors.upgrade.passwords.empty', { validationErrors, context: $ }, { flags });
  }
}
for (const valueKey of ['auth.password', 'auth.empty']) {
  call('validations.values.single.empty', { valueKey, context: $ }, auth);
  call('validations.values.single.empty', { valueKey, secret: 's', field: 'f', subchart: 'sub', context: $ }, auth);
  call(
    'validations.values.multiple.empty',
    { required: [{ valueKey }, { valueKey: 'auth.number' }], context: $ },
    auth,
  );
}

call('ingress.backend', { serviceName: 's', servicePort: 80, context: $ });
call('ingress.backend', { serviceName: 's', servicePort: 'http', context: $ });
call('ingress.certManagerRequest', { annotations: { a: 'b' } });
call('ingress.certManagerRequest', { annotations: { 'kubernetes.io/tls-acme': 'true' } });
for (const type of ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge', 'huge'])
  call('resources.preset', { type });

const secContext = { enabled: true, runAsUser: 1001, fsGroup: 2, seLinuxOptions: {}, capabilities: { drop: ['ALL'] } };
for (const adaptSecurityContext of ['auto', 'force', 'disabled']) {
  for (const flags of [[], ['-a', 'security.openshift.io/v1']]) {
    const context = { values: { global: { compatibility: { openshift: { adaptSecurityContext } } } }, flags };
    call('compatibility.isOpenshift', $, context);
    call('compatibility.renderSecurityContext', { secContext, context: $ }, context);
  }
}
call('compatibility.renderSecurityContext', { secContext: { ...secContext, privileged: true }, context: $ });
call(
  'compatibility.renderSecurityContext',
  { secContext, context: $ },
  { values: { global: { compatibility: { omitEmptySeLinuxOptions: true } } } },
);

export { calls };
