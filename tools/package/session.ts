/**
 * Drives the package through the session that the documents describe, as a new user would: packed, installed in an empty
 * directory, with an API server that `KUBECONFIG` leads to and that has no nodes. `npm run session` prints a line for each
 * block of commands.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, run, withTarball } from './installed.ts';

/** A part of a document whose commands are run, one block after the other. */
interface Part {
  readonly page: string;
  /** The headings whose blocks are run; all where there is none. */
  readonly headings?: readonly string[];
  /** Files that the commands name. */
  readonly files?: Readonly<Record<string, string>>;
  /** What must be true in the end; prints something otherwise. */
  readonly check?: string;
}

/** The key of a node, as kg would write it: no kg runs here. */
const NODE_KEY = 'GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=';

const PARTS: readonly Part[] = [
  {
    page: 'README.md',
    headings: ['Installing'],
    check: 'kubectl -n kube-system get daemonset my-release-kilo -o name',
  },
  { page: 'README.md', headings: ['Uninstalling'], check: '! kubectl -n kube-system get daemonset my-release-kilo' },
  {
    page: 'docs/install-kilo.md',
    headings: ['Installing', 'Platforms', 'Pruning', 'Uninstalling'],
    files: {
      'my-values.yaml': 'kdaemon:\n  tolerations:\n    - operator: Exists\n',
      'site.yaml': 'commonLabels:\n  site: berlin\n',
    },
    check: '! kubectl -n kube-system get daemonset my-release-kilo',
  },
  {
    page: 'docs/first-ten-minutes.md',
    check: `test "$(kubectl get peer phone -o jsonpath='{.spec.allowedIPs[0]}')" = 10.5.0.1/32
      grep -qF "$(kubectl get peer phone -o jsonpath='{.spec.publicKey}')" values.yaml
      grep -qF 'PublicKey = ${NODE_KEY}' phone.conf && grep -q 'Endpoint = vpn.example.org:51820' phone.conf`,
  },
];

const NODE = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'kilo-session', annotations: { 'kilo.squat.ai/key': NODE_KEY } },
});

/**
 * The real kubectl, except for what waits for controllers, which this API server is without: pods never run, and nothing
 * collects what an owner leaves. A difference that `diff` shows is no failure here.
 */
const KUBECTL = `#!/usr/bin/env bash
args=()
for arg in "$@"; do
  case "$arg" in
    rollout) args+=(get) ;;
    status) ;;
    --cascade=foreground) args+=(--cascade=background) ;;
    *) args+=("$arg") ;;
  esac
done
"$KUBECTL" "\${args[@]}"
status=$?
[[ " $* " == *' diff '* && $status == 1 ]] && exit 0
exit $status
`;

const CLEANUP = `kubectl delete node kilo-session --ignore-not-found
kubectl delete peer phone --ignore-not-found
for name in kilo my-release; do
  kubectl -n kube-system delete daemonset,configmap,serviceaccount -l app.kubernetes.io/instance=$name --ignore-not-found
  kubectl delete clusterrole,clusterrolebinding -l app.kubernetes.io/instance=$name --ignore-not-found
done`;

/** The blocks of commands below some headings of a document. */
function blocksOf({ page, headings }: Part): { readonly place: string; readonly text: string }[] {
  const blocks: { place: string; text: string }[] = [];
  let heading = '';
  let block: { place: string; indent: string; lines: string[] } | undefined;
  for (const [index, line] of readFileSync(join(ROOT, page), 'utf8').split('\n').entries()) {
    if (block) {
      if (line.trim() === '```') {
        blocks.push({ place: block.place, text: block.lines.join('\n') });
        block = undefined;
      } else block.lines.push(line.slice(block.indent.length));
      continue;
    }
    heading = /^#{2,3} (.*)$/.exec(line)?.[1] ?? heading;
    const [, indent] = /^( *)```bash$/.exec(line) ?? [];
    if (indent !== undefined && (headings === undefined || headings.includes(heading)))
      block = { place: `${page}:${index + 1}`, indent, lines: [] };
  }
  return blocks;
}

const { KUBECONFIG, PATH = '' } = process.env;
if (KUBECONFIG === undefined) throw new Error('KUBECONFIG leads to no cluster');
if (run('kubectl', ['get', 'nodes', '-o', 'name'], ROOT) !== '')
  throw new Error('the cluster has nodes: it is left alone');

await withTarball(async (directory, tarball) => {
  const prefix = join(directory, 'prefix');
  run('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', tarball], directory);
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'kubectl'), KUBECTL);
  chmodSync(join(bin, 'kubectl'), 0o755);
  const env = {
    PATH: [bin, join(prefix, 'bin'), PATH].join(delimiter),
    HOME: directory,
    KUBECONFIG,
    KUBECTL: spawnSync('bash', ['-c', 'command -v kubectl'], { encoding: 'utf8' }).stdout.trim(),
  };
  const bash = (text: string, cwd: string): SpawnSyncReturns<string> =>
    spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', text], { cwd, encoding: 'utf8', env, timeout: 60_000 });
  const mustRun = (place: string, text: string, cwd: string): void => {
    const start = performance.now();
    const { status, stdout, stderr } = bash(text, cwd);
    if (status !== 0) throw new Error(`${place} ends with ${status}:\n${text}\n${stdout}${stderr}`);
    console.log(`${place}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  try {
    mustRun('a node', `kubectl apply -f - <<< '${NODE}'`, directory);
    for (const [index, part] of PARTS.entries()) {
      const cwd = join(directory, `part-${index}`);
      mkdirSync(cwd);
      for (const [name, text] of Object.entries(part.files ?? {})) writeFileSync(join(cwd, name), text);
      const blocks = blocksOf(part);
      if (blocks.length === 0) throw new Error(`${part.page} has no commands below ${part.headings?.join(', ')}`);
      for (const { place, text } of blocks) mustRun(place, text, cwd);
      if (part.check) mustRun(`${part.page}, what is there then`, part.check, cwd);
      if (part.page.includes('ten-minutes') && (statSync(join(cwd, 'phone.conf')).mode & 0o777) !== 0o600)
        throw new Error('others can read phone.conf');
    }
  } finally {
    bash(CLEANUP, directory);
  }
});
