import type { Problem } from '../../../problem/problem.ts';
import { suggest } from '../../../problem/suggest.ts';
import { isScoped } from '../generate/generate.ts';
import { BLOCKS, INTERNAL } from '../generate/internal-names.ts';
import type { CompileOptions } from '../options.ts';
import { isNumberLiteral, readNumber } from '../parse/numbers.ts';
import { placeOn } from '../parse/parse.ts';
import type { hbs } from '../parse/syntax.ts';
import { tidyLines } from '../parse/whitespace.ts';
import { checkSlots, type SlotFault } from '../yaml-positions/yaml-positions.ts';
import { findUnknownField } from './shapes.ts';

const NUMBER_HINT = 'numbers are written as in Go: 1000, 1_000, 0x1F, 0o17, 1e3, 1.5; whole ones have 64 bits';
const BLOCK_HINT = 'write {{#with x}}, {{#each x}} or {{#if x}}';

/** Statements that print nothing and are allowed everywhere. */
const STATEMENTS: ReadonlySet<string> = new Set(['warn', 'fail']);

/** The names of the root context: they mean the same everywhere, inside `each` and in named templates, too. */
const ROOTS: ReadonlySet<string> = new Set(['Values', 'Release', 'Chart', 'Capabilities', 'Template', 'Files']);

/** The variables with `@` that templates may use. */
const DATA: ReadonlySet<string> = new Set(['root', 'key', 'index', 'first', 'last']);

const FAULTS: Readonly<Record<SlotFault, string>> = {
  quotes: 'is inside quotes',
  text: 'is after other text',
  comment: 'is in a comment',
  block: 'is inside a block of text',
  adjacent: 'is directly after another value',
  followed: 'is followed by other text',
  continued: 'the line below it is indented so that it goes on with this value',
  branches: 'the branches above print too many different beginnings of this line to know what is written where',
};

/** Hints for faults about something other than a part of a value. */
const SLOT_HINTS: { readonly [fault in SlotFault]?: string } = {
  comment: 'leave the comment out, or write it as {{!-- … --}}',
  continued: 'indent that line like the key or the item next to it',
  branches: 'end the line within each branch',
};

/** Of a longer tag, only the beginning is shown. */
const LONGEST = 500;

/** The most problems of one template: more do not help. */
const MAX_PROBLEMS = 200;

/** Rewrites a parsed template in place and collects its errors. */
export class Rewriter {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #options: CompileOptions;
  #lines: readonly string[] | undefined;
  /** The mustaches that are keys. */
  #keys: ReadonlySet<hbs.Node> = new Set();
  /** Names hidden by block parameters. */
  #hidden: readonly string[] = [];
  /** Whether the context outside of all blocks is the root context. */
  #isRoot = false;
  /** How many surrounding blocks have their own context, which `../` leaves. */
  #contexts = 0;
  /** How many surrounding blocks are loops, whose iteration `@key` and the like describe. */
  #loops = 0;

  constructor(text: string, options: CompileOptions) {
    this.#text = text;
    this.#options = options;
  }

