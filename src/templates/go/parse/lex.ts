import { quoteText } from '../../../go/text.ts';
import { KEYWORDS, type Token, type TokenKind } from './token.ts';

const LEFT = '{{';
const RIGHT = '}}';
const EOF = '';

/**
 * Splits a template into tokens, one at a time, as Go's text/template/parse does: what is between actions is text, from
 * which the trim markers `{{- ` and ` -}}` have already taken the white space.
 */
export class Lexer {
  #input: string;
  #at = 0;
  #start = 0;
  #line = 1;
  #startLine = 1;
  #parens = 0;
  #inAction = false;
  /** The next line end that is not counted yet. */
  #newline: number;

  constructor(input: string) {
    this.#input = input;
    this.#newline = input.indexOf('\n');
  }

  /** The next token. After an `error` there are no more tokens. */
  next(): Token {
    return this.#inAction ? this.#action() : this.#text();
  }

  #token(kind: TokenKind): Token {
    const token = { kind, start: this.#start, text: this.#input.slice(this.#start, this.#at), line: this.#startLine };
    this.#skip();
    return token;
  }

  #error(message: string): Token {
    const token: Token = { kind: 'error', start: this.#start, text: message, line: this.#startLine };
    this.#input = '';
    this.#at = this.#start = 0;
    return token;
  }

