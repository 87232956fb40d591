import { peersOf } from '../kilo/peers.ts';
import { text } from '../kubernetes/read.ts';
import type { ReleaseRule } from '../rule.ts';

export const peerKey: ReleaseRule = {
  id: 'kilo-peer-key',
  severity: 'error',
  summary: 'Two Peers with one public key: WireGuard takes them for one, and only one of the clients is reached',
  checkRelease(objects, report) {
    const known = new Map<string, string>();
    for (const { spec, name, index } of peersOf(objects)) {
      const key = text(spec, 'publicKey');
      if (key === undefined || key === '') continue;
      const other = known.get(key);
      if (other === undefined) known.set(key, name);
      else
        report(
          index,
          ['spec', 'publicKey'],
          `the Peers ${other} and ${name} have one public key`,
          'each client has a key pair of its own: wg genkey | tee key | wg pubkey',
        );
    }
  },
};
