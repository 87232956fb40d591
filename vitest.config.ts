import { defineConfig } from 'vitest/config';

const report = process.env.VITEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // CI counts from a report; what a person reads is the same.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
