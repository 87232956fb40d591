import type { TemplateRule } from '../rule.ts';
import { visitOperands } from '../templates/walk.ts';

const KEYS = 'lookup the Secret of the last release and keep what is in it, or take it from the values';
const TIME = 'leave it out, or take what changes with the content: a checksum of the configuration';

/** Functions whose result differs each time, with what to do instead. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['randAlphaNum', 'randAlpha', 'randNumeric', 'randAscii', 'randBytes', 'randInt', 'uuidv4', 'shuffle'],
      ...['genPrivateKey', 'genCA', 'genCAWithKey', 'genSelfSignedCert', 'genSelfSignedCertWithKey'],
      ...['genSignedCert', 'genSignedCertWithKey', 'bcrypt', 'htpasswd', 'encryptAES'],
    ].map((name) => [name, KEYS]),
  ),
  now: TIME,
  ago: TIME,
};

export const random: TemplateRule = {
  id: 'template-random',
  severity: 'warning',
  summary: 'A function whose result differs each time: each upgrade changes the output',

  checkTemplates({ files, lookingUp }, report) {
    for (const file of files) {
      if (file.source.path.endsWith('NOTES.txt')) continue;
      for (const tree of file.trees) {
        // A template that looks up the existing object most likely keeps its data.
        if (lookingUp.has(tree.name)) continue;
        const found: { readonly name: string; readonly at: number }[] = [];
        visitOperands(tree, (node) => {
          if (node.kind !== 'identifier') return;
          if (Object.hasOwn(FUNCTIONS, node.name)) found.push(node);
        });
        for (const { name, at } of found)
          report({ file, at }, `${name} returns another result each time it is rendered`, FUNCTIONS[name]);
      }
    }
  },
};
