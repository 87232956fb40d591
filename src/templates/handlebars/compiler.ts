import { fail } from '../../problem/problem.ts';
import type { CompileOptions, Escape } from './compile.ts';
import { helperNames } from './runtime/environment.ts';

export type Compiler = typeof import('./compile.ts');

let loaded: Compiler | undefined;

/** The compiler of templates: most runs of the built-in chart need none, so that it is loaded when it is asked for. */
export async function loadCompiler(): Promise<Compiler> {
  loaded ??= await import('./compile.ts');
  return loaded;
}

/** The compiler, where {@link loadCompiler} has loaded it. */
export const loadedCompiler = (): Compiler | undefined => loaded;

/** @param file what the template is called in problems */
export const optionsFor = (file: string, mode: Escape): CompileOptions => ({
  file,
  escape: mode,
  helpers: helperNames(),
});

/**
 * The chart's templates would not find what a value defines.
 *
 * @throws ProblemError `template-syntax`
 */
export function refuseNamed(name: string): never {
  return fail({
    code: 'template-syntax',
    message: `the template ${JSON.stringify(name)} is defined in a value, and named templates belong to the chart`,
    hint: 'write what it prints in the place where it is included',
  });
}
