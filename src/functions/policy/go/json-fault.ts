import { toBytes } from '../../../go/bytes.ts';
import { quoteText } from '../../../go/text.ts';

const NUMBER = /-?(?:(0)|[1-9]\d*)?/y;

/** Go's `quoteChar`, which takes a byte for a character: of a character with several bytes the first one. */
const quoteChar = (text: string, at: number): string => {
  const [byte = 0] = toBytes(String.fromCodePoint(text.codePointAt(at) as number));
  const char = String.fromCharCode(byte);
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  return `'${quoteText(char).slice(1, -1)}'`;
};

class Fault extends Error {}

/** Go's message for a string that is not JSON: the first thing that its scanner rejects. */
export function faultOfJson(text: string): string {
  try {
    new Scanner(text).scan();
    return 'unexpected end of JSON input';
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    this.#blanks();
    this.#value();
    this.#blanks();
    if (this.#at < this.#text.length) this.#fail('after top-level value');
  }

  #fail(where: string): never {
    if (this.#at >= this.#text.length) {
      // Go's scanner skips blanks first, except inside numbers, words and escapes.
      const hasNoBlanks = /^(?:in (?:numeric|literal|exponent|string escape|\\u)|after decimal)/.test(where);
      throw new Fault(hasNoBlanks ? `invalid character ' ' ${where}` : 'unexpected end of JSON input');
    }
    throw new Fault(`invalid character ${quoteChar(this.#text, this.#at)} ${where}`);
  }

  #blanks(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #value(): void {
    const char = this.#text[this.#at] ?? '';
    if (char === '{') this.#object();
    else if (char === '[') this.#array();
    else if (char === '"') this.#string();
    else if (/[-\d]/.test(char)) this.#number();
    else this.#word({ t: 'true', f: 'false', n: 'null' }[char] ?? '');
  }

  #word(word: string): void {
    if (word === '') this.#fail('looking for beginning of value');
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) this.#fail(`in literal ${word} (expecting '${letter}')`);
      this.#at++;
    }
  }

  #digits(where: string): void {
    if (!/\d/.test(this.#text[this.#at] ?? '')) this.#fail(where);
    while (/\d/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #number(): void {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    if (found === '-') this.#fail('in numeric literal');
    if (this.#text[this.#at] === '.') {
      this.#at++;
      this.#digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
      if (/[-+]/.test(this.#text[this.#at] ?? '')) this.#at++;
      this.#digits('in exponent of numeric literal');
    }
  }

  #string(): void {
    for (this.#at++; ; this.#at++) {
      const char = this.#text[this.#at] ?? '';
      if (char === '"') {
        this.#at++;
        return;
      }
      if (char === '' || char < ' ') this.#fail('in string literal');
      if (char !== '\\') continue;
      this.#at++;
      const letter = this.#text[this.#at] ?? '';
      if (letter === '' || !`"\\/bfnrtu`.includes(letter)) this.#fail('in string escape code');
      if (letter !== 'u') continue;
      for (let i = 0; i < 4; i++) {
        this.#at++;
        if (!/[\da-fA-F]/.test(this.#text[this.#at] ?? '')) this.#fail('in \\u hexadecimal character escape');
      }
    }
  }

  #array(): void {
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return;
    }
    for (;;) {
      this.#blanks();
      this.#value();
      this.#blanks();
      if (this.#text[this.#at] === ']') break;
      if (this.#text[this.#at] !== ',') this.#fail('after array element');
      this.#at++;
    }
    this.#at++;
  }

  #object(): void {
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return;
    }
    for (;;) {
      this.#blanks();
      if (this.#text[this.#at] !== '"') this.#fail('looking for beginning of object key string');
      this.#string();
      this.#blanks();
      if (this.#text[this.#at] !== ':') this.#fail('after object key');
      this.#at++;
      this.#blanks();
      this.#value();
      this.#blanks();
      if (this.#text[this.#at] === '}') break;
      if (this.#text[this.#at] !== ',') this.#fail('after object key:value pair');
      this.#at++;
    }
    this.#at++;
  }
}
