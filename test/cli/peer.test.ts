import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEndpoint, nextAddress } from '../../src/cli/peer/addresses.ts';
import { addPeer, networksOf } from '../../src/cli/peer/values-text.ts';
import { newKeyPair } from '../../src/cli/peer/wireguard.ts';
import { run } from '../../src/cli/run.ts';

const PEER = { name: 'phone', publicKey: 'K', allowedIPs: ['10.5.0.10/32'] };
const LINES = (indent: string) =>
  `${indent}- name: phone\n${indent}  publicKey: K\n${indent}  allowedIPs: ["10.5.0.10/32"]\n`;

describe('a peer in the text of a values file', () => {
  it.each<[string, string, string]>([
    ['the file is empty', '', `peers:\n${LINES('  ')}`],
    ['there are no peers', 'a: 1 # one\n', `a: 1 # one\npeers:\n${LINES('  ')}`],
    ['the last line has no end', 'a: 1', `a: 1\npeers:\n${LINES('  ')}`],
    ['the list is empty', 'peers: [] # none\nb: 2\n', `peers: # none\n${LINES('  ')}b: 2\n`],
    ['it is null', 'peers:\nb: 2\n', `peers:\n${LINES('  ')}b: 2\n`],
    [
      'there are peers, with comments',
      '# mine\npeers:\n  # first\n  - name: a\n    publicKey: x # y\n\n# more\nb: 2\n',
      `# mine\npeers:\n  # first\n  - name: a\n    publicKey: x # y\n${LINES('  ')}\n# more\nb: 2\n`,
    ],
    ['items are not indented', 'peers:\n- name: a\nb: 2\n', `peers:\n- name: a\n${LINES('')}b: 2\n`],
    ['items are indented by four', 'peers:\n    - name: a\n', `peers:\n    - name: a\n${LINES('    ')}`],
  ])('when %s, then only lines are added', (_, before, after) => {
    expect(addPeer(before, 'values.yaml', PEER)).toBe(after);
  });

  it.each<[string, string, string]>([
    ['there is one of this name', 'peers: [{name: phone}]\n', 'has a peer phone already'],
    ['they are in one line', 'peers: [{name: a}]\n', 'cannot|can be added'],
    ['the file is not YAML', 'a: [\n', ''],
    ['peers are a string', 'peers: x\n', ''],
  ])('when %s, then it is refused', (_, before, message) => {
    expect(() => addPeer(before, 'values.yaml', PEER)).toThrow(new RegExp(message));
  });
});

describe('the address of a client', () => {
  it.each<[string, string[], string | undefined]>([
    ['10.4.0.0/16', [], '10.5.0.1/32'],
    ['10.4.7.7/16', ['10.5.0.1/32', '10.5.0.2/31'], '10.5.0.4/32'],
    ['10.5.0.0/24', [], '10.5.1.1/32'],
    // What follows are the pods and services of k3s.
    ['10.41.0.0/16', [], '10.44.0.1/32'],
    ['10.4.0.1/32', [], '10.4.0.2/32'],
    ['255.255.0.0/16', [], undefined],
    ['fd00:4::/64', [], undefined],
    ['x', [], undefined],
  ])('when the subnet is %s and %j are taken, then %s is free', (subnet, taken, free) => {
    expect(nextAddress(subnet, taken)).toBe(free);
  });

  it.each<[string, string]>([
    ['', '10.4.0.0/16'],
    ['kdaemon: {flags: {subnet: 10.9.0.0/16}}', '10.9.0.0/16'],
    ['kdaemon: {flags: {subnet: 10.9.0.0/16}, args: [--subnet=10.8.0.0/16, --local=false]}', '10.8.0.0/16'],
    ['kdaemon: [x]', '10.4.0.0/16'],
  ])('when the values are %j, then the subnet is %s', (text, subnet) => {
    expect(networksOf(text, 'values.yaml').subnet).toBe(subnet);
  });

  it.each<[string, boolean]>([
    ['vpn.example.org:51820', true],
    ['192.0.2.1:51820', true],
    ['[2001:db8::1]:51820', true],
    ['2001:db8::1:51820', false],
    ['vpn.example.org', false],
    ['vpn.example.org:0', false],
    ['a b:1', false],
  ])('is reached at %s: %s', (text, expected) => expect(isEndpoint(text)).toBe(expected));
});

describe('a pair of keys', () => {
  it('is one of X25519, as wg makes them', () => {
    const { privateKey, publicKey } = newKeyPair();
    for (const key of [privateKey, publicKey]) expect(Buffer.from(key, 'base64')).toHaveLength(32);
    const pkcs8 = Buffer.concat([
      Buffer.from('302e020100300506032b656e04220420', 'hex'),
      Buffer.from(privateKey, 'base64'),
    ]);
    const derived = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    const { x = '' } = derived.export({ format: 'jwk' });
    expect(Buffer.from(x, 'base64url').toString('base64')).toBe(publicKey);
  });
});

