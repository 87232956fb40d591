// Reduces Kubernetes objects to what matters when two ways of deploying the same pods are compared: what runs in a
// pod and with what rights. Names of volumes, the order of containers and everything that the API server sets by
// default are left out; a mount says what is mounted, not the name of the volume.
import { createHash } from 'node:crypto';

import type { ContainerFacts, DeploymentFacts, KubernetesObject, PodFacts, RuleFacts } from './facts.ts';

/** The parts of a container that facts are made of. */
interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: string[];
  readonly args?: string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly securityContext?: unknown;
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
    readonly readOnly?: boolean;
  }[];
}

type Volume = Readonly<Record<string, unknown>> & { readonly name: string };

/** The parts of a pod's spec that facts are made of. */
type PodSpec = Readonly<Record<string, unknown>> & {
  readonly volumes?: readonly Volume[];
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
};

/** The entrypoints of images that manifests start without a `command`, by the end of the image's name. */
export const ENTRYPOINTS: Readonly<Record<string, readonly string[]>> = {
  'squat/kilo': ['/opt/bin/kg'],
  'leonnicolas/nkml': ['./nkml'],
  // This image has no entrypoint: the arguments are the whole command line.
  'masipcat/wireguard-go-docker': [],
  'cloudnativelabs/kube-router': ['/usr/local/bin/kube-router'],
  'ingress-nginx/kube-webhook-certgen': ['/kube-webhook-certgen'],
  'mindflavor/prometheus-wireguard-exporter': ['/sbin/tini', '--', '/usr/local/bin/prometheus_wireguard_exporter'],
};

/** Keeps a string of several lines (a script) as its digest: it is compared, and never copied. */
function digestScript(text: string): string {
  return text.includes('\n') ? `sha256:${createHash('sha256').update(text).digest('hex')}` : text;
}

/** The command line that the kernel sees, before Kubernetes expands `$(NAME)`. */
function commandLine(container: Container): string[] {
  const repository = container.image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const known = Object.entries(ENTRYPOINTS).find(([name]) => repository === name || repository.endsWith(`/${name}`));
  const command = container.command ?? known?.[1];
  if (!command) throw new Error(`the entrypoint of ${container.image} is not known: add it to ENTRYPOINTS`);
  return [...command, ...(container.args ?? [])].map(digestScript);
}

/** Items by one of their fields, sorted by it. */
function sortedBy<T>(list: readonly T[], keyOf: (item: T) => string): [key: string, item: T][] {
  return list.map((item): [string, T] => [keyOf(item), item]).sort(([a], [b]) => (a < b ? -1 : 1));
}

function withoutEmpty(object: object): object {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => {
      if (value === undefined || value === null || value === false) return false;
      return typeof value !== 'object' || Object.keys(value).length > 0;
    }),
  );
}

/** A volume without its name, which is internal to the manifest. `readOnly: false` and empty types are defaults. */
function volumeSource(volume: Volume): Record<string, unknown> {
  const { name: _, ...source } = volume;
  return source;
}

function containerFacts(
  container: Container,
  volumes: ReadonlyMap<string, unknown>,
  used: Set<string>,
): ContainerFacts {
  const mounts = (container.volumeMounts ?? []).map((mount) => {
    const source = volumes.get(mount.name);
    if (!source) throw new Error(`${container.name} mounts ${mount.name}, which is not a volume of the pod`);
    used.add(mount.name);
    return {
      path: mount.mountPath.replace(/(.)\/$/, '$1'),
      facts: withoutEmpty({ source, subPath: mount.subPath, readOnly: mount.readOnly }),
    };
  });
  const env = (container.env ?? []).map(({ name, value, valueFrom }) => ({ name, value: valueFrom ?? value ?? '' }));
  return withoutEmpty({
    image: container.image,
    argv: commandLine(container),
    env: Object.fromEntries(sortedBy(env, ({ name }) => name).map(([name, { value }]) => [name, value])),
    ports: (container.ports ?? []).map(({ name, containerPort }) => ({ name, containerPort })),
    securityContext: container.securityContext,
    mounts: Object.fromEntries(sortedBy(mounts, ({ path }) => path).map(([path, { facts }]) => [path, facts])),
  }) as ContainerFacts;
}

/** What the pods of a DaemonSet, Deployment or Job run, and where. */
function podFacts(object: KubernetesObject): PodFacts {
  const { spec } = (object.spec as { readonly template: { readonly spec: PodSpec } }).template;
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, volumeSource(volume)]));
  const used = new Set<string>();
  const facts = (list: readonly Container[] | undefined) =>
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
  }) as PodFacts;
}

/** Rules with their lists sorted, themselves sorted, so that their order does not matter. */
function ruleFacts(rules: readonly RuleFacts[] | undefined): RuleFacts[] {
  const sorted = (rules ?? []).map(
    (rule) =>
      Object.fromEntries(Object.entries(rule).map(([key, list]) => [key, [...list].sort()])) as unknown as RuleFacts,
  );
  return sorted.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The keys of a ConfigMap: JSON as data, scripts as digests. */
function configFacts(data: Readonly<Record<string, string>> | undefined): Record<string, unknown> {
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

/** The facts of the objects of one deployment: its pods, ConfigMaps and rights by name, and all objects by kind. */
export function deploymentFacts(objects: readonly KubernetesObject[]): DeploymentFacts {
  const of = (...kinds: readonly string[]) => objects.filter((object) => kinds.includes(object.kind));
  const byName = <T>(list: readonly KubernetesObject[], value: (object: KubernetesObject) => T) =>
    Object.fromEntries(list.map((object) => [object.metadata.name, value(object)]));
  return withoutEmpty({
    pods: byName(of('DaemonSet', 'Deployment', 'Job'), podFacts),
    configMaps: byName(of('ConfigMap'), (object) => configFacts(object.data as Record<string, string> | undefined)),
    clusterRoles: byName(of('ClusterRole'), (object) => ruleFacts(object.rules as RuleFacts[] | undefined)),
    roles: byName(of('Role'), (object) => ruleFacts(object.rules as RuleFacts[] | undefined)),
    objects: objects.map((object) => `${object.kind}/${object.metadata.name}`).sort(),
  }) as DeploymentFacts;
}
