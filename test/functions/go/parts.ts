// What the tests of this directory use of the sources.
export { type GoFunction, goFunctions } from '../../../src/functions/policy/go/index.ts';
export {
  elementOf,
  FailError,
  GoError,
  GoObject,
  type GoType,
  type GoValue,
  int,
  isGoMap,
  newGoMap,
  nil,
  typeName,
} from '../../../src/go/value.ts';
