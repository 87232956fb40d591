import { quoteText } from '../../../go/text.ts';
import { unquote } from '../../../go/unquote.ts';
import { suggest } from '../../../problem/suggest.ts';
import { SyntaxFault } from './fault.ts';
import type { CommandNode, Operand, PipeNode, VariableNode } from './nodes.ts';
import { readNumber } from './number.ts';
import { printNode } from './print-node.ts';
import { CONSTANTS, OPERANDS } from './tables.ts';
import type { Token, TokenKind } from './token.ts';
import { TokenReader } from './token-reader.ts';

/** The limit for nested parentheses. Go allows 10,000, which JavaScript's stack would not survive. */
const MAX_PARENTHESES = 500;
/** So many errors of one file are reported. */
const MAX_FAULTS = 20;

/** Parses pipelines: `$x := .a | f (g 1)`. */
export class PipelineParser extends TokenReader {
  /** The variables that are known where the parser is. */
  protected variables: string[] = ['$'];
  #parentheses = 0;

  /** The pipeline of an action, up to its end. */
  protected pipeline(context: string): PipeNode {
    const { faults } = this.shared;
    if (!faults) return this.#pipe(context, 'rightDelim');
    try {
      return this.#pipe(context, 'rightDelim');
    } catch (fault) {
      if (!(fault instanceof SyntaxFault) || faults.length >= MAX_FAULTS) throw fault;
      this.#skip(fault);
      faults.push(fault);
      return { kind: 'pipe', at: fault.at, isAssign: false, declared: [], commands: [] };
    }
  }

  /**
   * Goes on after the action that has an error. All variables in it count as declared: what may not be their fault is
   * not reported.
   *
   * @throws the error itself where the action has no end
   */
  #skip(fault: SyntaxFault): void {
    this.#parentheses = 0;
    for (let token = this.shared.taken; token?.kind !== 'rightDelim'; token = this.next()) {
      if (token?.kind === 'eof' || token?.kind === 'error') throw fault;
      if (token?.kind === 'variable') this.variables.push(token.text);
    }
  }

  #pipe(context: string, end: TokenKind): PipeNode {
    const at = this.peekNonSpace().start;
    const declared: VariableNode[] = [];
    const isAssign = this.#declarations(context, declared);
    const commands: CommandNode[] = [];
    for (let token = this.nextNonSpace(); token.kind !== end; token = this.nextNonSpace()) {
      if (!OPERANDS.has(token.kind)) this.unexpected(token, context);
      this.backup(token);
      commands.push(this.#command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    for (const [index, { args }] of commands.entries()) {
      if (index > 0 && CONSTANTS.has(args[0].kind)) this.fail(`non executable command in pipeline stage ${index + 1}`);
    }
    return { kind: 'pipe', at, isAssign, declared, commands };
  }

  /** `$x :=`, `$i, $e :=`, `$x =`: fills `declared`. @returns whether it is an assignment */
  #declarations(context: string, declared: VariableNode[]): boolean {
    for (;;) {
      const name = this.peekNonSpace();
      if (name.kind !== 'variable') return false;
      this.next();
      const after = this.next();
      const next = after.kind === 'space' ? this.nextNonSpace() : after;
      const declare = () => {
        declared.push({ kind: 'variable', at: name.start, start: name.start, name: name.text, names: [] });
        this.variables.push(name.text);
      };
      if (next.kind === 'assign' || next.kind === 'declare') {
        declare();
        return next.kind === 'assign';
      }
      if (next.kind !== 'char' || next.text !== ',') {
        this.backup(next);
        if (after !== next) this.backup(after);
        this.backup(name);
        return false;
      }
      declare();
      if (context !== 'range' || declared.length >= 2) this.fail(`too many declarations in ${context}`);
      const { kind } = this.peekNonSpace();
      if (kind !== 'variable' && kind !== 'rightDelim' && kind !== 'rightParen')
        this.fail('range can only initialize variables');
    }
  }

  #command(): CommandNode {
    const at = this.peekNonSpace().start;
    const args: Operand[] = [];
    for (;;) {
      const operand = this.#operand();
      if (operand) args.push(operand);
      const token = this.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'rightDelim' || token.kind === 'rightParen') this.backup(token);
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    const [first, ...rest] = args;
    return first ? { kind: 'command', at, args: [first, ...rest] } : this.fail('empty command');
  }

  #operand(): Operand | undefined {
    const first = this.nextNonSpace();
    const node = this.#term(first);
    if (!node) return undefined;
    let next = this.next();
    const { start: at } = next;
    if (next.kind !== 'field') {
      this.backup(next);
      return node;
    }
    const names: string[] = [];
    for (; next.kind === 'field'; next = this.next()) names.push(next.text.slice(1));
    this.backup(next);
    switch (node.kind) {
      case 'field':
      case 'variable':
        return { ...node, at, names: [...node.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.fail(`unexpected . after term ${quoteText(printNode(node))}`);
    }
    return { kind: 'chain', at, start: first.start, node, names };
  }

  #term(token: Token): Operand | undefined {
    const { start, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.shared.functions.has(text)) this.#undefinedFunction(token);
        return { kind: 'identifier', at: start, name: text };
      case 'dot':
      case 'nil':
        return { kind: token.kind, at: start };
      case 'variable':
        if (!this.variables.includes(text)) this.#undefinedVariable(token);
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
          ? this.fail(number, undefined, token)
          : { kind: 'number', at: start, text, ...number };
      }
      case 'leftParen': {
        if (this.#parentheses >= MAX_PARENTHESES) this.fail('max expression depth exceeded');
        this.#parentheses++;
        const pipe = this.#pipe('parenthesized pipeline', 'rightParen');
        this.#parentheses--;
        return pipe;
      }
      case 'string':
      case 'rawString':
        return { kind: 'string', at: start, quoted: text, text: this.unquote(token) };
    }
    this.backup(token);
    return undefined;
  }

  #undefinedFunction(token: Token): never {
    const near = suggest(token.text, this.shared.functions);
    const hint = near ? `did you mean ${near}?` : undefined;
    return this.fail(`function ${quoteText(token.text)} not defined`, hint, token);
  }

  #undefinedVariable(token: Token): never {
    const near = suggest(token.text, this.variables);
    const hint = near ? `did you mean ${near}?` : 'a variable is known from where it is declared to the next end';
    return this.fail(`undefined variable ${quoteText(token.text)}`, hint, token);
  }

  protected unquote(token: Token): string {
    return unquote(token.text) ?? this.fail('invalid syntax', 'an escape sequence is unknown', token);
  }
}
