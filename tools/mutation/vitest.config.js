// The tests of one room. Stryker's own option for this (`testFiles`, 9.6.1) activates a mutant only when the modules are
// loaded, so that no test could notice one in a table of a module.
import { BaseSequencer } from 'vitest/node';
import base from '../../vitest.config.ts';
import { roomOf } from './rooms.js';

const { tests } = roomOf(process.env.MUTATION_ROOM ?? '');

/** The first failure ends the run of a mutant: the quickest files come first. */
class QuickestFirst extends BaseSequencer {
  async sort(files) {
    return (await super.sort(files)).reverse();
  }
}

/** A file that does not load has no test that could fail: Stryker (9.6.1) would count its mutant as not noticed. */
const loadErrors = {
  onInit(vitest) {
    this.state = vitest.state;
  },
  onTestModuleEnd(file) {
    for (const { message } of file.errors()) this.state.catchError(new Error(message), 'Unhandled Error');
  },
};

export default {
  ...base,
  test: {
    ...base.test,
    setupFiles: [...base.test.setupFiles, 'tools/mutation/setup.js'],
    include: tests.map((directory) => `${directory}/**/*.test.ts`),
    reporters: ['default', loadErrors],
    sequence: { sequencer: QuickestFirst },
  },
};
