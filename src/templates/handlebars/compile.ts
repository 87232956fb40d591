import { ProblemError } from '../../problem/problem.ts';
import { generate } from './generate/generate.ts';
import { Rewriter } from './lower/lower.ts';
import type { Compiled, CompileOptions } from './options.ts';
import { parseTemplate } from './parse/parse.ts';
import type { hbs } from './parse/syntax.ts';
import type { MakeTemplate } from './runtime/template.ts';
import { markLines } from './trace/mark-lines.ts';

/**
 * Compiles templates to functions. Handlebars parses a template; the syntax tree is rewritten to follow this engine's
 * rules (the output of `{{x}}`, the names of built-in objects inside blocks, the allowed blocks), and becomes code.
 * Handlebars itself is not changed, so another Handlebars in the process is not affected.
 */

/**
 * @returns the input of `instantiate`: the template once it receives the helpers
 * @throws ProblemError with all errors: `template-syntax`, `template-escape`
 */
export function compileTemplate(text: string, options: CompileOptions): Compiled<MakeTemplate> {
  return transform(
    text,
    options,
    (program) => new Function(`"use strict";return${generate(program)}`)() as MakeTemplate,
  );
}

/**
 * Compiles a template to source code, for the build.
 *
 * @returns JavaScript expressions, for strict code
 * @throws as {@link compileTemplate}
 */
export const precompileTemplate = (text: string, options: CompileOptions): Compiled<string> =>
  transform(text, options, generate);

function transform<T>(text: string, options: CompileOptions, make: (program: hbs.Program) => T): Compiled<T> {
  const program = parseTemplate(text, options.file);
  const named = new Map<string, T>();
  const rewriter = new Rewriter(text, options);
  const inline: hbs.DecoratorBlock[] = [];
  program.body = program.body.filter((node) => {
    if (node.type !== 'DecoratorBlock') return true;
    inline.push(node as hbs.DecoratorBlock);
    return false;
  });
  for (const block of inline) {
    const name = rewriter.nameOf(block);
    rewriter.rewrite(block.program, true);
    if (name !== undefined && rewriter.problems.length === 0) named.set(name, make(block.program));
  }
  rewriter.rewrite(program);
  const [first, ...rest] = rewriter.problems;
  if (first) throw new ProblemError(first, ...rest);
  if (options.marked) markLines(program);
  return { main: make(program), named };
}
