// Runs Stryker in the copy of the project that main.ts has made, with the same arguments.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { roomOf } from './rooms.js';

const [name = '', share = '0.05', seed = '1'] = process.argv.slice(2);
const { mutate } = roomOf(name);
// For vitest.config.js, in the processes that Stryker starts.
process.env.MUTATION_ROOM = name;

const results = await new Stryker({
  mutate,
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation/vitest.config.js' },
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
  // Besides the time that the tests took without a mutant.
  timeoutMS: 20_000,
  warnings: { unknownOptions: false },
}).runMutationTest();

const tried = results.filter(({ status }) => status !== 'CompileError' && status !== 'Ignored');
const missed = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
for (const { fileName, location, replacement = '', status } of missed)
  console.log(
    `${relative('.', fileName)}:${location.start.line}:${location.start.column} ${status}\n` +
      `  - ${shorten(textAt(fileName, location))}\n  + ${shorten(replacement)}`,
  );
const noticed = tried.length - missed.length;
console.log(
  `${name}: ${results.length} mutants, ${tried.length} tried (share ${share}, seed ${seed}), ` +
    `${noticed} noticed: ${((100 * noticed) / tried.length).toFixed(1)} %`,
);

/** Lines and columns count from 1. */
function textAt(fileName, { start, end }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

function shorten(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
