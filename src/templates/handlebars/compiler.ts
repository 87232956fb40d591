import { fail } from '../../problem/problem.ts';
import { compileTemplate } from './compile.ts';
import type { CompileOptions, Escape } from './options.ts';
import { helperNames } from './runtime/environment.ts';

/**
 * Compiles a string of the values, or one that a template makes. The compiler is a chunk of its own, which the built
 * program loads with the first call (tools/build/seldom.js): whether a run needs it shows only when `tpl` is called.
 *
 * @throws ProblemError `template-syntax`
 */
export function compileString(text: string, mode: Escape) {
  const { main, named } = compileTemplate(text, optionsFor('', mode));
  for (const name of named.keys()) refuseNamed(name);
  return main;
}

/** @param file what the template is called in problems */
export const optionsFor = (file: string, mode: Escape): CompileOptions => ({
  file,
  escape: mode,
  helpers: helperNames(),
  // A file that prints nothing by itself may be included with a context of its own.
  isRoot: !/(?:^|\/)_[^/]*$/.test(file),
});

/**
 * The chart's templates would not find what a value defines.
 *
 * @throws ProblemError `template-syntax`
 */
function refuseNamed(name: string): never {
  return fail({
    code: 'template-syntax',
    message: `the template ${JSON.stringify(name)} is defined in a value, and named templates belong to the chart`,
    hint: 'write what it prints in the place where it is included',
  });
}
