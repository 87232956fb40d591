import type { ContainerFacts, DeploymentFacts, PodFacts } from '../../tools/extract/facts.ts';

/**
 * One way in which the chart deliberately deploys something else than kilo's manifest. `apply` turns what upstream
 * deploys into what the chart does; a difference that changes nothing on a platform it names is a stale one.
 */
export interface Difference {
  readonly what: string;
  readonly why: string;
  /** The platforms it concerns; all of them where this is left out. */
  readonly platforms?: RegExp;
  readonly apply: (facts: DeploymentFacts) => void;
}

const pods = (facts: DeploymentFacts): PodFacts[] => Object.values(facts.pods ?? {});

const initContainers = (facts: DeploymentFacts): [string, ContainerFacts][] =>
  pods(facts).flatMap((pod) => Object.entries(pod.initContainers ?? {}));

const allContainers = (facts: DeploymentFacts): ContainerFacts[] => [
  ...pods(facts).flatMap((pod) => Object.values(pod.containers)),
  ...initContainers(facts).map(([, container]) => container),
];

function daemon(facts: DeploymentFacts): ContainerFacts[] {
  return pods(facts).flatMap((pod) => (pod.containers.kilo ? [pod.containers.kilo] : []));
}

/** The mount of kubeadm's ConfigMap kube-proxy, which upstream's other kubeadm manifests have. */
const KUBE_PROXY = {
  source: { configMap: { name: 'kube-proxy', items: [{ key: 'kubeconfig.conf', path: 'kubeconfig' }] } },
  readOnly: true,
} as const;

/** Scripts are known by their sums; test/platforms/scripts.test.ts checks what they do. */
export const OWN_SCRIPT = 'a script of the chart';

export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'images name their registry',
    why: 'so that global.imageRegistry can replace it',
    apply(facts) {
      for (const container of allContainers(facts))
        container.image = container.image.replace(/^squat\//, 'docker.io/squat/');
    },
  },
  {
    what: 'kg runs as user 0',
    why: "the chart's own default is user 1001",
    apply(facts) {
      for (const container of daemon(facts)) container.securityContext = { ...container.securityContext, runAsUser: 0 };
    },
  },
  {
    what: "init containers have the daemon's security context",
    why: 'they fail where the daemon could not run either, before they touch the node',
    platforms: /^k3s|^(bootkube|kubeadm|kubeadm-userspace|typhoon)$/,
    apply(facts) {
      for (const [, container] of initContainers(facts)) container.securityContext = { privileged: true, runAsUser: 0 };
    },
  },
  {
    what: 'install-cni has its own script',
    why: 'it never leaves half a file where the node reads it, and stops at the first failure',
    platforms: /^(bootkube|k3s|k3s-userspace.*|kubeadm|kubeadm-userspace|typhoon)$/,
    apply(facts) {
      for (const [name, container] of initContainers(facts)) {
        if (name === 'install-cni') container.argv = ['/bin/sh', '-c', OWN_SCRIPT];
      }
    },
  },
  {
    what: 'generate-kubeconfig writes another kubeconfig, and carries its script itself',
    why:
      "upstream's cluster has no name, so that client-go finds none; its certificate lies in a folder that kg does not " +
      'mount; its token is a copy that expires. A script in the pod template restarts the pods when it changes',
    platforms: /^k3s/,
    apply(facts) {
      for (const [name, container] of initContainers(facts)) {
        if (name !== 'generate-kubeconfig') continue;
        container.argv = ['/bin/sh', '-c', OWN_SCRIPT];
        delete container.mounts?.['/scripts'];
      }
      delete facts.configMaps?.['kilo-scripts'];
      facts.objects = facts.objects.filter((object) => object !== 'ConfigMap/kilo-scripts');
    },
  },
  {
    what: 'the kubeconfig of the node must be a file',
    why: 'where it is missing, kg would be given an empty directory of its name',
    platforms: /^bootkube/,
    apply(facts) {
      for (const { mounts } of daemon(facts)) {
        const mount = mounts?.['/etc/kubernetes/kubeconfig'];
        if (mount) mount.source = { hostPath: { path: '/etc/kubernetes/kubeconfig', type: 'File' } };
      }
    },
  },
  {
    what: "the kubeconfig is kube-proxy's, not the administrator's",
    why: 'only control planes have admin.conf, and it would give the daemon every right in the cluster',
    platforms: /^kubeadm-cilium$/,
    apply(facts) {
      for (const { mounts = {} } of daemon(facts)) {
        delete mounts['/etc/kubernetes/kubeconfig'];
        mounts['/etc/kubernetes'] = { ...KUBE_PROXY };
      }
    },
  },
  {
    what: 'kg mounts the kubeconfig that it reads, and nothing of the CNI',
    why: 'upstream declares the volume but not the mount, and mounts what --cni=false does not use',
    platforms: /^kubeadm-flannel-userspace$/,
    apply(facts) {
      for (const { mounts = {} } of daemon(facts)) {
        delete mounts['/etc/cni/net.d'];
        mounts['/etc/kubernetes'] = { ...KUBE_PROXY };
      }
      for (const pod of pods(facts)) delete pod.unusedVolumes;
    },
  },
  {
    what: 'the second program is wireguard-go',
    why: 'upstream asks for a program named wireguard-go=true',
    platforms: /^kubeadm-flannel-userspace$/,
    apply(facts) {
      for (const { containers } of pods(facts)) {
        if (containers.wireguard) containers.wireguard.argv[0] = 'wireguard-go';
      }
    },
  },
  {
    what: 'nkml tolerates what the daemon tolerates',
    why: 'a node that nkml avoids is never labelled, and so gets no daemon',
    platforms: /^k3s-userspace-heterogeneous$/,
    apply(facts) {
      const { nkml, kilo } = facts.pods ?? {};
      if (nkml && kilo?.tolerations) nkml.tolerations = kilo.tolerations;
    },
  },
];
