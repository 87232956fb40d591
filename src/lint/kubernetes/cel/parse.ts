import { quote } from '../../words.ts';

/** An expression of CEL, the language of the conditions in admission policies, definitions and device selectors. */
export type Node =
  | { readonly is: 'literal'; readonly type: string; readonly text: string }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'select'; readonly of: Node; readonly field: string; readonly optional: boolean }
  | { readonly is: 'call'; readonly name: string; readonly target?: Node; readonly args: readonly Node[] }
  | { readonly is: 'list'; readonly items: readonly Item[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [key: Node, value: Item])[] }
  | {
      readonly is: 'struct';
      readonly name: string;
      readonly fields: readonly (readonly [name: string, value: Item])[];
    };

export interface Item {
  readonly node: Node;
  /** Left out where it is an optional without a value. */
  readonly optional: boolean;
}

/** What is wrong with an expression, in words that complete "the expression …". */
export class CelFault extends Error {}

const ESCAPE = String.raw`\\(?:[abfnrtv"'\\?${'`'}]|[xX][\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-3][0-7]{2})`;
const STRING = [
  String.raw`[rR](?:"""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n\r]*"|'[^'\n\r]*')`,
  String.raw`"""(?:${ESCAPE}|[^\\])*?"""|'''(?:${ESCAPE}|[^\\])*?'''`,
  String.raw`"(?:${ESCAPE}|[^\\"\n\r])*"|'(?:${ESCAPE}|[^\\'\n\r])*'`,
].join('|');
const TOKEN = new RegExp(
  [
    String.raw`(?<space>[\t \r\n\f]+|\/\/[^\n]*)`,
    `(?<bytes>[bB](?:${STRING}))`,
    `(?<string>${STRING})`,
    String.raw`(?<double>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)`,
    '(?<uint>(?:0x[\\da-fA-F]+|\\d+)[uU])',
    '(?<int>0x[\\da-fA-F]+|\\d+)',
    '(?<word>[A-Za-z_]\\w*)',
    '(?<escaped>`[\\w./ -]+`)',
    String.raw`(?<sign>&&|\|\||[=!<>]=|[-+*\/%<>!?:.,()[\]{}])`,
  ].join('|'),
  'y',
);

interface Token {
  readonly kind: string;
  readonly text: string;
}

const END: Token = { kind: 'end', text: '' };

/** Words that name no variable. */
const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
const LITERAL_WORDS: Readonly<Record<string, string>> = { true: 'bool', false: 'bool', null: 'null' };

/** Deeper than that, the API server gives up; so does it on longer expressions. */
const DEEPEST = 250;
const LONGEST = 100_000;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) {
      if (/^[rRbB]{0,2}["']/.test(text.slice(at, at + 3)))
        throw new CelFault(`has a string that does not end, or an unknown escape sequence: ${shorten(text.slice(at))}`);
      throw new CelFault(`cannot hold ${quote(String.fromCodePoint(text.codePointAt(at) as number))}`);
    }
    for (const kind in groups) {
      const found = groups[kind];
      if (found !== undefined && kind !== 'space') tokens.push({ kind, text: found });
    }
  }
  return tokens;
}

