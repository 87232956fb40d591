import { describe, expect, it, test } from 'vitest';
import { HOSTILE, LABEL_VALUES, NAMES, TEMPLATE_LIKE } from './hostile-strings.ts';
import { at, type KubernetesObject, ofKind, readObjects, release, render } from './render.ts';

const POD = 'DaemonSet/spec/template/spec';
const KILO = `${POD}/containers/0`;

/** A place for a string: values that hold it, and where it comes out. */
interface Place {
  readonly values: (text: string) => object;
  readonly pointer: string;
  /** Takes the string out of the value there. */
  readonly read?: (found: unknown, text: string) => unknown;
}

const daemon = (name: string, value: unknown) => ({ kdaemon: { [name]: value } });
/** The string itself where it is a key, else the keys that are there. */
const asKey = (found: unknown, text: string) =>
  isMap(found) && Object.hasOwn(found, text) ? text : Object.keys(found as object);
interface EnvVar {
  readonly name: string;
  readonly value: string;
}

const extra = (object: object) => ({ extraDeploy: [object] });

/** Nothing is evaluated here: every string is only a string. */
const LITERAL: Readonly<Record<string, Place>> = {
  schedulerName: { values: (text) => ({ schedulerName: text }), pointer: `${POD}/schedulerName` },
  'global.imagePullSecrets': {
    values: (text) => ({ global: { imagePullSecrets: [text] } }),
    pointer: `${POD}/imagePullSecrets/0/name`,
  },
  'image.pullSecrets': {
    values: (text) => ({ image: { pullSecrets: [{ name: text }] } }),
    pointer: `${POD}/imagePullSecrets/0/name`,
  },
  'kdaemon.configuration': { values: (text) => daemon('configuration', text), pointer: 'ConfigMap/data/cni-conf.json' },
  'kdaemon.configuration, a value': {
    values: (text) => daemon('configuration', { a: [text] }),
    pointer: 'ConfigMap/data/cni-conf.json',
    read: (found) => JSON.parse(found as string).a[0],
  },
  'kdaemon.configuration, a key': {
    values: (text) => daemon('configuration', { [text]: 1 }),
    pointer: 'ConfigMap/data/cni-conf.json',
    read: (found, text) => asKey(JSON.parse(found as string), text),
  },
  'kdaemon.podSecurityContext': {
    values: (text) => daemon('podSecurityContext', { seLinuxOptions: { level: text } }),
    pointer: `${POD}/securityContext/seLinuxOptions/level`,
  },
  'kdaemon.containerSecurityContext': {
    values: (text) => daemon('containerSecurityContext', { seLinuxOptions: { level: text } }),
    pointer: `${KILO}/securityContext/seLinuxOptions/level`,
  },
  'kdaemon.containerSecurityContext, a key': {
    values: (text) => daemon('containerSecurityContext', { [text]: 1 }),
    pointer: `${KILO}/securityContext`,
    read: asKey,
  },
  'kdaemon.resources.limits': {
    values: (text) => daemon('resources', { limits: { cpu: text } }),
    pointer: `${KILO}/resources/limits/cpu`,
  },
  'kdaemon.resources.requests, a key': {
    values: (text) => daemon('resources', { requests: { [text]: 1 } }),
    pointer: `${KILO}/resources/requests`,
    read: asKey,
  },
  'kdaemon.extraFlags, a list': {
    values: (text) => daemon('extraFlags', [text, 'last']),
    pointer: `${KILO}/args/0`,
  },
  'kdaemon.extraFlags, a text': { values: (text) => daemon('extraFlags', text), pointer: `${KILO}/args/0` },
};

