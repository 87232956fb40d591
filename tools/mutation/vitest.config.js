// The tests of one room. Stryker's own option for this (`testFiles`, 9.6.1) activates a mutant only when the modules are
// loaded, so that no test could notice one in a table of a module.
import base from '../../vitest.config.ts';
import { roomOf } from './rooms.js';

const { tests } = roomOf(process.env.MUTATION_ROOM ?? '');

export default {
  ...base,
  test: {
    ...base.test,
    include: [...tests.map((directory) => `${directory}/**/*.test.ts`), 'test/cases.test.ts'],
  },
};
