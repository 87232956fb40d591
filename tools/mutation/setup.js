// A property that fails has noticed the mutant: its smallest counterexample does not matter.
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