describe('the first ten minutes', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-peer-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  async function call(args: readonly string[], { isTTY = false, answers = undefined as string[] | undefined } = {}) {
    const output = { stdout: '', stderr: '', asked: '' };
    const sink = (name: 'stdout' | 'stderr') => ({ isTTY, write: (text: string) => (output[name] += text) });
    const ask = async (question: string) => {
      output.asked += question;
      return answers?.shift() ?? '';
    };
    const status = await run(args, {
      stdout: sink('stdout'),
      stderr: sink('stderr'),
      stdin: async () => '',
      env: {},
      cwd,
      ...(answers && { ask }),
    });
    return { ...output, status };
  }
  const NODE = ['--node-key', `${'A'.repeat(42)}A=`, '--endpoint', 'vpn.example.org:51820', '--routes', '10.42.0.0/16'];

  it.each<[string, string[], string[] | undefined, string]>([
    ['by default', [], undefined, 'k3s'],
    ['by flags', ['--platform', 'kubeadm', '--subnet', '10.9.0.0/16', '--granularity', 'full'], undefined, 'kubeadm'],
    ['by answers, after a wrong one', [], ['moon', 'kubeadm', '', 'full'], 'kubeadm'],
  ])('init %s writes values that pass lint without a warning', async (_, flags, answers, platform) => {
    const made = await call(['init', ...flags], answers && { answers });
    expect(made).toMatchObject({ status: 0, stdout: '' });
    if (answers) expect(made.asked).toContain('Which kind of cluster is it?');
    expect(readFileSync(join(cwd, 'values.yaml'), 'utf8')).toContain(`cluster of ${platform}`);
    const lint = await call(['lint', '--strict', '--platform', platform, '-n', 'kube-system', 'values.yaml']);
    expect(lint).toMatchObject({ status: 0, stderr: '' });
    const peer = await call(['peer', 'add', 'phone', '--address', '10.5.0.10/32']);
    expect(peer.status).toBe(0);
    expect(await call(['lint', '--strict', '--platform', platform, '-n', 'kube-system', 'values.yaml'])).toMatchObject({
      status: 0,
    });
    expect((await call(['init'])).stderr).toContain('values.yaml is there already');
  });

  it('peer add writes the key once, for nobody else', async () => {
    const { stdout, stderr, status } = await call(['peer', 'add', 'phone', '--address', '10.5.0.10/32', ...NODE]);
    expect(status).toBe(0);
    const file = join(cwd, 'phone.conf');
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const [, key = ''] = /PrivateKey = (.*)/.exec(stdout) ?? [];
    expect(stdout.split(key)).toHaveLength(2);
    expect(stderr + readFileSync(join(cwd, 'values.yaml'), 'utf8')).not.toContain(key);
    const again = await call(['peer', 'add', 'phone', '--address', '10.5.0.10/32']);
    expect(again).toMatchObject({ status: 1, stdout: '' });
  });

  it('init makes clients, whose configuration peer connect completes and prints, once', async () => {
    const made = await call(['init', '--peer', 'phone', '--peer', 'laptop=10.6.0.9/32,pad']);
    expect(made).toMatchObject({ status: 0, stdout: '' });
    expect(made.stderr).toContain('kilo-chart peer connect phone');
    const lint = await call(['lint', '--strict', '--platform', 'k3s', '-n', 'kube-system', 'values.yaml']);
    expect(lint).toMatchObject({ status: 0, stderr: '' });
    const address = (name: string) => /Address = (.*)/.exec(readFileSync(join(cwd, `${name}.conf`), 'utf8'))?.[1];
    expect(['phone', 'laptop', 'pad'].map(address)).toEqual(['10.5.0.1/32', '10.6.0.9/32', '10.5.0.2/32']);
    expect(statSync(join(cwd, 'phone.conf')).mode & 0o777).toBe(0o600);
    const { stdout, status } = await call(['peer', 'connect', 'phone', ...NODE]);
    expect({ stdout, status }).toEqual({ stdout: readFileSync(join(cwd, 'phone.conf'), 'utf8'), status: 0 });
    expect(stdout).toMatch(/PrivateKey[\s\S]*\[Peer\][\s\S]*AllowedIPs = 10\.42\.0\.0\/16/);
    expect(statSync(join(cwd, 'phone.conf')).mode & 0o777).toBe(0o600);
    const again = await call(['peer', 'connect', 'phone', ...NODE]);
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toContain('phone.conf has a node already');
  });

  it('init asks again, and says why, until an answer is one', async () => {
    const { asked, status } = await call(['init'], { answers: ['', '10.4', '', '', 'Phone', 'x=10.4.0.1/32'] });
    expect(asked).toContain('"10.4" is not a CIDR: for example 10.4.0.0/16');
    expect(asked).toContain('"Phone" is not a name of a Peer');
    expect(status).toBe(1);
    expect(existsSync(join(cwd, 'values.yaml'))).toBe(false);
  });

  it.each<[string, string[], string]>([
    ['platform', ['--platform', 'moon'], '--platform moon: "moon" is not known'],
    ['subnet', ['--subnet', '10.4.0.300/16'], 'is not a CIDR'],
    ['granularity', ['--granularity', 'none'], 'write one of location, full'],
    ['name', ['--peer', 'a_b'], 'is not a name of a Peer'],
    ['name that is there twice', ['--peer', 'a,a'], 'has a peer a already'],
    ['address that is taken', ['--peer', 'a,b=10.5.0.0/24'], '10.5.0.0/24 is an address of the Peer a'],
  ])('init refuses a wrong %s, and writes nothing', async (_, flags, message) => {
    const { status, stderr } = await call(['init', ...flags]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('peer add without a node prints no part of the configuration, and finds free addresses', async () => {
    for (const name of ['a', 'b']) expect(await call(['peer', 'add', name])).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(join(cwd, 'b.conf'), 'utf8')).toContain('Address = 10.5.0.2/32');
    const { stderr } = await call(['peer', 'add', 'c', '--address', '10.5.0.2/32']);
    expect(stderr).toContain('10.5.0.2/32 is an address of the Peer b');
    expect(stderr).toContain('hint: 10.5.0.3/32 is free');
  });

  it('peer add writes no key where the values cannot be written', async () => {
    const { status, stderr } = await call(['peer', 'add', 'a', '--file', 'nowhere/values.yaml']);
    expect({ status, files: readdirSync(cwd) }).toEqual({ status: 1, files: [] });
    expect(stderr).toContain('[file]');
  });

  it('peer add changes nothing where something is wrong', async () => {
    writeFileSync(join(cwd, 'values.yaml'), 'peers: [{name: a}]\n');
    expect((await call(['peer', 'add', 'phone', '--address', '10.5.0.10/32'])).status).toBe(1);
    expect(existsSync(join(cwd, 'phone.conf'))).toBe(false);
    expect(readFileSync(join(cwd, 'values.yaml'), 'utf8')).toBe('peers: [{name: a}]\n');
  });

  it.each<[string, string[]]>([
    ['an invalid address', ['--address', 'x']],
    ['an address that a node may get', ['--address', '10.4.0.9/32']],
    ['an endpoint without a port', ['--endpoint', 'a', '--node-key', `${'A'.repeat(42)}A=`]],
    ['invalid routes', ['--routes', '10.4.0.0']],
    ['half of a node', ['--address', '10.5.0.10/32', '--endpoint', 'a:1']],
    ['an invalid key', ['--address', '10.5.0.10/32', '--endpoint', 'a:1', '--node-key', 'k']],
  ])('peer add refuses %s', async (_, flags) => {
    const { status, stderr } = await call(['peer', 'add', 'phone', ...flags]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: /);
    expect(existsSync(join(cwd, 'phone.conf'))).toBe(false);
  });

  const reader = spawnSync('zbarimg', ['--version']).status === 0;
  it.skipIf(!reader)('peer add draws a QR code that a reader reads', async () => {
    const { stdout } = await call(['peer', 'add', 'phone', '--address', '10.5.0.10/32', ...NODE], { isTTY: true });
    const at = stdout.search(/[█▀▄]/);
    const rows = stdout
      .slice(stdout.lastIndexOf('\n', at) + 1)
      .trimEnd()
      .split('\n');
    // Two rows of modules in each line; a character that is drawn is light.
    const pixels = rows.flatMap((row) => [
      [...row].map((char) => char === '█' || char === '▀'),
      [...row].map((char) => char === '█' || char === '▄'),
    ]);
    const size = 6;
    const scaled = pixels.flatMap((row) =>
      Array(size).fill(row.flatMap((light) => Array(size).fill(light ? 255 : 0)).join(' ')),
    );
    const image = `P2\n${(pixels[0]?.length ?? 0) * size} ${pixels.length * size}\n255\n${scaled.join('\n')}\n`;
    writeFileSync(join(cwd, 'code.pgm'), image);
    const { stdout: text } = spawnSync('zbarimg', ['--quiet', '--raw', join(cwd, 'code.pgm')], { encoding: 'utf8' });
    expect(text.trim()).toBe(readFileSync(join(cwd, 'phone.conf'), 'utf8').trim());
  });
});
