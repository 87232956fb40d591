import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { KubernetesObject } from '../kilo/render.ts';

/**
 * Whether `KUBECONFIG` leads to an API server that these tests may use: one without nodes, where nothing that they
 * apply can run. A cluster that somebody works with is not changed.
 */
export const hasCluster = process.env.KUBECONFIG !== undefined && hasNoNodes();

function hasNoNodes(): boolean {
  const { status, stdout } = spawnSync('kubectl', ['get', 'nodes', '-o', 'name'], { encoding: 'utf8' });
  return status === 0 && stdout === '';
}

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function kubectl(args: readonly string[], stdin = ''): Promise<Result> {
  return new Promise((resolve) => {
    const child = execFile('kubectl', args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) || 1 : 0, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

/** @throws Error what kubectl said, when it failed */
export async function mustKubectl(args: readonly string[], stdin = ''): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const { code, stdout, stderr } = await kubectl(args, stdin);
    if (code === 0) return stdout;
    // A webhook of another test blocks Peers for a moment: no server answers for it.
    if (attempt === 20 || !stderr.includes('failed calling webhook "peers.kilo.squat.ai"'))
      throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    await setTimeout(500);
  }
}

export const dryRun = (manifests: string): Promise<string> =>
  mustKubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], manifests);

export const apply = (manifests: string): Promise<string> =>
  mustKubectl(['apply', '--validate=strict', '-f', '-'], manifests);

/** The objects of a stream of manifests as the API server has them. */
export async function get(manifests: string): Promise<KubernetesObject[]> {
  const found = JSON.parse(await mustKubectl(['get', '-o', 'json', '-f', '-'], manifests));
  return found.kind === 'List' ? found.items : [found];
}

/** Runs `use` with a new namespace, and removes what it applied and the namespace. */
export async function inNamespace<T>(use: (namespace: string) => Promise<T>): Promise<T> {
  const namespace = newNamespace();
  await mustKubectl(['create', 'namespace', namespace]);
  try {
    return await use(namespace);
  } finally {
    await removeAll(namespace);
  }
}

/** The name of a namespace that is not there yet. */
export const newNamespace = (): string => `kilo-test-${randomBytes(4).toString('hex')}`;

/** Removes a namespace, and all that is {@link marked} as its test's. */
export async function removeAll(namespace: string): Promise<void> {
  const label = `kilo-chart/test=${namespace}`;
  // The webhook first: while it is there, nothing answers for it.
  const kinds = ['validatingwebhookconfigurations', 'clusterroles', 'clusterrolebindings'];
  await kubectl(['delete', kinds.join(), '--wait=false', '-l', label]);
  await kubectl(['delete', 'peers', '--wait=false', '-l', label]);
  // No controller runs with the API server: the content of the namespace, and its finalizer, are removed here.
  const inside =
    'daemonsets,deployments,jobs,configmaps,serviceaccounts,services,secrets,persistentvolumeclaims,roles,rolebindings';
  await kubectl(['delete', '--namespace', namespace, '--all', '--wait=false', inside]);
  await kubectl(['delete', '--namespace', namespace, '--all', '--wait=false', 'podmonitors']);
  await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  await kubectl(
    ['replace', '--raw', `/api/v1/namespaces/${namespace}/finalize`, '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace }, spec: { finalizers: [] } }),
  );
}

/** The flags that mark the objects of a namespace's test, so that its cluster-wide ones are found again. */
export const marked = (namespace: string): string[] => ['--set-string', `commonLabels.kilo-chart/test=${namespace}`];
