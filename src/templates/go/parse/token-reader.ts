import { SyntaxFault } from './fault.ts';
import type { Lexer } from './lex.ts';
import type { Source, Tree } from './nodes.ts';
import { LEXER_HINTS } from './tables.ts';
import { describeToken, type Token, type TokenKind } from './token.ts';

/** The state that the parsers of a file and of its definitions share. */
export interface Shared {
  readonly source: Source;
  readonly functions: ReadonlySet<string>;
  readonly lexer: Lexer;
  readonly trees: Map<string, Tree>;
  /** Tokens that were read and pushed back, the next one last. */
  readonly tokens: Token[];
  /** The last token from the lexer: Go's messages name its line. */
  last?: Token;
  /** The last token that was taken, unless it was pushed back. */
  taken?: Token | undefined;
  /** The errors in pipelines; undefined where the first one ends the parsing. */
  readonly faults: SyntaxFault[] | undefined;
}

/** Reads tokens, some of them ahead, and reports those that do not fit. */
export class TokenReader {
  protected readonly shared: Shared;
  /** The line of the action that is being read; 0 outside of actions. */
  protected actionLine = 0;

  constructor(shared: Shared) {
    this.shared = shared;
  }

  protected next(): Token {
    const { shared } = this;
    const known = shared.tokens.pop();
    if (!known) shared.last = shared.lexer.next();
    shared.taken = known ?? (shared.last as Token);
    return shared.taken;
  }

  protected backup(token: Token): void {
    this.shared.tokens.push(token);
    this.shared.taken = undefined;
  }

  protected peek(): Token {
    const token = this.next();
    this.backup(token);
    return token;
  }

  protected nextNonSpace(): Token {
    for (;;) {
      const token = this.next();
      if (token.kind !== 'space') return token;
    }
  }

  protected peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.backup(token);
    return token;
  }

  protected expect(kinds: readonly TokenKind[], context: string): Token {
    const token = this.nextNonSpace();
    if (!kinds.includes(token.kind)) this.unexpected(token, context);
    return token;
  }

  protected fail(message: string, hint?: string, token: Token | undefined = this.shared.last): never {
    throw new SyntaxFault(message, token?.start ?? 0, this.shared.last?.line ?? 1, hint);
  }

  protected unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.fail(`unexpected ${describeToken(token)} in ${context}`, undefined, token);
    let extra = '';
    if (this.actionLine !== 0 && this.actionLine !== token.line) {
      const started = ` started at ${this.shared.source.name}:${this.actionLine}`;
      extra = token.text.endsWith(' action') ? started : ` in action${started}`;
    }
    return this.fail(token.text + extra, LEXER_HINTS.get(token.text), token);
  }
}