/** Evaluated as a template: strings come out as they are unless they hold `{{`. */
const EVALUATED: Readonly<Record<string, Place>> = {
  commonAnnotations: {
    values: (text) => ({ commonAnnotations: { a: text } }),
    pointer: 'ClusterRole/metadata/annotations/a',
  },
  'kdaemon.command': { values: (text) => daemon('command', ['kg', text]), pointer: `${KILO}/command/1` },
  'kdaemon.args': { values: (text) => daemon('args', [text, 'last']), pointer: `${KILO}/args/0` },
  'kdaemon.podAnnotations': {
    values: (text) => daemon('podAnnotations', { a: text }),
    pointer: 'DaemonSet/spec/template/metadata/annotations/a',
  },
  'kdaemon.affinity': {
    values: (text) => daemon('affinity', { nodeAffinity: { a: [text] } }),
    pointer: `${POD}/affinity/nodeAffinity/a/0`,
  },
  'kdaemon.affinity, a key': {
    values: (text) => daemon('affinity', { [text]: 1 }),
    pointer: `${POD}/affinity`,
    read: asKey,
  },
  'kdaemon.tolerations': {
    values: (text) => daemon('tolerations', [{ key: text }]),
    pointer: `${POD}/tolerations/0/key`,
  },
  'kdaemon.extraEnvVars, a list': {
    values: (text) => daemon('extraEnvVars', [{ name: 'a', value: text }]),
    pointer: `${KILO}/env/1/value`,
  },
  'kdaemon.extraEnvVars, a value': {
    values: (text) => daemon('extraEnvVars', { VARIABLE: text }),
    pointer: `${KILO}/env`,
    read: (found) => (found as EnvVar[]).find(({ name }) => name === 'VARIABLE')?.value,
  },
  'kdaemon.extraEnvVars, a name': {
    values: (text) => daemon('extraEnvVars', { [text]: 'a' }),
    pointer: `${KILO}/env`,
    read: (found) => (found as EnvVar[]).find(({ value }) => value === 'a')?.name,
  },
  'kdaemon.initContainers': {
    values: (text) => daemon('initContainers', [{ name: 'a', command: [text] }]),
    pointer: `${POD}/initContainers/1/command/0`,
  },
  'kdaemon.sidecars': {
    values: (text) => daemon('sidecars', [{ name: text }]),
    pointer: `${POD}/containers/1/name`,
  },
  'kdaemon.extraVolumeMounts': {
    values: (text) => daemon('extraVolumeMounts', [{ name: 'a', mountPath: text }]),
    pointer: `${KILO}/volumeMounts/4/mountPath`,
  },
  'kdaemon.extraVolumes': {
    values: (text) => daemon('extraVolumes', [{ name: text, hostPath: { path: '/a' } }]),
    pointer: `${POD}/volumes/5/name`,
  },
  'serviceAccount.annotations': {
    values: (text) => ({ serviceAccount: { annotations: { a: text } } }),
    pointer: 'ServiceAccount/metadata/annotations/a',
  },
  extraDeploy: {
    values: (text) => extra({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { a: text } }),
    pointer: 'Secret/stringData/a',
  },
  'extraDeploy, a key': {
    values: (text) => extra({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { [text]: 'a' } }),
    pointer: 'Secret/stringData',
    read: asKey,
  },
};

/** YAML text with a value in it: `{{x}}` there is a whole node again. */
const IN_YAML_TEXT: Readonly<Record<string, Place>> = {
  'kdaemon.args': {
    values: (text) => ({ schedulerName: text, kdaemon: { args: '- {{Values.schedulerName}}\n- last\n' } }),
    pointer: `${KILO}/args/0`,
  },
  'kdaemon.podAnnotations, a flow map': {
    values: (text) => ({ schedulerName: text, kdaemon: { podAnnotations: '{a: {{Values.schedulerName}}, b: c}' } }),
    pointer: 'DaemonSet/spec/template/metadata/annotations/a',
  },
  extraDeploy: {
    values: (text) => ({
      schedulerName: text,
      extraDeploy: ['apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  a: {{Values.schedulerName}}\n'],
    }),
    pointer: 'Secret/stringData/a',
  },
  'extraDeploy, a key': {
    values: (text) => ({
      schedulerName: text,
      extraDeploy: ['apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  {{Values.schedulerName}}: a\n'],
    }),
    pointer: 'Secret/stringData',
    read: asKey,
  },
};

function find(
  objects: readonly KubernetesObject[],
  text: string,
  { pointer, read = (found) => found }: Place,
): unknown {
  const slash = pointer.indexOf('/');
  return read(at(ofKind(objects, pointer.slice(0, slash)), pointer.slice(slash)), text);
}

/** Places that can be tried in one release, because none of them sets what another one sets. */
function together(places: Readonly<Record<string, Place>>): [string, Place][][] {
  const groups: [string, Place][][] = [];
  for (const place of Object.entries(places)) {
    const group = groups.find((others) => allValues([...others, place], 'text') !== undefined);
    if (group) group.push(place);
    else groups.push([place]);
  }
  return groups;
}

/** The values of all places; undefined where two of them set the same. */
function allValues(places: readonly [string, Place][], text: string): Values | undefined {
  const all: Values = {};
  return places.every(([, { values }]) => add(values(text) as Values, all)) ? all : undefined;
}

interface Values {
  [key: string]: unknown;
}

const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

function add(from: Values, to: Values): boolean {
  return Object.entries(from).every(([key, value]) => {
    const there = Object.hasOwn(to, key) ? to[key] : undefined;
    if (there === undefined) Object.defineProperty(to, key, { value, enumerable: true, writable: true });
    return there === undefined || there === value || (isMap(there) && isMap(value) && add(value, there));
  });
}