  /** Skips what is between the last token and the current position. */
  #skip(): void {
    while (this.#newline >= 0 && this.#newline < this.#at) {
      this.#line++;
      this.#newline = this.#input.indexOf('\n', this.#newline + 1);
    }
    this.#start = this.#at;
    this.#startLine = this.#line;
  }

  /** The character at `at`, with both halves of a surrogate pair. */
  #peek(at = this.#at): string {
    const code = this.#input.codePointAt(at);
    return code === undefined ? EOF : String.fromCodePoint(code);
  }

  #text(): Token {
    for (;;) {
      const delim = this.#input.indexOf(LEFT, this.#at);
      if (delim < 0) {
        this.#at = this.#input.length;
        return this.#token(this.#at > this.#start ? 'text' : 'eof');
      }
      if (delim > this.#at) {
        const end = this.#trimsLeft(delim + LEFT.length) ? trimEnd(this.#input, this.#start, delim) : delim;
        this.#at = end;
        const token = end > this.#start ? this.#token('text') : undefined;
        this.#at = delim;
        this.#skip();
        if (token) return token;
      }
      const marker = this.#trimsLeft(delim + LEFT.length) ? 2 : 0;
      if (!this.#input.startsWith('/*', delim + LEFT.length + marker)) return this.#leftDelim(marker);
      const wrong = this.#comment(marker);
      if (wrong) return wrong;
    }
  }

  #leftDelim(marker: number): Token {
    this.#at += LEFT.length;
    const token = this.#token('leftDelim');
    this.#at += marker;
    this.#skip();
    this.#inAction = true;
    this.#parens = 0;
    return token;
  }

  #comment(marker: number): Token | undefined {
    this.#at += LEFT.length + marker;
    this.#skip();
    const end = this.#input.indexOf('*/', this.#at + 2);
    if (end < 0) return this.#error('unclosed comment');
    this.#at = end + 2;
    const trims = this.#trimsRight(this.#at);
    if (!trims && !this.#input.startsWith(RIGHT, this.#at)) return this.#error('comment ends before closing delimiter');
    this.#at += RIGHT.length + (trims ? 2 : 0);
    if (trims) this.#at = trimStart(this.#input, this.#at);
    this.#skip();
    return undefined;
  }

  #trimsLeft(at: number): boolean {
    return this.#input[at] === '-' && isSpace(this.#input[at + 1]);
  }

  /** Whether a right delimiter with its trim marker is at `at`. */
  #trimsRight(at: number): boolean {
    return isSpace(this.#input[at]) && this.#input[at + 1] === '-' && this.#input.startsWith(RIGHT, at + 2);
  }

  #rightDelim(): Token {
    const trims = this.#trimsRight(this.#at);
    if (trims) {
      this.#at += 2;
      this.#skip();
    }
    this.#at += RIGHT.length;
    const token = this.#token('rightDelim');
    if (trims) {
      this.#at = trimStart(this.#input, this.#at);
      this.#skip();
    }
    this.#inAction = false;
    return token;
  }

  #action(): Token {
    const kind = this.#plainWord(this.#input.charCodeAt(this.#at));
    return kind === undefined ? this.#otherAction() : this.#token(kind);
  }

  /**
   * Takes a word of ASCII letters that ends like most words do: what nearly all tokens are.
   *
   * @param first the first character
   * @returns undefined for anything else, of which it takes nothing
   */
  #plainWord(first: number): TokenKind | undefined {
    const isWord = isAsciiLetter(first);
    if (!isWord && first !== 46 && first !== 36) return undefined;
    const start = this.#at;
    if (!isWord && !isAsciiLetter(this.#input.charCodeAt(start + 1))) return undefined;
    ASCII_WORD.lastIndex = start + 1;
    ASCII_WORD.test(this.#input);
    const end = ASCII_WORD.lastIndex;
    if (!ENDS_WORD.has(this.#input.charCodeAt(end)) && !this.#input.startsWith(RIGHT, end)) return undefined;
    this.#at = end;
    if (!isWord) return first === 46 ? 'field' : 'variable';
    const word = this.#input.slice(start, end);
    return KEYWORDS.get(word) ?? (word === 'true' || word === 'false' ? 'bool' : 'identifier');
  }

  #otherAction(): Token {
    if (this.#trimsRight(this.#at) || this.#input.startsWith(RIGHT, this.#at)) {
      return this.#parens === 0 ? this.#rightDelim() : this.#error('unclosed left paren');
    }
    const char = this.#peek();
    if (char === EOF) return this.#error('unclosed action');
    if (isSpace(char)) return this.#space();
    if (char === '+' || char === '-' || isDigit(char)) return this.#number();
    if (char === '.') {
      const next = this.#input[this.#at + 1];
      return next !== undefined && !isDigit(next) ? this.#fieldOrVariable('field') : this.#number();
    }
    if (isAlphanumeric(char)) return this.#identifier();
    this.#at += char.length;
    return this.#single(char);
  }

  #single(char: string): Token {
    switch (char) {
      case '=':
        return this.#token('assign');
      case ':':
        if (this.#input[this.#at] !== '=') return this.#error('expected :=');
        this.#at++;
        return this.#token('declare');
      case '|':
        return this.#token('pipe');
      case '"':
        return this.#quoted('"', 'string', 'quoted string');
      case "'":
        return this.#quoted("'", 'charConstant', 'character constant');
      case '`':
        return this.#rawString();
      case '$':
        this.#at--;
        return this.#fieldOrVariable('variable');
      case '(':
        this.#parens++;
        return this.#token('leftParen');
      case ')':
        if (--this.#parens < 0) return this.#error('unexpected right paren');
        return this.#token('rightParen');
    }
    if (char > ' ' && char <= '~') return this.#token('char');
    return this.#error(`unrecognized character in action: ${describeCharacter(char)}`);
  }

  #space(): Token {
    while (isSpace(this.#input[this.#at])) this.#at++;
    // The last space may belong to a right delimiter that trims.
    if (this.#trimsRight(this.#at - 1)) {
      this.#at--;
      if (this.#at === this.#start) return this.#rightDelim();
    }
    return this.#token('space');
  }

  #word(): void {
    WORD.lastIndex = this.#at;
    WORD.test(this.#input);
    this.#at = WORD.lastIndex;
  }

  #identifier(): Token {
    this.#word();
    if (!this.#atTerminator()) return this.#error(`bad character ${describeCharacter(this.#peek())}`);
    const word = this.#input.slice(this.#start, this.#at);
    const keyword = KEYWORDS.get(word);
    if (keyword) return this.#token(keyword);
    return this.#token(word === 'true' || word === 'false' ? 'bool' : 'identifier');
  }

  /** `.name` or `$name`, after its first character. */
  #fieldOrVariable(kind: 'field' | 'variable'): Token {
    this.#at++;
    if (this.#atTerminator()) return this.#token(kind === 'field' ? 'dot' : 'variable');
    this.#word();
    if (!this.#atTerminator()) return this.#error(`bad character ${describeCharacter(this.#peek())}`);
    return this.#token(kind);
  }

  /** Whether a character that may come after a word is next. */
  #atTerminator(): boolean {
    const char = this.#input[this.#at];
    return char === undefined || isSpace(char) || '.,|:)('.includes(char) || this.#input.startsWith(RIGHT, this.#at);
  }

  #quoted(quote: string, kind: TokenKind, what: string): Token {
    for (;;) {
      const char = this.#input[this.#at++];
      if (char === quote) return this.#token(kind);
      if (char !== '\\' && char !== undefined && char !== '\n') continue;
      const escaped = char === '\\' ? this.#input[this.#at++] : undefined;
      if (escaped === undefined || escaped === '\n') return this.#error(`unterminated ${what}`);
    }
  }

  #rawString(): Token {
    const end = this.#input.indexOf('`', this.#at);
    if (end < 0) return this.#error('unterminated raw quoted string');
    this.#at = end + 1;
    return this.#token('rawString');
  }

  #number(): Token {
    const bad = (): Token => this.#error(`bad number syntax: ${quoteText(this.#input.slice(this.#start, this.#at))}`);
    if (!this.#scanNumber()) return bad();
    const sign = this.#input[this.#at];
    if (sign !== '+' && sign !== '-') return this.#token('number');
    if (!this.#scanNumber() || this.#input[this.#at - 1] !== 'i') return bad();
    return this.#token('complex');
  }

  /** Reads everything that looks like a number; the parser decides whether it is one. */
  #scanNumber(): boolean {
    this.#accept('+-');
    let digits = '0123456789_';
    let exponent = 'eE';
    if (this.#accept('0')) {
      if (this.#accept('xX')) [digits, exponent] = ['0123456789abcdefABCDEF_', 'pP'];
      else if (this.#accept('oO')) [digits, exponent] = ['01234567_', ''];
      else if (this.#accept('bB')) [digits, exponent] = ['01_', ''];
    }
    this.#acceptRun(digits);
    if (this.#accept('.')) this.#acceptRun(digits);
    if (this.#accept(exponent)) {
      this.#accept('+-');
      this.#acceptRun('0123456789_');
    }
    this.#accept('i');
    const next = this.#peek();
    if (!isAlphanumeric(next)) return true;
    this.#at += next.length;
    return false;
  }

  #accept(valid: string): boolean {
    const char = this.#input[this.#at];
    if (char === undefined || !valid.includes(char)) return false;
    this.#at++;
    return true;
  }

  #acceptRun(valid: string): void {
    while (this.#accept(valid));
  }
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\n' || char === '\t' || char === '\r';
const isDigit = (char: string): boolean => char >= '0' && char <= '9';

const isAsciiLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
const ASCII_WORD = /\w*/y;
/** White space, `)`, `.`, `(`, `|`, `,` and `:`. */
const ENDS_WORD: ReadonlySet<number> = new Set([32, 10, 9, 13, 41, 46, 40, 124, 44, 58]);

const WORD = /[\p{L}\p{Nd}_]*/uy;

/** Letters, digits and `_` of all scripts, as in Go's unicode.IsLetter and IsDigit. */
const isAlphanumeric = (char: string): boolean => (char <= '\x7f' ? /^\w$/.test(char) : /^[\p{L}\p{Nd}]$/u.test(char));

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text[at - 1])) at--;
  return at;
}

function trimStart(text: string, start: number): number {
  let at = start;
  while (isSpace(text[at])) at++;
  return at;
}

/** Go's `%#U`: the code point, and the character where it can be printed. */
function describeCharacter(char: string): string {
  if (char === EOF) return 'U+FFFFFFFFFFFFFFFF';
  const alone = /^\p{Cs}$/u.test(char);
  const code = alone ? 0xfffd : (char.codePointAt(0) as number);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return alone || /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char) ? `${name} '${String.fromCodePoint(code)}'` : name;
}
