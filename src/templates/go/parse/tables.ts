import type { Operand } from './nodes.ts';
import type { TokenKind } from './token.ts';

/** The tokens that a command can begin with. */
export const OPERANDS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

/** The nodes that cannot receive the value of a pipeline. */
export const CONSTANTS: ReadonlySet<Operand['kind']> = new Set<Operand['kind']>([
  'bool',
  'dot',
  'nil',
  'number',
  'string',
]);

/** Hints for the errors of the lexer. */
export const LEXER_HINTS: ReadonlyMap<string, string> = new Map([
  ['unclosed action', 'write }} where the expression ends'],
  ['unclosed left paren', 'write ) before }}'],
  ['unclosed comment', 'write */}} where the comment ends'],
  ['comment ends before closing delimiter', 'a comment takes the whole action: {{/* … */}}'],
  ['unterminated quoted string', 'write the closing " on the same line, or use back quotes'],
  ['unterminated raw quoted string', 'write the closing back quote'],
]);
