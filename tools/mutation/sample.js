// A checker of Stryker's that lets through a part of the mutants, chosen by chance: to run all of them takes days.
import { createHash } from 'node:crypto';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';

sampler.inject = tokens(commonTokens.options);

/** @param {{ sample: { share: number, seed: string } }} options Stryker's, and which part is wanted */
function sampler({ sample: { share, seed } }) {
  return {
    async init() {},
    /** A mutant is chosen by its place and replacement, so that other mutants of a file do not move the choice. */
    async check(mutants) {
      return Object.fromEntries(
        mutants.map(({ id, fileName, location, replacement }) => [id, isChosen([fileName, location, replacement])]),
      );
    },
    group: (mutants) => [mutants.map(({ id }) => id)],
  };

  function isChosen([fileName, location, replacement]) {
    const place = JSON.stringify([seed, fileName.replace(/^.*\/src\//, ''), location, replacement]);
    const chance = createHash('sha256').update(place).digest().readUInt32BE() / 2 ** 32;
    return chance < share ? { status: 'passed' } : { status: 'compileError', reason: 'not in the sample' };
  }
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'sample', sampler)];
