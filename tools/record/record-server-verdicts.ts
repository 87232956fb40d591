// Asks an API server which objects of the set in test/lint/server/ it refuses, and writes its verdicts to
// test/lint/server/verdicts-VERSION.json and the shares that lint finds to docs/lint-agreement.md:
//
//   KUBECONFIG=… npm run record -- server-verdicts
//
// Without KUBECONFIG, only the page is written again. With VERBOSE=1, each object about which lint and the server do not
// agree is printed.
import { fileURLToPath } from 'node:url';
import { recordVerdicts } from '../../test/lint/server/record.ts';

const { KUBECONFIG } = process.env;
if (KUBECONFIG === '') throw new Error('KUBECONFIG must name the file with the address of an API server');
console.log(await recordVerdicts(fileURLToPath(new URL('../../', import.meta.url)), KUBECONFIG));
