import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, ofKind, render } from '../kilo/render.ts';

const K3S = { name: 'kilo', namespace: 'kube-system', platform: 'k3s' };
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const go = spawnSync('go', ['version']).status === 0;

let node: string;
beforeEach(() => {
  node = mkdtempSync(join(tmpdir(), 'kilo-node-'));
  for (const path of ['/opt/cni/bin', '/host/opt/cni/bin', '/host/etc/cni/net.d', '/etc/kubernetes', SERVICE_ACCOUNT]) {
    mkdirSync(node + path, { recursive: true });
  }
  mkdirSync(`${node}/var/lib/rancher/k3s/agent`, { recursive: true });
});
afterEach(() => rmSync(node, { recursive: true, force: true }));

/** The script of an init container, with the absolute paths moved into a directory that represents the node. */
async function scriptOf(name: string): Promise<string> {
  const daemonSet = ofKind(await render({}, K3S), 'DaemonSet');
  const containers = at(daemonSet, '/spec/template/spec/initContainers') as { name: string; command: string[] }[];
  const script = containers.find((container) => container.name === name)?.command[2] ?? '';
  return script.replace(/(?<=^|[\s"=])\/(?=(?:opt|host|etc|var)\/)/gm, `${node}/`);
}

async function run(name: string, env: Record<string, string>) {
  return spawnSync('/bin/sh', ['-c', await scriptOf(name)], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
  });
}

describe('generate-kubeconfig', () => {
  const agent = () => `${node}/var/lib/rancher/k3s/agent/kubelet.kubeconfig`;
  const kubelet = [
    'apiVersion: v1',
    'clusters:',
    '- cluster:',
    '    server: https://127.0.0.1:6444',
    '    certificate-authority: /var/lib/rancher/k3s/agent/server-ca.crt',
    '  name: local',
    '',
  ].join('\n');

  it("takes the server from the kubelet's kubeconfig and refers to the service account for the rest", async () => {
    writeFileSync(agent(), kubelet);
    expect(await run('generate-kubeconfig', { NAMESPACE: 'kube-system' })).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(`${node}/etc/kubernetes/kubeconfig`, 'utf8');
    expect(text).toContain('server: https://127.0.0.1:6444\n');
    expect(text).toContain(`certificate-authority: ${node}${SERVICE_ACCOUNT}/ca.crt\n`);
    expect(text).toContain(`tokenFile: ${node}${SERVICE_ACCOUNT}/token\n`);
  });

  it.skipIf(!go)('writes what client-go loads', { timeout: 120_000 }, async () => {
    writeFileSync(agent(), kubelet);
    writeFileSync(`${node}${SERVICE_ACCOUNT}/ca.crt`, '');
    writeFileSync(`${node}${SERVICE_ACCOUNT}/token`, 'a-token');
    await run('generate-kubeconfig', { NAMESPACE: 'kube-system' });
    const cwd = new URL('kubeconfig', import.meta.url).pathname;
    const loaded = spawnSync('go', ['run', '.', `${node}/etc/kubernetes/kubeconfig`], { cwd, encoding: 'utf8' });
    expect(loaded.stderr).toBe('');
    expect(JSON.parse(loaded.stdout)).toEqual({
      host: 'https://127.0.0.1:6444',
      caFile: `${node}${SERVICE_ACCOUNT}/ca.crt`,
      tokenFile: `${node}${SERVICE_ACCOUNT}/token`,
    });
  });

  it('fails where the kubelet names no server, with a message', async () => {
    writeFileSync(agent(), 'clusters: []\n');
    const { status, stderr } = await run('generate-kubeconfig', { NAMESPACE: 'kube-system' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('names no server');
    expect(readdirSync(`${node}/etc/kubernetes`)).toEqual([]);
  });
});

describe('install-cni', () => {
  const env = { CNI_CONF_NAME: '10-kilo.conflist', CNI_NETWORK_CONFIG: '{"name":"kilo"}' };

  it('copies the plugins and leaves its configuration as the only one', async () => {
    writeFileSync(`${node}/opt/cni/bin/bridge`, 'plugin');
    writeFileSync(`${node}/host/etc/cni/net.d/05-other.conf`, '{}');
    expect(await run('install-cni', env)).toMatchObject({ status: 0 });
    expect(readdirSync(`${node}/host/opt/cni/bin`)).toEqual(['bridge']);
    expect(readdirSync(`${node}/host/etc/cni/net.d`)).toEqual(['10-kilo.conflist']);
    expect(JSON.parse(readFileSync(`${node}/host/etc/cni/net.d/10-kilo.conflist`, 'utf8'))).toEqual({ name: 'kilo' });
  });

  it('leaves the configuration that is there where the plugins cannot be copied', async () => {
    writeFileSync(`${node}/host/etc/cni/net.d/05-other.conf`, '{}');
    const { status } = await run('install-cni', env);
    expect(status).not.toBe(0);
    expect(readdirSync(`${node}/host/etc/cni/net.d`)).toEqual(['05-other.conf']);
  });
});
