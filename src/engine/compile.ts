import Handlebars from 'handlebars';
import { ProblemError } from '../problems.ts';
import { markLines } from './mark-lines.ts';
import { INTERNAL } from './names.ts';
import { parseTemplate } from './parse.ts';
import { Rewriter } from './rewrite.ts';
import type { hbs } from './syntax.ts';

/**
 * Templates to functions. The parsed template is rewritten before Handlebars compiles it, so that this engine's rules
 * hold in its own environment alone: what `{{x}}` writes, what the built-in objects' names mean inside blocks, what
 * may be a block. Nothing of Handlebars itself is changed; another Handlebars in the process notices nothing.
 */

/** What `{{x}}` writes: a YAML node, or (inside strings of the values) plain text. */
export type Escape = 'yaml' | 'text';

export interface CompileOptions {
  /** The template's file as the user knows it, for problems. */
  readonly file: string;
  readonly escape: Escape;
  /** The helpers that a template may call; nothing else can be called. */
  readonly helpers: ReadonlySet<string>;
  /** Makes each field access say where it stands when it fails: slower, for finding the place of a failure. */
  readonly traced?: boolean;
  /** Makes the template tell the lines of what it prints: see {@link markLines}. */
  readonly marked?: boolean;
}

/** What Handlebars' runtime turns into a function. */
export type TemplateSpec = object;

export interface Compiled<T> {
  readonly main: T;
  /** The inline templates at the top level of the file, by name. */
  readonly named: ReadonlyMap<string, T>;
}

/**
 * @returns functions for Handlebars' `template()`
 * @throws ProblemError with every fault found: `template-syntax`, `template-escape`
 */
export function compileTemplate(text: string, options: CompileOptions): Compiled<TemplateSpec> {
  return transform(text, options, (program) => {
    // `compile` gives a function that compiles on its first call; `precompile` gives the specification as source.
    const source = Handlebars.precompile(program as unknown as hbsAst, compilerOptions(options));
    return new Function(`return ${source as string}`)() as TemplateSpec;
  });
}

/**
 * The same as source code, for the build.
 *
 * @returns JavaScript expressions
 * @throws as {@link compileTemplate}
 */
export function precompileTemplate(text: string, options: CompileOptions): Compiled<string> {
  return transform(
    text,
    options,
    (program) => Handlebars.precompile(program as unknown as hbsAst, compilerOptions(options)) as string,
  );
}

type hbsAst = Parameters<typeof Handlebars.precompile>[0];

function compilerOptions(options: CompileOptions): PrecompileOptions {
  const knownHelpers = Object.fromEntries([...options.helpers, ...Object.values(INTERNAL)].map((name) => [name, true]));
  // Handlebars' own; what Helm or this engine does not define must not be callable.
  for (const name of ['helperMissing', 'blockHelperMissing', 'log', 'lookup']) knownHelpers[name] ??= false;
  return { knownHelpers, knownHelpersOnly: true, assumeObjects: true, preventIndent: true } as PrecompileOptions;
}

function transform<T>(text: string, options: CompileOptions, generate: (program: hbs.Program) => T): Compiled<T> {
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
    rewriter.rewrite(block.program);
    if (name !== undefined && rewriter.problems.length === 0) named.set(name, generate(block.program));
  }
  rewriter.rewrite(program);
  const [first, ...rest] = rewriter.problems;
  if (first) throw new ProblemError(first, ...rest);
  if (options.marked) markLines(program);
  return { main: generate(program), named };
}
