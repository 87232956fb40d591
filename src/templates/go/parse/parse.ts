import { quoteText } from '../../../go/text.ts';
import { unquote } from '../../../go/unquote.ts';
import { suggest } from '../../../problem/suggest.ts';
import { SyntaxFault } from './fault.ts';
import { Lexer } from './lex.ts';
import {
  type BranchNode,
  type CommandNode,
  isEmpty,
  type ListNode,
  type Operand,
  type PipeNode,
  type Source,
  type Statement,
  type Tree,
  type VariableNode,
} from './nodes.ts';
import { readNumber } from './number.ts';
import { printNode } from './print-node.ts';
import { CONSTANTS, LEXER_HINTS, OPERANDS } from './tables.ts';
import { describeToken, type Token, type TokenKind } from './token.ts';

/** The limit for nested parentheses. Go allows 10,000, which JavaScript's stack would not survive. */
const MAX_PARENTHESES = 500;
/** The limit for nested control structures, including `else if`. */
const MAX_BLOCKS = 500;

/**
 * Parses one file of templates, or a string for `tpl`.
 *
 * @param functions the names of all functions
 * @returns the trees that it defines by their names, its own under the name of the source
 * @throws SyntaxFault the message of Go's text/template/parse for the first error
 */
export function parseTemplate(source: Source, functions: ReadonlySet<string>): Map<string, Tree> {
  const shared: Shared = { source, functions, lexer: new Lexer(source.text), trees: new Map(), tokens: [] };
  new Parser(shared).file();
  return shared.trees;
}

/** The state that the parsers of a file and of its definitions share. */
interface Shared {
  readonly source: Source;
  readonly functions: ReadonlySet<string>;
  readonly lexer: Lexer;
  readonly trees: Map<string, Tree>;
  /** Tokens that were read and pushed back, the next one last. */
  readonly tokens: Token[];
  /** The last token from the lexer: Go's messages name its line. */
  last?: Token;
}

/** `{{end}}` or `{{else}}`, which end a list of statements. */
interface Closing {
  readonly kind: 'end' | 'else';
  readonly at: number;
}

const isClosing = (node: Statement | Closing): node is Closing => node.kind === 'end' || node.kind === 'else';

class Parser {
  readonly #shared: Shared;
  #variables: string[] = ['$'];
  #ranges = 0;
  #parentheses = 0;
  #actionLine = 0;
  /** The control structures that are not closed yet. */
  readonly #open: { readonly keyword: string; readonly line: number }[] = [];

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  file(): void {
    const root: ListNode = { kind: 'list', at: this.#peek().start, nodes: [] };
    while (this.#peek().kind !== 'eof') {
      if (this.#peek().kind === 'leftDelim') {
        const delim = this.#next();
        const first = this.#nextNonSpace();
        if (first.kind === 'define') {
          new Parser(this.#shared).#definition(first.line);
          continue;
        }
        this.#backup(first);
        this.#backup(delim);
      }
      const node = this.#textOrAction();
      if (isClosing(node)) this.#fail(`unexpected {{${node.kind}}}`, 'nothing is open here that it could close');
      else root.nodes.push(node);
    }
    this.#add(this.#shared.source.name, root);
  }

  #definition(line: number): void {
    const context = 'define clause';
    const name = this.#name(this.#expect(['string', 'rawString'], context), context);
    this.#expect(['rightDelim'], context);
    this.#body(name, context, 'define', line);
  }

  /** The body of `{{define "name"}}` or `{{block "name" pipeline}}`. */
  #body(name: string, context: string, keyword: string, line: number): void {
    this.#open.push({ keyword, line });
    const [root, end] = this.#list();
    this.#open.pop();
    if (end.kind !== 'end') this.#fail(`unexpected {{${end.kind}}} in ${context}`);
    this.#add(name, root);
  }

