import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { KG_FLAGS, WEBHOOK_SINCE } from '../../src/lint/kilo/flags.ts';
import type { ValuesRequest } from '../../src/values/index.ts';
import { builtInChart, io, RELEASE } from './corpus.ts';

const KEY = 'GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=';
const OTHER = 'mJlJ+xyOzFlHGzbMqkDTCJqwQbMXVq7cVjLvJp2xhXs=';

/** The findings of Kilo's rules on values, which `set` contains as JSON, over a platform's. */
async function find(values: object, platform = 'k3s'): Promise<string[]> {
  const ready = await builtInChart;
  const text = readFileSync(new URL(`../../platforms/${platform}.yaml`, import.meta.url), 'utf8');
  const shared: Partial<ValuesRequest> = {
    platform: { name: `${platform}.yaml`, text },
    setJson: [JSON.stringify(values)],
  };
  const found = await lint({ ready, options: RELEASE, shared, files: [] }, io);
  return found.filter(({ rule }) => rule.startsWith('kilo-')).map(({ rule, message }) => `${rule}: ${message}`);
}

const peers = (...given: [name: string, key: string, ...allowedIPs: string[]][]) => ({
  peers: given.map(([name, publicKey, ...allowedIPs]) => ({ name, publicKey, allowedIPs })),
});
const image = (tag: string | number, args: string[], more: object = {}) => ({
  image: { tag, ...more },
  kdaemon: { args },
});

describe("Kilo's rules", () => {
  it.each<[title: string, values: object, found: RegExp[]]>([
    ['a release that has the flag', image('0.7.0', ['--internal-cidr=10.0.0.0/8', '--mtu=auto']), []],
    [
      'a flag that came later',
      image('0.6.0', ['--internal-cidr=10.0.0.0/8']),
      [/^kilo-flag-unknown: kg 0\.6\.0 has no flag --internal-cidr: it came with 0\.7\.0$/],
    ],
    [
      'a flag that came later, of a tag with a v',
      image('v0.5.0', ['--service-cidr=10.43.0.0/16']),
      [/^kilo-flag-unknown: kg 0\.5\.0 has no flag --service-cidr: it came with 0\.6\.0$/],
    ],
    ['a number for mtu in an old release', image('0.6.0', ['--mtu=1400']), []],
    [
      'a word for mtu in an old release',
      image('0.6.0', ['--mtu=auto']),
      [/^kilo-flag-value: --mtu takes a number in kg/],
    ],
    ['a date for a tag', image(20261122, ['--internal-cidr=10.0.0.0/8']), []],
    ['a fork with its own words', image('1.0.0', ['--mesh-granularity=cross'], { repository: 'me/kilo-fork' }), []],
    ['a fork with its own flags', image('1.0.0', ['--turbo'], { repository: 'me/kilo-fork' }), []],
    ["Kilo's own image from a mirror", image('0.7.0', ['--turbo'], { registry: 'r.io' }), [/no flag --turbo/]],
    [
      'a flag and its value in one word',
      image('0.7.0', ['--mtu auto']),
      [/^kilo-flag-unknown: kg has no flag --mtu auto$/],
    ],
    ['peers apart', peers(['a', KEY, '10.5.0.1/32'], ['b', OTHER, '10.5.0.2/32']), []],
    [
      'peers with one key',
      peers(['a', KEY, '10.5.0.1/32'], ['b', KEY, '10.5.0.2/32']),
      [/^kilo-peer-key: the Peers a and b have one public key$/],
    ],
    [
      'peers with one address',
      peers(['a', KEY, '10.5.0.1/32'], ['b', OTHER, '10.5.0.0/24']),
      [/^kilo-peer-allowed-ips: the allowed IPs 10\.5\.0\.0\/24 of the Peer b overlap 10\.5\.0\.1\/32 of the Peer a$/],
    ],
    [
      'a peer in the subnet of the mesh',
      peers(['a', KEY, '10.4.0.1/32']),
      [/^kilo-peer-allowed-ips: .* overlap the subnet of the mesh, 10\.4\.0\.0\/16$/],
    ],
    [
      'a peer in another subnet of the mesh',
      { ...peers(['a', KEY, '10.9.0.1/32']), kdaemon: { flags: { subnet: '10.9.0.0/16' } } },
      [/^kilo-peer-allowed-ips: .* overlap the subnet of the mesh, 10\.9\.0\.0\/16$/],
    ],
    [
      'a peer in the default subnet besides another one',
      { ...peers(['a', KEY, '10.4.0.1/32']), kdaemon: { flags: { subnet: '10.9.0.0/16' } } },
      [],
    ],
    [
      'a sidecar with a tag that moves',
      { kdaemon: { sidecars: [{ name: 's', image: 'x:stable' }] } },
      [/^kilo-rolling-tag: the image x:stable/],
    ],
    ['a sidecar with a version', { kdaemon: { sidecars: [{ name: 's', image: 'x:1.2' }] } }, []],
    [
      'a sidecar with a digest',
      { kdaemon: { sidecars: [{ name: 's', image: `x:stable@sha256:${'0'.repeat(64)}` }] } },
      [],
    ],
  ])('when the values hold %s, then it is found', async (_, values, expected) => {
    const found = await find(values);
    expect(found).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
  });

  it('when a flag holds its value after a blank, then the hint joins them', async () => {
    const shared = { setJson: [JSON.stringify(image('0.7.0', ['--mtu auto']))] };
    const found = await lint({ ready: await builtInChart, options: RELEASE, shared, files: [] }, io);
    expect(found.find(({ rule }) => rule === 'kilo-flag-unknown')?.hint).toContain('--mtu=auto');
  });
});

describe('the releases of kg', () => {
  const releases = JSON.parse(
    readFileSync(new URL('../platforms/kg-releases.json', import.meta.url), 'utf8'),
  ) as Record<string, { webhook: boolean; flags: Record<string, string> }>;
  const names = Object.keys(releases);

  it('are known from 0.3.0 on', () => {
    expect(names[0]).toBe('0.3.0');
    expect(names.length).toBeGreaterThanOrEqual(7);
  });

  it.each(Object.keys(KG_FLAGS))('have --%s since the release in the table', (flag) => {
    const since = KG_FLAGS[flag]?.since ?? '0.3.0';
    expect(names.filter((name) => releases[name]?.flags[flag] !== undefined)).toEqual(
      names.filter((name) => name >= since),
    );
    const wordsSince = KG_FLAGS[flag]?.wordsSince;
    if (wordsSince !== undefined)
      expect(names.find((name) => releases[name]?.flags[flag] === 'String')).toBe(wordsSince);
  });

  it('have no flag that is not in the table', () => {
    expect(
      names.flatMap((name) => Object.keys(releases[name]?.flags ?? {})).filter((flag) => !(flag in KG_FLAGS)),
    ).toEqual([]);
  });

  it('have the webhook since the release in the table', () => {
    expect(names.find((name) => releases[name]?.webhook)).toBe(WEBHOOK_SINCE);
  });

  it("the chart's own warning has the same table", () => {
    const text = readFileSync(new URL('../../templates/_warnings.hbs', import.meta.url), 'utf8');
    const table = Object.fromEntries(
      [...text.matchAll(/^ {2}"([a-z-]+)" "(\d+\.\d+\.\d+)"$/gm)].map(([, flag, since]) => [flag, since]),
    );
    expect(table).toEqual(
      Object.fromEntries(Object.entries(KG_FLAGS).flatMap(([flag, { since }]) => (since ? [[flag, since]] : []))),
    );
  });
});