const shorten = (text: string): string => quote(text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** Binary operators, the weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['<', '<=', '>=', '>', '==', '!=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** @throws {CelFault} where the expression does not follow the grammar */
export function parseCel(text: string): Node {
  if (text.length > LONGEST) throw new CelFault(`has more than ${LONGEST} characters`);
  return new Parser(tokensOf(text)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Node {
    const node = this.#expression();
    if (this.#next !== END) this.#unexpected();
    return node;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  /** Whether the next token is a sign or a word, which is read then. */
  #read(...texts: readonly string[]): boolean {
    const { kind, text } = this.#next;
    const isIt = (kind === 'sign' || kind === 'word') && texts.includes(text);
    if (isIt) this.#at++;
    return isIt;
  }

  #expect(text: string): void {
    if (!this.#read(text)) this.#unexpected(quote(text));
  }

  #unexpected(expected?: string): never {
    const found = this.#next === END ? 'its end' : shorten(this.#next.text);
    throw new CelFault(
      `is not CEL: ${expected === undefined ? '' : `${expected} is missing before `}${found}${expected === undefined ? ' is not expected' : ''}`,
    );
  }

  #name(): string {
    const { kind, text } = this.#next;
    if (kind !== 'word' || text === 'in' || text in LITERAL_WORDS) this.#unexpected('a name');
    this.#at++;
    return text;
  }

  /** The name of a field, also in backticks. */
  #field(): string {
    const { kind, text } = this.#next;
    if (kind !== 'escaped') return this.#name();
    this.#at++;
    return text.slice(1, -1);
  }

  #expression(): Node {
    if (++this.#depth > DEEPEST) throw new CelFault('is nested too deeply');
    const condition = this.#binary(0);
    let node = condition;
    if (this.#read('?')) {
      const yes = this.#binary(0);
      this.#expect(':');
      node = { is: 'call', name: '_?_', args: [condition, yes, this.#expression()] };
    }
    this.#depth--;
    return node;
  }

  #binary(level: number): Node {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let { text } = this.#next; this.#read(...operators); { text } = this.#next)
      left = { is: 'call', name: `_${text}_`, args: [left, this.#binary(level + 1)] };
    return left;
  }

  #unary(): Node {
    const { text } = this.#next;
    let count = 0;
    if (text === '!' || text === '-') while (this.#read(text)) count++;
    const { kind, text: digits } = this.#next;
    if (count === 1 && text === '-' && kind === 'int') {
      this.#at++;
      return this.#member(integer(`-${digits}`));
    }
    let node = this.#member(this.#primary());
    // Two signs cancel each other out.
    if (count % 2 === 1) node = { is: 'call', name: `${text}_`, args: [node] };
    return node;
  }

  #member(primary: Node): Node {
    for (let node = primary; ; ) {
      if (this.#read('.')) {
        const optional = this.#read('?');
        const isEscaped = this.#next.kind === 'escaped';
        const field = this.#field();
        if (!optional && !isEscaped && this.#read('('))
          node = { is: 'call', name: field, target: node, args: this.#args() };
        else node = { is: 'select', of: node, field, optional };
      } else if (this.#read('[')) {
        const name = this.#read('?') ? '_[?_]' : '_[_]';
        node = { is: 'call', name, args: [node, this.#expression()] };
        this.#expect(']');
      } else return node;
    }
  }

  #args(): Node[] {
    const args: Node[] = [];
    if (this.#read(')')) return args;
    do args.push(this.#expression());
    while (this.#read(','));
    this.#expect(')');
    return args;
  }

  #primary(): Node {
    const { kind, text } = this.#next;
    if (kind === 'int' || kind === 'word' || kind === 'sign') {
      if (this.#read('(')) {
        const node = this.#expression();
        this.#expect(')');
        return node;
      }
      if (this.#read('[')) return { is: 'list', items: this.#items(']', () => this.#item()) };
      if (this.#read('{')) return { is: 'map', entries: this.#items('}', () => this.#entry()) };
      if (kind === 'sign' && text !== '.') this.#unexpected('an operand');
    } else if (kind === 'end') this.#unexpected('an operand');
    if (kind === 'escaped') this.#unexpected('an operand');
    if (kind !== 'word' && kind !== 'sign') {
      this.#at++;
      if (kind === 'uint') integer(text.slice(0, -1), 2n ** 64n);
      return kind === 'int' ? integer(text) : { is: 'literal', type: kind, text };
    }
    const type = kind === 'word' && Object.hasOwn(LITERAL_WORDS, text) ? LITERAL_WORDS[text] : undefined;
    if (type !== undefined) {
      this.#at++;
      return { is: 'literal', type, text };
    }
    return this.#named();
  }

  /** A variable, the call of a function, or a message, whose name may have dots. */
  #named(): Node {
    this.#read('.');
    const start = this.#at;
    const name = this.#name();
    const parts = [name];
    while (this.#next.text === '.' && this.#tokens[this.#at + 1]?.kind === 'word') {
      this.#at++;
      parts.push(this.#name());
    }
    if (this.#read('{'))
      return { is: 'struct', name: parts.join('.'), fields: this.#items('}', () => this.#initializer()) };
    this.#at = start + 1;
    if (RESERVED.has(name)) throw new CelFault(`cannot use ${quote(name)} as a name: CEL reserves it`);
    return this.#read('(') ? { is: 'call', name, args: this.#args() } : { is: 'name', name };
  }

  /** A list with a comma after its last item, or only a comma. */
  #items<T>(end: string, read: () => T): T[] {
    const items: T[] = [];
    if (this.#read(',')) {
      this.#expect(end);
      return items;
    }
    while (!this.#read(end)) {
      items.push(read());
      if (!this.#read(',')) {
        this.#expect(end);
        break;
      }
    }
    return items;
  }

  #item(): Item {
    const optional = this.#read('?');
    return { node: this.#expression(), optional };
  }

  #entry(): readonly [Node, Item] {
    const { node: key, optional } = this.#item();
    this.#expect(':');
    return [key, { node: this.#expression(), optional }];
  }

  #initializer(): readonly [string, Item] {
    const optional = this.#read('?');
    const name = this.#field();
    this.#expect(':');
    return [name, { node: this.#expression(), optional }];
  }
}

function integer(text: string, end: bigint = 2n ** 63n): Node {
  const isNegative = text.startsWith('-');
  const size = BigInt(isNegative ? text.slice(1) : text);
  if (size >= end + (isNegative ? 1n : 0n)) throw new CelFault(`has a number beyond 64 bits: ${text}`);
  return { is: 'literal', type: 'int', text };
}
