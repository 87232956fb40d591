import { defineConfig } from 'vitest/config';

const report = process.env.VITEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    // A loaded machine is slow, and no test is about time: this only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // CI counts from a report; what a person reads is the same.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
