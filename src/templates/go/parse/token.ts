import { quoteText } from '../../../go/text.ts';

/** The kinds of tokens of Go's text/template/parse. The keywords come last, as in Go. */
export type TokenKind =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | Keyword;

export type Keyword =
  | 'block'
  | 'break'
  | 'continue'
  | 'dot'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'nil'
  | 'range'
  | 'template'
  | 'with';

export interface Token {
  readonly kind: TokenKind;
  /** Where it begins, in UTF-16 code units. */
  readonly start: number;
  /** Its source; the message where the kind is `error`. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** The keywords inside an action. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ['.', 'dot'],
  ['block', 'block'],
  ['break', 'break'],
  ['continue', 'continue'],
  ['define', 'define'],
  ['else', 'else'],
  ['end', 'end'],
  ['if', 'if'],
  ['nil', 'nil'],
  ['range', 'range'],
  ['template', 'template'],
  ['with', 'with'],
]);

const keywordKinds: ReadonlySet<TokenKind> = new Set<TokenKind>(KEYWORDS.values());

/** A token as Go's messages print it. */
export function describeToken({ kind, text }: Token): string {
  if (kind === 'eof') return 'EOF';
  if (kind === 'error') return text;
  if (keywordKinds.has(kind)) return `<${text}>`;
  const characters = Array.from(text);
  return characters.length > 10 ? `${quoteText(characters.slice(0, 10).join(''))}...` : quoteText(text);
}
