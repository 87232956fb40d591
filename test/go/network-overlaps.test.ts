import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlap, parseCidr } from '../../src/go/network.ts';
import { findOverlaps, type OwnedNetwork } from '../../src/go/network-overlaps.ts';

it('when networks are given, then the overlaps are those that comparing all pairs finds', () => {
  const byte = fc.constantFrom(0, 1, 128, 255);
  const ipv4 = fc.tuple(byte, byte, byte, byte, fc.nat(32)).map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`);
  const ipv6 = fc.tuple(byte, fc.nat(128)).map(([a, bits]) => `${a.toString(16)}::1/${bits}`);
  const owned = fc.record({ network: fc.oneof(ipv4, ipv6).map(parseCidr), owner: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(owned) as fc.Arbitrary<OwnedNetwork[]>, (networks) => {
      const slow = networks.map(({ network, owner }, position) => {
        const found = networks.findIndex((before) => before.owner !== owner && overlap(before.network, network));
        return found >= 0 && found < position ? found : undefined;
      });
      expect(findOverlaps(networks)).toEqual(slow);
    }),
    { numRuns: 1000 },
  );
});
