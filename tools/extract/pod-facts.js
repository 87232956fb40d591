// Reduces Kubernetes objects to what matters when two ways of deploying the same pods are compared: what runs in a
// pod and with what rights. Names of volumes, the order of containers and everything that the API server sets by
// default are left out; a mount says what is mounted, not the name of the volume.
import { createHash } from 'node:crypto';

/**
 * The entrypoints of images that manifests start without a `command`, by the end of the image's name.
 *
 * @type {Record<string, string[]>}
 */
export const ENTRYPOINTS = {
  'squat/kilo': ['/opt/bin/kg'],
  'leonnicolas/nkml': ['./nkml'],
  // This image has no entrypoint: the arguments are the whole command line.
  'masipcat/wireguard-go-docker': [],
  'cloudnativelabs/kube-router': ['/usr/local/bin/kube-router'],
  'ingress-nginx/kube-webhook-certgen': ['/kube-webhook-certgen'],
  'mindflavor/prometheus-wireguard-exporter': ['/sbin/tini', '--', '/usr/local/bin/prometheus_wireguard_exporter'],
};

/**
 * Keeps a string of several lines (a script) as its digest: it is compared, and never copied.
 *
 * @param {string} text
 * @returns {string}
 */
export function digestScript(text) {
  return text.includes('\n') ? `sha256:${createHash('sha256').update(text).digest('hex')}` : text;
}

/** The command line that the kernel sees, before Kubernetes expands `$(NAME)`. */
function commandLine(container) {
  const repository = container.image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const known = Object.entries(ENTRYPOINTS).find(([name]) => repository === name || repository.endsWith(`/${name}`));
  const command = container.command ?? known?.[1];
  if (!command) throw new Error(`the entrypoint of ${container.image} is not known: add it to ENTRYPOINTS`);
  return [...command, ...(container.args ?? [])].map(digestScript);
}

function sortedBy(list, key) {
  return Object.fromEntries([...list].map((x) => [x[key], x]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutEmpty(object) {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => {
      if (value === undefined || value === null || value === false) return false;
      return typeof value !== 'object' || Object.keys(value).length > 0;
    }),
  );
}

/** A volume without its name, which is internal to the manifest. `readOnly: false` and empty types are defaults. */
function volumeSource(volume) {
  const { name: _, ...source } = volume;
  return source;
}

function containerFacts(container, volumes, used) {
  const mounts = (container.volumeMounts ?? []).map((mount) => {
    const source = volumes.get(mount.name);
    if (!source) throw new Error(`${container.name} mounts ${mount.name}, which is not a volume of the pod`);
    used.add(mount.name);
    return withoutEmpty({
      mountPath: mount.mountPath.replace(/(.)\/$/, '$1'),
      source,
      subPath: mount.subPath,
      readOnly: mount.readOnly,
    });
  });
  const env = (container.env ?? []).map(({ name, value, valueFrom }) => ({ name, value: valueFrom ?? value ?? '' }));
  return withoutEmpty({
    image: container.image,
    argv: commandLine(container),
    env: Object.fromEntries(Object.entries(sortedBy(env, 'name')).map(([name, x]) => [name, x.value])),
    ports: (container.ports ?? []).map(({ name, containerPort }) => ({ name, containerPort })),
    securityContext: container.securityContext,
    mounts: Object.fromEntries(
      Object.entries(sortedBy(mounts, 'mountPath')).map(([path, { mountPath: _, ...mount }]) => [path, mount]),
    ),
  });
}

/**
 * @param {import('./facts.ts').KubernetesObject} object a DaemonSet, Deployment or Job
 * @returns {import('./facts.ts').PodFacts} what its pods run, and where
 */
export function podFacts(object) {
  const { spec } = object.spec.template;
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, volumeSource(volume)]));
  const used = new Set();
  const facts = (list) =>
    Object.fromEntries((list ?? []).map((container) => [container.name, containerFacts(container, volumes, used)]));
  const containers = facts(spec.containers);
  const initContainers = facts(spec.initContainers);
  return withoutEmpty({
    kind: object.kind,
    serviceAccountName: spec.serviceAccountName,
    hostNetwork: spec.hostNetwork,
    hostPID: spec.hostPID,
    priorityClassName: spec.priorityClassName,
    nodeSelector: spec.nodeSelector,
    tolerations: spec.tolerations,
    securityContext: spec.securityContext,
    containers,
    initContainers,
    // Volumes that no container mounts: a sign of something forgotten.
    unusedVolumes: [...volumes].filter(([name]) => !used.has(name)).map(([, source]) => source),
  });
}

/**
 * @param {readonly import('./facts.ts').RuleFacts[] | undefined} rules
 * @returns {import('./facts.ts').RuleFacts[]} the rules with their lists sorted, themselves sorted, so that their order
 * does not matter
 */
export function ruleFacts(rules) {
  const sorted = (rules ?? []).map((rule) =>
    Object.fromEntries(Object.entries(rule).map(([key, list]) => [key, [...list].sort()])),
  );
  return sorted.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/**
 * @param {Record<string, string> | undefined} data of a ConfigMap
 * @returns {Record<string, unknown>} its keys: JSON as data, scripts as digests
 */
export function configFacts(data) {
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, text]) => {
      try {
        return [key, JSON.parse(text)];
      } catch {
        return [key, digestScript(text)];
      }
    }),
  );
}

const WORKLOADS = new Set(['DaemonSet', 'Deployment', 'Job']);

/**
 * @param {readonly import('./facts.ts').KubernetesObject[]} objects the objects of one deployment
 * @returns {import('./facts.ts').DeploymentFacts} its pods, ConfigMaps and rights by name, and everything else by kind
 * and name
 */
export function deploymentFacts(objects) {
  const of = (kinds) => objects.filter((object) => kinds.has(object.kind));
  const byName = (list, value) => Object.fromEntries(list.map((object) => [object.metadata.name, value(object)]));
  return withoutEmpty({
    pods: byName(of(WORKLOADS), podFacts),
    configMaps: byName(of(new Set(['ConfigMap'])), (object) => configFacts(object.data)),
    clusterRoles: byName(of(new Set(['ClusterRole'])), (object) => ruleFacts(object.rules)),
    roles: byName(of(new Set(['Role'])), (object) => ruleFacts(object.rules)),
    objects: objects.map((object) => `${object.kind}/${object.metadata.name}`).sort(),
  });
}