  /** @param isNamed whether it is a named template, whose context is the argument of its `include` */
  rewrite(program: hbs.Program, isNamed = false): void {
    this.#isRoot = !isNamed && (this.#options.isRoot ?? false);
    tidyLines(program.body, isStatement);
    if (this.#options.escape === 'yaml') {
      this.#keys = checkSlots(program.body, isStatement, (node, fault) =>
        this.#blame(
          'template-escape',
          node,
          fault === 'branches'
            ? FAULTS.branches
            : `${this.#source(node)} writes a whole YAML key or value, but ${FAULTS[fault]}`,
          SLOT_HINTS[fault] ?? 'build the whole value: {{printf "text-%s" x}}; or write the text as it is: {{{x}}}',
        ),
      );
    }
    this.#program(program);
  }

  nameOf(block: hbs.DecoratorBlock): string | undefined {
    const [name] = block.params;
    const { original } = block.path as hbs.PathExpression;
    if (original === 'inline' && name?.type === 'StringLiteral') return (name as hbs.StringLiteral).value;
    this.#blame(
      'template-syntax',
      block,
      `{{#*${original}}} is not a named template`,
      'write {{#*inline "name"}}…{{/inline}}',
    );
    return undefined;
  }

  #program(program: hbs.Program | undefined): void {
    if (!program) return;
    const hidden = this.#hidden;
    if (program.blockParams) this.#hidden = [...hidden, ...program.blockParams];
    program.body = program.body.map((node) => this.#statement(node));
    this.#hidden = hidden;
  }

  #statement(node: hbs.Statement): hbs.Statement {
    switch (node.type) {
      case 'MustacheStatement':
        return this.#mustache(node as hbs.MustacheStatement);
      case 'BlockStatement':
        return this.#block(node as hbs.BlockStatement);
      case 'PartialStatement':
        return this.#partial(node as hbs.PartialStatement);
      case 'ContentStatement':
      case 'CommentStatement':
        return node;
      default:
        this.#blame(
          'template-syntax',
          node,
          `${this.#source(node)} is not supported here`,
          'named templates must be at the top level of a file',
        );
        return node;
    }
  }

  #mustache(node: hbs.MustacheStatement): hbs.Statement {
    const value = this.#value(node, node);
    if (isStatement(node))
      return { ...node, ...(value as hbs.SubExpression), type: 'MustacheStatement', escaped: false } as hbs.Node;
    const written = this.#keys.has(node) ? 'key' : this.#options.escape;
    const helper = node.escaped ? INTERNAL[written] : INTERNAL.raw;
    return {
      ...node,
      path: path(helper, node),
      params: [value],
      hash: undefined,
      escaped: false,
    } as hbs.MustacheStatement;
  }

  /** The content of the braces as an expression. */
  #value(call: hbs.Call, node: hbs.Node): hbs.Expression {
    const name = nameOf(call);
    const isCall = call.params.length > 0 || (call.hash?.pairs.length ?? 0) > 0;
    if (!isCall && !(name !== undefined && this.#options.helpers.has(name))) return this.#expression(call.path);
    return this.#call({ ...call, type: 'SubExpression', loc: node.loc } as hbs.SubExpression);
  }

  #call(node: hbs.SubExpression): hbs.Expression {
    const name = nameOf(node);
    if (name === undefined || !this.#options.helpers.has(name)) {
      const near = name === undefined ? undefined : suggest(name, this.#options.helpers);
      const hint =
        node.params.length === 0 && ROOTS.has(name?.split('.')[0] ?? '')
          ? 'parentheses are for calls; a value has none'
          : near === undefined
            ? 'docs/templates.md lists the functions'
            : `did you mean ${near}?`;
      this.#blame('template-syntax', node.path, `${this.#source(node.path)} is not a function`, hint);
    }
    if (name !== undefined && BLOCKS.has(name))
      this.#blame('template-syntax', node.path, `${name} is a block, not a function`, BLOCK_HINT);
    const params = node.params.map((param) => this.#expression(param));
    const pairs = (node.hash?.pairs ?? []).map((pair) => ({ ...pair, value: this.#expression(pair.value) }));
    const [first] = node.params;
    // Problems inside a value are reported at the value's path, which is known only here.
    if ((name === 'evaluate' || name === 'tpl') && first?.type === 'PathExpression')
      pairs.push(this.#pathOf(first as hbs.PathExpression));
    return {
      ...node,
      ...(name === undefined ? {} : { path: path(name, node.path) }),
      params,
      hash: pairs.length > 0 ? { type: 'Hash', pairs, loc: node.loc } : undefined,
    } as hbs.SubExpression;
  }

  #pathOf(node: hbs.PathExpression): hbs.Hash['pairs'][number] {
    const at = node.parts.indexOf('Values');
    const value = at === 0 || (node.data && at === 1) ? node.parts.slice(at + 1) : [];
    return {
      type: 'HashPair',
      key: '$path',
      value: { ...node, type: 'ListLiteral', value } as hbs.Node,
      loc: node.loc,
    };
  }

  #expression(node: hbs.Expression): hbs.Expression {
    if (node.type === 'SubExpression') return this.#call(node as hbs.SubExpression);
    const number = this.#number(node);
    if (number) return number;
    if (node.type !== 'PathExpression') return node;
    const { data, parts } = node as hbs.PathExpression;
    if (data) this.#checkData(node, parts[0] ?? '');
    this.#checkDepth(node as hbs.PathExpression);
    this.#checkNames(node as hbs.PathExpression);
    return this.#fromRoot(node as hbs.PathExpression);
  }

  #checkData(node: hbs.Expression, name: string): void {
    if (!DATA.has(name)) {
      const hint = `there are ${[...DATA].map((name) => `@${name}`).join(', ')}`;
      this.#blame('template-syntax', node, `${this.#source(node)} is not known`, hint);
    } else if (name !== 'root' && this.#loops === 0) {
      const hint = `@${name} belongs to the iteration of {{#each}}; give it to a named template by its include: name=@${name}`;
      this.#blame('template-syntax', node, `@${name} is outside of {{#each}}`, hint);
    }
  }

  /** Numbers are Go's: what Handlebars reads as a name, or as a double, is read again from the source. */
  #number(node: hbs.Expression): hbs.Expression | undefined {
    if (node.type !== 'NumberLiteral' && node.type !== 'PathExpression') return undefined;
    const source = this.#source(node);
    if (!isNumberLiteral(source)) return undefined;
    const value = readNumber(source);
    if (value === undefined) this.#blame('template-syntax', node, `${source} is not a number`, NUMBER_HINT);
    if (value === undefined || String(Number(value)) === value)
      return { ...node, type: 'NumberLiteral', value: Number(value) } as hbs.Node;
    return { ...node, type: 'ExactLiteral', value } as hbs.Node;
  }

  /**
   * Checks a path from the root context: its names are known, and so are the fields of everything except the values.
   */
  #checkNames(node: hbs.PathExpression): void {
    const { data, depth, parts } = node;
    const steps = data && parts[0] === 'root' ? parts.slice(1) : parts;
    const [first] = steps;
    if (first === undefined || (data && steps === parts)) return;
    const isHidden = !data && (depth > 0 || (this.#hidden.includes(first) && !isScoped(node)));
    if (isHidden) return;
    const isRooted = data || ROOTS.has(first);
    if (!isRooted && !(this.#isRoot && this.#contexts === 0)) return;
    if (!ROOTS.has(first)) {
      const near = suggest(first, [...ROOTS, ...this.#options.helpers]);
      const hint = /[“”„‘’]/.test(first)
        ? 'strings have straight quotes: "x"'
        : near === undefined
          ? `a value is Values.${first}`
          : `did you mean ${near}? A value is Values.${first}`;
      this.#blame('template', node, `${first} is neither a function nor in the root context`, hint);
      return;
    }
    const unknown = isScoped(node) ? undefined : findUnknownField(steps);
    if (!unknown) return;
    const near = suggest(unknown.field, unknown.known);
    const hint = near === undefined ? `it has ${unknown.known.join(', ')}` : `did you mean ${unknown.of}.${near}?`;
    this.#blame('template', node, `${unknown.of} has no field ${unknown.field}`, hint);
  }

  #fromRoot(node: hbs.PathExpression): hbs.PathExpression {
    const [first] = node.parts;
    if (node.data || node.depth > 0 || first === undefined || !ROOTS.has(first) || this.#hidden.includes(first))
      return node;
    if (isScoped(node)) return node;
    return { ...node, data: true, depth: 0, parts: ['root', ...node.parts], original: `@root.${node.original}` };
  }

  #checkDepth({ data, depth, original, ...node }: hbs.PathExpression): void {
    if (data || depth <= this.#contexts) return;
    const hint = 'Values, Release and the like can be named anywhere; @root is where all begins';
    this.#blame('template-syntax', node, `${original} leads out of the template`, hint);
  }

  #block(node: hbs.BlockStatement): hbs.Statement {
    const name = nameOf(node);
    if (name === undefined || !BLOCKS.has(name)) {
      this.#blame('template-syntax', node.path, `${this.#source(node.path)} cannot be a block`, BLOCK_HINT);
      return node;
    }
    if (node.params.length !== 1) {
      const given = node.params.length;
      this.#blame(
        'template-syntax',
        node,
        `{{#${name}}} takes one argument, and here are ${given}`,
        given > 0 ? `put a call in parentheses: {{#${name} (f a b)}}` : `write {{#${name} x}}`,
      );
      return node;
    }
    node.path = path(name, node.path);
    node.params = node.params.map((param) => this.#expression(param));
    const [contexts, loops] = [this.#contexts, this.#loops];
    if (name === 'each' || name === 'with') this.#contexts++;
    if (name === 'each') this.#loops++;
    this.#program(node.program);
    this.#contexts = contexts;
    this.#loops = loops;
    this.#program(node.inverse);
    return node;
  }

  /** `{{> name context k=v}}` is `{{{include "name" context k=v}}}`, indented like the tag. */
  #partial(node: hbs.PartialStatement): hbs.Statement {
    const { original } = node.name as hbs.PathExpression;
    const name = { ...node.name, type: 'StringLiteral', value: original, original } as hbs.StringLiteral;
    let value = this.#call({
      type: 'SubExpression',
      path: path('include', node),
      params: [name, ...node.params],
      hash: node.hash,
      loc: node.loc,
    } as hbs.SubExpression);
    if (node.indent !== '') {
      const width = { type: 'NumberLiteral', value: node.indent.length, original: node.indent.length, loc: node.loc };
      value = {
        type: 'SubExpression',
        path: path('indent', node),
        params: [width, value],
        loc: node.loc,
      } as unknown as hbs.SubExpression;
    }
    return {
      type: 'MustacheStatement',
      path: path(INTERNAL.raw, node),
      params: [value],
      escaped: false,
      strip: {},
      loc: node.loc,
    } as unknown as hbs.Node;
  }

  #source(node: hbs.Node): string {
    this.#lines ??= this.#text.split('\n');
    const lines = this.#lines.slice(node.loc.start.line - 1, node.loc.end.line);
    const first = (lines[0] ?? '').slice(node.loc.start.column, lines.length === 1 ? node.loc.end.column : undefined);
    if (first.length > LONGEST) return `${first.slice(0, LONGEST)}…`;
    return lines.length === 1 ? first : `${first}…`;
  }

  #blame(
    code: 'template' | 'template-syntax' | 'template-escape',
    node: hbs.Node,
    message: string,
    hint: string,
  ): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const { line, column } = node.loc.start;
    this.problems.push({
      code,
      severity: 'error',
      message,
      where: placeOn(this.#text, this.#options.file, line, column),
      hint,
    });
  }
}

const path = (name: string, { loc }: hbs.Node): hbs.PathExpression => ({
  type: 'PathExpression',
  data: false,
  depth: 0,
  parts: [name],
  original: name,
  loc,
});

function nameOf({ path }: hbs.Call): string | undefined {
  if (path.type !== 'PathExpression') return undefined;
  const { data, depth, parts } = path as hbs.PathExpression;
  if (depth > 0 || isScoped(path as hbs.PathExpression)) return undefined;
  const names = data && parts[0] === 'root' ? parts.slice(1) : parts;
  // The methods of the built-in objects have names with dots.
  if (names.length > 1) return ROOTS.has(names[0] ?? '') ? names.join('.') : undefined;
  return data ? undefined : names[0];
}

const isStatement = (node: hbs.MustacheStatement): boolean => STATEMENTS.has(nameOf(node) ?? '');
