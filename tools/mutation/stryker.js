// Runs Stryker in the copy of the project that main.ts has made, with the same arguments.
import { Stryker } from '@stryker-mutator/core';

/** What is changed, and the tests that have to notice. Whole-program cases belong to each. */
const ROOMS = {
  values: { mutate: ['src/values/**/*.ts'], tests: ['test/values'] },
  yaml: { mutate: ['src/yaml/**/*.ts'], tests: ['test/yaml', 'test/values'] },
  manifests: { mutate: ['src/manifests/**/*.ts'], tests: ['test/manifests', 'test/charts'] },
  go: { mutate: ['src/templates/go/**/*.ts'], tests: ['test/templates/go', 'test/functions', 'test/charts'] },
  handlebars: {
    mutate: ['src/templates/*.ts', 'src/templates/handlebars/**/*.ts', 'src/templates/common/**/*.ts'],
    tests: ['test/templates', 'test/charts'],
  },
};

const [name = '', share = '0.05', seed = '1'] = process.argv.slice(2);
const room = ROOMS[name];
if (!room) throw new Error(`no room ${name}: the rooms are ${Object.keys(ROOMS).join(', ')}`);

const results = await new Stryker({
  mutate: room.mutate,
  testFiles: [...room.tests.map((directory) => `${directory}/**/*.test.ts`), 'test/cases.test.ts'],
  testRunner: 'vitest',
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/vitest-runner', './tools/mutation/sample.js'],
  checkers: ['sample'],
  sample: { share: Number(share), seed },
  // Its sandbox is a copy, and a link to a directory cannot be copied by it.
  ignorePatterns: ['test/cases/output-dir-with-a-link'],
  reporters: ['progress'],
  // Its rewriting of tsconfig.json needs a programming interface that TypeScript 7 does not have.
  tsconfigFile: 'none',
  tempDirName: '.mutation',
  concurrency: 1,
  dryRunTimeoutMinutes: 60,
  timeoutMS: 120_000,
  warnings: { unknownOptions: false },
}).runMutationTest();

const tried = results.filter(({ status }) => status !== 'CompileError' && status !== 'Ignored');
const missed = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
for (const { fileName, location, replacement, status } of missed)
  console.log(`${fileName}:${location.start.line + 1}:${location.start.column + 1} ${status}: ${replacement}`);
const noticed = tried.length - missed.length;
console.log(
  `${name}: ${results.length} mutants, ${tried.length} tried (seed ${seed}), ${noticed} noticed: ${((100 * noticed) / tried.length).toFixed(1)} %`,
);
