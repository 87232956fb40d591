// Prints the counts of a vitest report, and what was skipped, which counts as failed once the references are there.
// Usage: node summary.js REPORT STATUS, where STATUS is the exit code of what led here.
import { readFileSync } from 'node:fs';

const [file, status] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const report = text === '' ? { testResults: [] } : JSON.parse(text);
const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const count = (...wanted) => tests.filter((test) => wanted.includes(test.status)).length;

// Without the references, a test that needs them may skip.
const skipped = process.env.HELM ? tests.filter((test) => !['passed', 'failed'].includes(test.status)) : [];
for (const test of skipped) console.log(`skipped: ${test.fullName}`);

// A file that does not load and a step that is no test have no failed test of their own.
const broken = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'));
for (const result of broken) console.log(`failed: ${result.name}`);
let failed = count('failed') + skipped.length + broken.length;
if (failed === 0 && (status !== '0' || tests.length === 0)) failed = 1;
console.log(`\n${count('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
