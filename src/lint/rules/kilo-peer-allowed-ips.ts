import { overlap, parseCidr } from '../../go/network.ts';
import { findOverlaps } from '../../go/network-overlaps.ts';
import type { Path } from '../../problem/path.ts';
import type { ValueMap } from '../../yaml/value.ts';
import { lastOf, readCommandLine } from '../kilo/command-line.ts';
import { DEFAULT_SUBNET } from '../kilo/flags.ts';
import { peersOf } from '../kilo/peers.ts';
import { map, maps, texts } from '../kubernetes/read.ts';
import type { ReleaseRule } from '../rule.ts';

/**
 * WireGuard routes an address to only one peer: to the one with the narrowest network, or to the last of equal ones.
 */
export const peerAllowedIps: ReleaseRule = {
  id: 'kilo-peer-allowed-ips',
  severity: 'warning',
  summary: 'Allowed IPs of a Peer that overlap those of another one, or the subnet of the mesh',
  checkRelease(objects, report) {
    const networks = peersOf(objects).flatMap(({ name, spec, index }) =>
      texts(spec, 'allowedIPs').flatMap(([item, network]) => {
        const parsed = parseCidr(network);
        return parsed ? [{ name, index, network, parsed, path: ['spec', 'allowedIPs', item] satisfies Path }] : [];
      }),
    );
    const overlaps = findOverlaps(networks.map(({ parsed, index }) => ({ network: parsed, owner: index })));
    const subnet = subnetOf(objects.map(({ object }) => object));
    const mesh = parseCidr(subnet);
    for (const [position, { name, index, network, parsed, path }] of networks.entries()) {
      if (mesh && overlap(parsed, mesh)) {
        const message = `the allowed IPs ${network} of the Peer ${name} overlap the subnet of the mesh, ${subnet}`;
        report(index, path, message, 'Kilo gives the addresses of this subnet to nodes: choose others for clients');
      }
      const other = networks[overlaps[position] ?? -1];
      if (!other) continue;
      const message = `the allowed IPs ${network} of the Peer ${name} overlap ${other.network} of the Peer ${other.name}`;
      report(index, path, message, 'an address is routed to only one client: give each client its own');
    }
  },
};

/** The mesh's subnet: that of the first container that runs kg, and else kg's own. */
function subnetOf(objects: readonly ValueMap[]): string {
  for (const object of objects) {
    const pod = map(map(map(object, 'spec'), 'template'), 'spec');
    for (const [, container] of maps(pod, 'containers')) {
      const args = readCommandLine(container);
      if (args) return lastOf(args, 'subnet')?.value ?? DEFAULT_SUBNET;
    }
  }
  return DEFAULT_SUBNET;
}
