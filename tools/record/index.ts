// Asks the references again, and writes their answers to the files that the tests read:
//
//   npm run record -- NAME [ARGUMENT …]
//
// Each recorder is a module that does its work when it is imported, with the arguments after its name.

import { RECORDERS } from './recorders.ts';

const [name = '', ...rest] = process.argv.slice(2);
const recorder = Object.hasOwn(RECORDERS, name) ? RECORDERS[name] : undefined;
if (recorder === undefined) {
  console.error('usage: npm run record -- NAME [ARGUMENT …]\n');
  for (const [known, [, needs, writes]] of Object.entries(RECORDERS))
    console.error(`  ${known.padEnd(10)} writes ${writes}; needs ${needs}`);
  process.exitCode = 2;
} else {
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...rest);
  await recorder[0]();
}