  #add(name: string, root: ListNode): void {
    const { trees, source } = this.#shared;
    const known = trees.get(name);
    if (!known || isEmpty(known.root)) trees.set(name, { name, source, root });
    else if (!isEmpty(root)) this.#fail(`template: multiple definition of template ${quoteText(name)}`);
  }

  // Tokens

  #next(): Token {
    const { tokens, lexer } = this.#shared;
    const known = tokens.pop();
    if (known) return known;
    const token = lexer.next();
    this.#shared.last = token;
    return token;
  }

  #backup(token: Token): void {
    this.#shared.tokens.push(token);
  }

  #peek(): Token {
    const token = this.#next();
    this.#backup(token);
    return token;
  }

  #nextNonSpace(): Token {
    for (;;) {
      const token = this.#next();
      if (token.kind !== 'space') return token;
    }
  }

  #peekNonSpace(): Token {
    const token = this.#nextNonSpace();
    this.#backup(token);
    return token;
  }

  #expect(kinds: readonly TokenKind[], context: string): Token {
    const token = this.#nextNonSpace();
    if (!kinds.includes(token.kind)) this.#unexpected(token, context);
    return token;
  }

  // Faults

  #fail(message: string, hint?: string, token: Token | undefined = this.#shared.last): never {
    throw new SyntaxFault(message, token?.start ?? 0, this.#shared.last?.line ?? 1, hint);
  }

  #unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.#fail(`unexpected ${describeToken(token)} in ${context}`, undefined, token);
    let extra = '';
    if (this.#actionLine !== 0 && this.#actionLine !== token.line) {
      const started = ` started at ${this.#shared.source.name}:${this.#actionLine}`;
      extra = token.text.endsWith(' action') ? started : ` in action${started}`;
    }
    return this.#fail(token.text + extra, LEXER_HINTS.get(token.text), token);
  }

  #unclosed(): string | undefined {
    const open = this.#open.at(-1);
    return open && `write {{ end }} for the {{ ${open.keyword} }} of line ${open.line}`;
  }

  // Statements

  /** Statements up to `{{end}}` or `{{else}}`. */
  #list(): [ListNode, Closing] {
    const list: ListNode = { kind: 'list', at: this.#peekNonSpace().start, nodes: [] };
    while (this.#peekNonSpace().kind !== 'eof') {
      const node = this.#textOrAction();
      if (isClosing(node)) return [list, node];
      list.nodes.push(node);
    }
    return this.#fail('unexpected EOF', this.#unclosed());
  }

  #textOrAction(): Statement | Closing {
    const token = this.#nextNonSpace();
    if (token.kind === 'text') return { kind: 'text', at: token.start, text: token.text };
    if (token.kind !== 'leftDelim') return this.#unexpected(token, 'input');
    this.#actionLine = token.line;
    const node = this.#action();
    this.#actionLine = 0;
    return node;
  }

  #action(): Statement | Closing {
    const token = this.#nextNonSpace();
    switch (token.kind) {
      case 'block':
        return this.#block(token.line);
      case 'break':
      case 'continue':
        return this.#jump(token, token.kind);
      case 'else':
        return this.#else();
      case 'end':
        return { kind: 'end', at: this.#expect(['rightDelim'], 'end').start };
      case 'if':
      case 'range':
      case 'with':
        return this.#branch(token.kind, token.line);
      case 'template':
        return this.#template();
    }
    this.#backup(token);
    return { kind: 'action', at: token.start, pipe: this.#pipeline('command', 'rightDelim') };
  }

  #jump(token: Token, kind: 'break' | 'continue'): Statement {
    const next = this.#nextNonSpace();
    if (next.kind !== 'rightDelim') this.#unexpected(next, `{{${kind}}}`);
    if (this.#ranges === 0) this.#fail(`{{${kind}}} outside {{range}}`);
    return { kind, at: token.start };
  }

  #else(): Closing {
    const next = this.#peekNonSpace();
    // `else if` and `else with`: the word is left for the caller, which closes its list there.
    if (next.kind === 'if' || next.kind === 'with') return { kind: 'else', at: next.start };
    return { kind: 'else', at: this.#expect(['rightDelim'], 'else').start };
  }

  #branch(kind: BranchNode['kind'], line: number): BranchNode {
    if (this.#open.length >= MAX_BLOCKS) this.#fail(`more than ${MAX_BLOCKS} control structures in one another`);
    this.#open.push({ keyword: kind, line });
    const variables = this.#variables.length;
    const pipe = this.#pipeline(kind, 'rightDelim');
    if (kind === 'range') this.#ranges++;
    const [list, next] = this.#list();
    if (kind === 'range') this.#ranges--;
    const elseList = next.kind === 'else' ? this.#elseList(kind, next) : undefined;
    this.#variables.length = variables;
    this.#open.pop();
    return { kind, at: pipe.at, pipe, list, elseList };
  }

  #elseList(kind: BranchNode['kind'], closing: Closing): ListNode {
    const next = this.#peek();
    // `else if` shares the `end` of its `if`.
    if (next.kind === kind && kind !== 'range') {
      this.#next();
      return { kind: 'list', at: closing.at, nodes: [this.#branch(kind, next.line)] };
    }
    const [list, end] = this.#list();
    if (end.kind !== 'end') this.#fail(`expected end; found {{${end.kind}}}`);
    return list;
  }

  #block(line: number): Statement {
    const context = 'block clause';
    const token = this.#nextNonSpace();
    const name = this.#name(token, context);
    const pipe = this.#pipeline(context, 'rightDelim');
    new Parser(this.#shared).#body(name, context, 'block', line);
    return { kind: 'template', at: token.start, name, pipe };
  }

  #template(): Statement {
    const context = 'template clause';
    const token = this.#nextNonSpace();
    const name = this.#name(token, context);
    const next = this.#nextNonSpace();
    if (next.kind === 'rightDelim') return { kind: 'template', at: token.start, name, pipe: undefined };
    this.#backup(next);
    return { kind: 'template', at: token.start, name, pipe: this.#pipeline(context, 'rightDelim') };
  }

  #name(token: Token, context: string): string {
    if (token.kind !== 'string' && token.kind !== 'rawString') return this.#unexpected(token, context);
    return this.#unquote(token);
  }

  #unquote(token: Token): string {
    return unquote(token.text) ?? this.#fail('invalid syntax', 'an escape sequence is unknown', token);
  }

  // Pipelines

  #pipeline(context: string, end: TokenKind): PipeNode {
    const at = this.#peekNonSpace().start;
    const declared: VariableNode[] = [];
    const isAssign = this.#declarations(context, declared);
    const commands: CommandNode[] = [];
    for (let token = this.#nextNonSpace(); token.kind !== end; token = this.#nextNonSpace()) {
      if (!OPERANDS.has(token.kind)) this.#unexpected(token, context);
      this.#backup(token);
      commands.push(this.#command());
    }
    if (commands.length === 0) this.#fail(`missing value for ${context}`);
    for (const [index, { args }] of commands.entries()) {
      if (index > 0 && CONSTANTS.has(args[0].kind)) this.#fail(`non executable command in pipeline stage ${index + 1}`);
    }
    return { kind: 'pipe', at, isAssign, declared, commands };
  }

  /** `$x :=`, `$i, $e :=`, `$x =`: fills `declared`. @returns whether it is an assignment */
  #declarations(context: string, declared: VariableNode[]): boolean {
    for (;;) {
      const name = this.#peekNonSpace();
      if (name.kind !== 'variable') return false;
      this.#next();
      const after = this.#next();
      const next = after.kind === 'space' ? this.#nextNonSpace() : after;
      const declare = () => {
        declared.push({ kind: 'variable', at: name.start, start: name.start, name: name.text, names: [] });
        this.#variables.push(name.text);
      };
      if (next.kind === 'assign' || next.kind === 'declare') {
        declare();
        return next.kind === 'assign';
      }
      if (next.kind !== 'char' || next.text !== ',') {
        this.#backup(next);
        if (after !== next) this.#backup(after);
        this.#backup(name);
        return false;
      }
      declare();
      if (context !== 'range' || declared.length >= 2) this.#fail(`too many declarations in ${context}`);
      const { kind } = this.#peekNonSpace();
      if (kind !== 'variable' && kind !== 'rightDelim' && kind !== 'rightParen')
        this.#fail('range can only initialize variables');
    }
  }

  #command(): CommandNode {
    const at = this.#peekNonSpace().start;
    const args: Operand[] = [];
    for (;;) {
      const operand = this.#operand();
      if (operand) args.push(operand);
      const token = this.#next();
      if (token.kind === 'space') continue;
      if (token.kind === 'rightDelim' || token.kind === 'rightParen') this.#backup(token);
      else if (token.kind !== 'pipe') this.#unexpected(token, 'operand');
      break;
    }
    const [first, ...rest] = args;
    return first ? { kind: 'command', at, args: [first, ...rest] } : this.#fail('empty command');
  }

  #operand(): Operand | undefined {
    const first = this.#nextNonSpace();
    const node = this.#term(first);
    if (!node) return undefined;
    let next = this.#next();
    const { start: at } = next;
    if (next.kind !== 'field') {
      this.#backup(next);
      return node;
    }
    const names: string[] = [];
    for (; next.kind === 'field'; next = this.#next()) names.push(next.text.slice(1));
    this.#backup(next);
    switch (node.kind) {
      case 'field':
      case 'variable':
        return { ...node, at, names: [...node.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.#fail(`unexpected . after term ${quoteText(printNode(node))}`);
    }
    return { kind: 'chain', at, start: first.start, node, names };
  }

  #term(token: Token): Operand | undefined {
    const { start, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.#shared.functions.has(text)) this.#undefinedFunction(token);
        return { kind: 'identifier', at: start, name: text };
      case 'dot':
      case 'nil':
        return { kind: token.kind, at: start };
      case 'variable':
        if (!this.#variables.includes(text)) this.#undefinedVariable(token);
        return { kind: 'variable', at: start, start, name: text, names: [] };
      case 'field':
        return { kind: 'field', at: start, start, names: [text.slice(1)] };
      case 'bool':
        return { kind: 'bool', at: start, value: text === 'true' };
      case 'charConstant':
      case 'complex':
      case 'number': {
        const number = readNumber(text, token.kind);
        return typeof number === 'string'
          ? this.#fail(number, undefined, token)
          : { kind: 'number', at: start, text, ...number };
      }
      case 'leftParen': {
        if (this.#parentheses >= MAX_PARENTHESES) this.#fail('max expression depth exceeded');
        this.#parentheses++;
        const pipe = this.#pipeline('parenthesized pipeline', 'rightParen');
        this.#parentheses--;
        return pipe;
      }
      case 'string':
      case 'rawString':
        return { kind: 'string', at: start, quoted: text, text: this.#unquote(token) };
    }
    this.#backup(token);
    return undefined;
  }

  #undefinedFunction(token: Token): never {
    const near = suggest(token.text, this.#shared.functions);
    const hint = near ? `did you mean ${near}?` : undefined;
    return this.#fail(`function ${quoteText(token.text)} not defined`, hint, token);
  }

  #undefinedVariable(token: Token): never {
    const near = suggest(token.text, this.#variables);
    const hint = near ? `did you mean ${near}?` : 'a variable is known from where it is declared to the next end';
    return this.#fail(`undefined variable ${quoteText(token.text)}`, hint, token);
  }
}
