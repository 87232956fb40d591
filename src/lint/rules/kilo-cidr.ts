import { parseCidr, parseIp } from '../../go/network.ts';
import { isDynamic, readCommandLine, splitList } from '../kilo/command-line.ts';
import { KG_FLAGS } from '../kilo/flags.ts';
import type { ObjectRule } from '../rule.ts';
import { quote } from '../words.ts';

export const cidr: ObjectRule = {
  id: 'kilo-cidr',
  severity: 'error',
  summary: 'An invalid network in a flag of kg: kg stops at it',
  visit: {
    'core.v1.Container': (node, report) => {
      for (const { name = '', value, valuePath } of readCommandLine(node) ?? []) {
        const flag = Object.hasOwn(KG_FLAGS, name) ? KG_FLAGS[name] : undefined;
        if (flag?.format !== 'cidr' || value === undefined) continue;
        for (const network of flag.type === 'strings' ? splitList(value) : [value]) {
          if (isDynamic(network) || parseCidr(network)) continue;
          const hint = parseIp(network) ? `add the length of the network: ${network}/16` : undefined;
          report(valuePath, `--${name} takes a network such as 10.4.0.0/16, not ${quote(network)}`, hint);
        }
      }
    },
  },
};
