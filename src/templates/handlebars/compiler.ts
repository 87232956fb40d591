import { fail } from '../../problem/problem.ts';
import { compileTemplate } from './compile.ts';
import type { CompileOptions, Escape } from './options.ts';
import { helperNames } from './runtime/environment.ts';

/**
 * Compiles a string of the values, or one that a template makes. The compiler is a separate chunk, which the built
 * program loads at the first call (tools/build/seldom.js), because only a call of `tpl` needs it.
 *
 * @throws ProblemError `template-syntax`
 */
export function compileString(text: string, mode: Escape) {
  const { main, named } = compileTemplate(text, optionsFor('', mode));
  for (const name of named.keys()) refuseNamed(name);
  return main;
}

/** @param file the template's name in problems */
export const optionsFor = (file: string, mode: Escape): CompileOptions => ({
  file,
  escape: mode,
  helpers: helperNames(),
  // A file that prints nothing by itself may be included with another context.
  isRoot: !/(?:^|\/)_[^/]*$/.test(file),
});

/**
 * The chart's templates would not find a named template that a value defines.
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
