import { quoteText } from '../../../go/text.ts';
import type { SyntaxFault } from './fault.ts';
import { Lexer } from './lex.ts';
import { type BranchNode, isEmpty, type ListNode, type Source, type Statement, type Tree } from './nodes.ts';
import { PipelineParser } from './pipelines.ts';
import type { Token } from './token.ts';
import type { Shared } from './token-reader.ts';

/** The limit for nested control structures, including `else if`. */
const MAX_BLOCKS = 500;

/**
 * Parses one file of templates, or a string for `tpl`.
 *
 * @param functions the names of all functions
 * @param faults where the errors in pipelines go, after which the parsing continues; without it the first one ends it
 * @returns the trees that it defines by their names, its own under the name of the source
 * @throws SyntaxFault the message of Go's text/template/parse for the error that ends it
 */
export function parseTemplate(
  source: Source,
  functions: ReadonlySet<string>,
  faults?: SyntaxFault[],
): Map<string, Tree> {
  const shared: Shared = { source, functions, lexer: new Lexer(source.text), trees: new Map(), tokens: [], faults };
  new Parser(shared).file();
  return shared.trees;
}

/** `{{end}}` or `{{else}}`, which end a list of statements. */
interface Closing {
  readonly kind: 'end' | 'else';
  readonly at: number;
}

const isClosing = (node: Statement | Closing): node is Closing => node.kind === 'end' || node.kind === 'else';

/** Parses statements: text and actions, and what control structures hold. */
class Parser extends PipelineParser {
  #ranges = 0;
  /** The control structures that are not closed yet. */
  readonly #open: { readonly keyword: string; readonly line: number }[] = [];

  file(): void {
    const root: ListNode = { kind: 'list', at: this.peek().start, nodes: [] };
    while (this.peek().kind !== 'eof') {
      if (this.peek().kind === 'leftDelim') {
        const delim = this.next();
        const first = this.nextNonSpace();
        if (first.kind === 'define') {
          new Parser(this.shared).#definition(first.line);
          continue;
        }
        this.backup(first);
        this.backup(delim);
      }
      const node = this.#textOrAction();
      if (isClosing(node)) this.fail(`unexpected {{${node.kind}}}`, 'nothing is open here that it could close');
      else root.nodes.push(node);
    }
    this.#add(this.shared.source.name, root);
  }

  #definition(line: number): void {
    const context = 'define clause';
    const name = this.#name(this.expect(['string', 'rawString'], context), context);
    this.expect(['rightDelim'], context);
    this.#body(name, context, 'define', line);
  }

  /** The body of `{{define "name"}}` or `{{block "name" pipeline}}`. */
  #body(name: string, context: string, keyword: string, line: number): void {
    this.#open.push({ keyword, line });
    const [root, end] = this.#list();
    this.#open.pop();
    if (end.kind !== 'end') this.fail(`unexpected {{${end.kind}}} in ${context}`);
    this.#add(name, root);
  }

  #add(name: string, root: ListNode): void {
    const { trees, source } = this.shared;
    const known = trees.get(name);
    if (!known || isEmpty(known.root)) trees.set(name, { name, source, root });
    else if (!isEmpty(root)) this.fail(`template: multiple definition of template ${quoteText(name)}`);
  }

  #unclosed(): string | undefined {
    const open = this.#open.at(-1);
    return open && `write {{ end }} for the {{ ${open.keyword} }} of line ${open.line}`;
  }

  // Statements

  /** Statements up to `{{end}}` or `{{else}}`. */
  #list(): [ListNode, Closing] {
    const list: ListNode = { kind: 'list', at: this.peekNonSpace().start, nodes: [] };
    while (this.peekNonSpace().kind !== 'eof') {
      const node = this.#textOrAction();
      if (isClosing(node)) return [list, node];
      list.nodes.push(node);
    }
    return this.fail('unexpected EOF', this.#unclosed());
  }

  #textOrAction(): Statement | Closing {
    const token = this.nextNonSpace();
    if (token.kind === 'text') return { kind: 'text', at: token.start, text: token.text };
    if (token.kind !== 'leftDelim') return this.unexpected(token, 'input');
    this.actionLine = token.line;
    const node = this.#action();
    this.actionLine = 0;
    return node;
  }

  #action(): Statement | Closing {
    const token = this.nextNonSpace();
    switch (token.kind) {
      case 'block':
        return this.#block(token.line);
      case 'break':
      case 'continue':
        return this.#jump(token, token.kind);
      case 'else':
        return this.#else();
      case 'end':
        return { kind: 'end', at: this.expect(['rightDelim'], 'end').start };
      case 'if':
      case 'range':
      case 'with':
        return this.#branch(token.kind, token.line);
      case 'template':
        return this.#template();
    }
    this.backup(token);
    return { kind: 'action', at: token.start, pipe: this.pipeline('command') };
  }

  #jump(token: Token, kind: 'break' | 'continue'): Statement {
    const next = this.nextNonSpace();
    if (next.kind !== 'rightDelim') this.unexpected(next, `{{${kind}}}`);
    if (this.#ranges === 0) this.fail(`{{${kind}}} outside {{range}}`);
    return { kind, at: token.start };
  }

  #else(): Closing {
    const next = this.peekNonSpace();
    // `else if` and `else with`: the word is left for the caller, which closes its list there.
    if (next.kind === 'if' || next.kind === 'with') return { kind: 'else', at: next.start };
    return { kind: 'else', at: this.expect(['rightDelim'], 'else').start };
  }

  #branch(kind: BranchNode['kind'], line: number): BranchNode {
    if (this.#open.length >= MAX_BLOCKS) this.fail(`more than ${MAX_BLOCKS} control structures in one another`);
    this.#open.push({ keyword: kind, line });
    const variables = this.variables.length;
    const pipe = this.pipeline(kind);
    if (kind === 'range') this.#ranges++;
    const [list, next] = this.#list();
    if (kind === 'range') this.#ranges--;
    const elseList = next.kind === 'else' ? this.#elseList(kind, next) : undefined;
    this.variables.length = variables;
    this.#open.pop();
    return { kind, at: pipe.at, pipe, list, elseList };
  }

  #elseList(kind: BranchNode['kind'], closing: Closing): ListNode {
    const next = this.peek();
    // `else if` shares the `end` of its `if`.
    if (next.kind === kind && kind !== 'range') {
      this.next();
      return { kind: 'list', at: closing.at, nodes: [this.#branch(kind, next.line)] };
    }
    const [list, end] = this.#list();
    if (end.kind !== 'end') this.fail(`expected end; found {{${end.kind}}}`);
    return list;
  }

  #block(line: number): Statement {
    const context = 'block clause';
    const token = this.nextNonSpace();
    const name = this.#name(token, context);
    const pipe = this.pipeline(context);
    new Parser(this.shared).#body(name, context, 'block', line);
    return { kind: 'template', at: token.start, name, pipe };
  }

  #template(): Statement {
    const context = 'template clause';
    const token = this.nextNonSpace();
    const name = this.#name(token, context);
    const next = this.nextNonSpace();
    if (next.kind === 'rightDelim') return { kind: 'template', at: token.start, name, pipe: undefined };
    this.backup(next);
    return { kind: 'template', at: token.start, name, pipe: this.pipeline(context) };
  }

  #name(token: Token, context: string): string {
    if (token.kind !== 'string' && token.kind !== 'rawString') return this.unexpected(token, context);
    return this.unquote(token);
  }
}
