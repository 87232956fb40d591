// Prints the counts of vitest reports, and what was skipped, which counts as failed once the references are there. Of a
// file that several reports have, the last one counts.
// Usage: node summary.js STATUS REPORT…, where STATUS is the exit code of what led here.
import { readFileSync } from 'node:fs';

const [status, ...reports] = process.argv.slice(2);
const files = new Map();
let isEmpty = false;
for (const report of reports) {
  const text = readFileSync(report, 'utf8');
  isEmpty = text === '';
  if (!isEmpty) for (const result of JSON.parse(text).testResults) files.set(result.name, result);
}
const results = [...files.values()];
const tests = results.flatMap(({ assertionResults }) => assertionResults);
const count = (...wanted) => tests.filter((test) => wanted.includes(test.status)).length;

// Without the references, a test that needs them may skip.
const skipped = process.env.HELM ? tests.filter((test) => !['passed', 'failed'].includes(test.status)) : [];
for (const test of skipped) console.log(`skipped: ${test.fullName}`);

// A file that does not load and a step that is not a test have no failed test of their own.
const broken = results.filter(
  (result) => result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
);
for (const result of broken) console.log(`failed: ${result.name}`);
let failed = count('failed') + skipped.length + broken.length;
if (failed === 0 && (status !== '0' || isEmpty || tests.length === 0)) failed = 1;
console.log(`\n${count('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