/** The places that do not return a string, with their results; none is right. */
async function wrong(
  places: Readonly<Record<string, Place>>,
  text: string,
  valuesOf = (group: readonly [string, Place][]) => allValues(group, text),
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const group of together(places)) {
    const objects = await render(valuesOf(group));
    for (const [name, place] of group) {
      const back = find(objects, text, place);
      if (back !== text) found[name] = back;
    }
  }
  return found;
}

const hostile = Object.entries(HOSTILE);
const any = [...hostile, ...Object.entries(TEMPLATE_LIKE)];

describe('every string is read back as it was given, in every place', () => {
  it.each(any)('%s', async (_, text) => {
    expect(await wrong(LITERAL, text)).toEqual({});
  });

  it.each(hostile)('that is evaluated as a template: %s', async (_, text) => {
    expect(await wrong(EVALUATED, text)).toEqual({});
  });

  it.each(any)('from a template: %s', async (_, text) => {
    const template = '{{Values.schedulerName}}';
    expect(await wrong(EVALUATED, text, (group) => ({ ...allValues(group, template), schedulerName: text }))).toEqual(
      {},
    );
  });

  it.each(any)('from a template in YAML text: %s', async (_, text) => {
    expect(await wrong(IN_YAML_TEXT, text)).toEqual({});
  });
});

describe('where Kubernetes allows few characters, what looks like another type stays a string', () => {
  it.each(LABEL_VALUES)('label %s', async (text) => {
    const objects = await render({
      commonLabels: { a: text },
      kdaemon: { podLabels: { a: text }, nodeSelector: { a: text } },
    });
    for (const { metadata } of objects) expect(metadata.labels?.a).toBe(text);
    const daemonSet = ofKind(objects, 'DaemonSet');
    expect(at(daemonSet, '/spec/template/metadata/labels/a')).toBe(text);
    expect(at(daemonSet, '/spec/template/spec/nodeSelector/a')).toBe(text);
  });

  it.each(LABEL_VALUES)('value of a node label %s', async (text) => {
    const preset = { type: 'hard', key: text, values: [text] };
    const daemonSet = ofKind(await render({ kdaemon: { nodeAffinityPreset: preset } }), 'DaemonSet');
    expect(at(daemonSet, '/spec/template/spec/affinity/nodeAffinity')).toEqual({
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: text, operator: 'In', values: [text] }] }],
      },
    });
  });

  it.each(LABEL_VALUES)('label key %s', async (text) => {
    const objects = await render({ commonLabels: { [text]: 'a' }, kdaemon: { podAnnotations: { [text]: 'a' } } });
    for (const { metadata } of objects) expect(metadata.labels).toHaveProperty([text], 'a');
    expect(at(ofKind(objects, 'DaemonSet'), `/spec/template/metadata/annotations/${text}`)).toBe('a');
  });

  it.each(NAMES)('name %s', async (text) => {
    const objects = await render({
      fullnameOverride: text,
      nameOverride: text,
      kdaemon: { existingConfigmap: text, extraEnvVarsCM: text, extraEnvVarsSecret: text },
    });
    const daemonSet = ofKind(objects, 'DaemonSet');
    expect(daemonSet.metadata.name).toBe(text);
    expect(daemonSet.metadata.labels?.['app.kubernetes.io/name']).toBe(text);
    expect(at(daemonSet, '/spec/template/spec/serviceAccountName')).toBe(text);
    expect(at(daemonSet, '/spec/template/spec/containers/0/envFrom')).toEqual([
      { configMapRef: { name: text } },
      { secretRef: { name: text } },
    ]);
    expect(at(daemonSet, '/spec/template/spec/initContainers/0/env/1/valueFrom/configMapKeyRef/name')).toBe(text);
  });

  it.each(NAMES)('release and namespace %s', async (text) => {
    const objects = await render({ nameOverride: text }, { name: text, namespace: text });
    const daemonSet = ofKind(objects, 'DaemonSet');
    expect(daemonSet.metadata).toMatchObject({ name: text, namespace: text });
    expect(at(daemonSet, '/spec/selector/matchLabels/app.kubernetes.io~1instance')).toBe(text);
    expect(ofKind(objects, 'ClusterRole').metadata.name).toBe(`${text}-${text}`);
  });

  test.each(Object.entries({ ...HOSTILE, ...TEMPLATE_LIKE }))('image: %s', async (_, text) => {
    const { stdout, errors } = await release({ image: { tag: text } });
    if (/\s/.test(text)) {
      expect(stdout).toBe('');
      expect(errors.join()).toContain('image.tag');
    } else {
      const daemonSet = ofKind(readObjects(stdout), 'DaemonSet');
      expect(at(daemonSet, '/spec/template/spec/containers/0/image')).toBe(`docker.io/squat/kilo:${text}`);
    }
  });
});
