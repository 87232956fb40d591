/** Why a flag of `helm template` is refused, and what to do instead. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** The common reasons for refusing flags, each with a hint. */
const REASONS = {
  cluster: ['this program never talks to a cluster', 'leave it out; pass the flag to kubectl, after the pipe'],
  install: ['nothing is installed here: objects are printed', 'leave it out'],
  wait: [
    'nothing is installed here: objects are printed',
    'leave it out, and wait after the pipe: kubectl wait, kubectl rollout status',
  ],
  apply: [
    'nothing is installed here: objects are printed',
    'leave it out; kubectl apply has --server-side, --force-conflicts and kubectl replace has --force',
  ],
  signature: [
    'signatures are OpenPGP, and to read them would make this program several times larger',
    'verify first: helm pull --verify, then name the archive',
  ],
  server: ['this program never talks to a cluster', 'pipe the output into kubectl apply --dry-run=server -f -'],
} as const;

/**
 * The flags of `helm template` (4.2.4, and those that Helm hides) that cannot mean anything here: without a cluster,
 * without an installation.
 */
export const REFUSED: Readonly<Record<string, keyof typeof REASONS | Refusal>> = {
  '--atomic': 'install',
  '--burst-limit': 'cluster',
  '--content-cache': {
    message: 'this program has its own cache',
    hint: 'leave it out; XDG_CACHE_HOME sets the directory of the cache',
  },
  '--create-namespace': {
    message: 'nothing is installed here: objects are printed',
    hint: 'leave it out, and create the namespace first: kubectl create namespace',
  },
  '--dependency-update': {
    message: 'rendering does not change the chart',
    hint: 'leave it out, and fetch them first: kilo-chart dependency update DIR',
  },
  '--enable-dns': {
    message: 'a render never asks the network: getHostByName returns an empty string, as in Helm without the flag',
    hint: 'look the address up first, and set it as a value',
  },
  '--force': 'apply',
  '--force-conflicts': 'apply',
  '--force-replace': 'apply',
  '--keyring': 'signature',
  '--kube-apiserver': 'cluster',
  '--kube-as-group': 'cluster',
  '--kube-as-user': 'cluster',
  '--kube-ca-file': 'cluster',
  '--kube-context': 'cluster',
  '--kube-insecure-skip-tls-verify': 'cluster',
  '--kube-tls-server-name': 'cluster',
  '--kube-token': 'cluster',
  '--kubeconfig': 'cluster',
  '--qps': 'cluster',
  '--replace': 'install',
  '--rollback-on-failure': 'install',
  '--server-side': 'apply',
  '--take-ownership': 'apply',
  '--timeout': 'wait',
  '--validate': 'server',
  '--verify': 'signature',
  '--wait': 'wait',
  '--wait-for-jobs': 'wait',
};

/** @returns undefined for a flag that Helm does not have either */
export function refusalOf(flag: string): Refusal | undefined {
  const found = Object.hasOwn(REFUSED, flag) ? REFUSED[flag] : undefined;
  if (found === undefined) return undefined;
  const [why, hint] = typeof found === 'string' ? REASONS[found] : [found.message, found.hint];
  return { message: `${flag} has no meaning here: ${why}`, hint };
}
