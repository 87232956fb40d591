// Prints the test files of a vitest report in which something was skipped: what needs the references.
// Usage: node skipped.js REPORT
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, assertionResults } of testResults)
  if (assertionResults.some(({ status }) => !['passed', 'failed'].includes(status)))
    console.log(relative(process.cwd(), name));
