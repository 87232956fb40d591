import { suggest } from '../../problem/suggest.ts';
import { isKilos, isOlder, readCommandLine, releaseOf } from '../kilo/command-line.ts';
import { KG_FLAGS } from '../kilo/flags.ts';
import type { ObjectRule } from '../rule.ts';
import { quote } from '../words.ts';

export const flagUnknown: ObjectRule = {
  id: 'kilo-flag-unknown',
  severity: 'error',
  summary: 'A flag that kg does not have, or a word that is not a flag: kg stops at it',
  visit: {
    'core.v1.Container': (node, report) => {
      if (!isKilos(node)) return;
      const release = releaseOf(node);
      for (const { name, word, path } of readCommandLine(node) ?? []) {
        const since = name === undefined || !Object.hasOwn(KG_FLAGS, name) ? undefined : KG_FLAGS[name]?.since;
        if (since !== undefined && release !== undefined && isOlder(release, since)) {
          report(
            path,
            `kg ${release} has no flag --${name}: it came with ${since}`,
            `leave it out, or set image.tag to ${since} or later`,
          );
        } else if (name === undefined) {
          const near = suggest(word.replace(/^-+/, '').replace(/=[\s\S]*$/, ''), Object.keys(KG_FLAGS));
          const hint = near === undefined ? 'flags begin with --' : `did you mean --${near}?`;
          if (word !== '-h') report(path, `kg takes only flags, and ${quote(word)} is not a flag`, hint);
        } else if (!Object.hasOwn(KG_FLAGS, name) && name !== 'help') {
          report(path, `kg has no flag --${name}`, hintFor(name));
        }
      }
    },
  },
};

/** The flag that was meant: with its value after a blank in the same word, or misspelt. */
function hintFor(name: string): string | undefined {
  const [flag = '', value] = name.split(/\s+(.*)/s);
  if (value !== undefined && Object.hasOwn(KG_FLAGS, flag))
    return `a flag and its value are one word, with = between them: --${flag}=${value}`;
  const near = suggest(name, Object.keys(KG_FLAGS));
  return near && `did you mean --${near}?`;
}
