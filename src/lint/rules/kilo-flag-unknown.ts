import { suggest } from '../../problem/suggest.ts';
import { readCommandLine } from '../kilo/command-line.ts';
import { KG_FLAGS } from '../kilo/flags.ts';
import type { ObjectRule } from '../rule.ts';
import { quote } from '../words.ts';

export const flagUnknown: ObjectRule = {
  id: 'kilo-flag-unknown',
  severity: 'error',
  summary: 'A flag that kg does not have, or a word that is no flag: kg stops at it',
  visit: {
    'core.v1.Container': (node, report) => {
      for (const { name, word, path } of readCommandLine(node) ?? []) {
        if (name === undefined) {
          const near = suggest(word.replace(/^-+/, '').replace(/=.*$/, ''), Object.keys(KG_FLAGS));
          const hint = near === undefined ? 'flags begin with --' : `did you mean --${near}?`;
          if (word !== '-h') report(path, `kg takes flags alone, and ${quote(word)} is none`, hint);
        } else if (!Object.hasOwn(KG_FLAGS, name) && name !== 'help') {
          const near = suggest(name, Object.keys(KG_FLAGS));
          report(path, `kg has no flag --${name}`, near && `did you mean --${near}?`);
        }
      }
    },
  },
};
