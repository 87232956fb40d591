import { sprintf } from '../../go/fmt.ts';
import { readEscapes } from '../../go/unquote.ts';
import { GoError, int } from '../../go/value.ts';
import type { Node, NodeList, Slice } from './nodes.ts';

/**
 * Parses a JSONPath template (`jsonpath.Parse` of client-go, which `kubectl -o jsonpath` and `helm show values
 * --jsonpath` use).
 *
 * @throws GoError with client-go's message
 */
export function parseJsonPath(text: string): NodeList {
  return new Parser(text).parse();
}

const FILTER = /^([^!<>=]+)([!<>=]+)([\s\S]+)$/;
const SLICE = /^(-?\d*)(?::(-?\d*))?(?::(-?\d*))?$/;
const DIGIT = /^\p{Nd}$/u;
const WORD = /^[_\p{L}\p{Nd}]$/u;
const TERMINATOR = /^[ \t\r\n.,[\]$@{}]?$/;

class Parser {
  readonly #input: string;
  #position = 0;
  /** Where the text begins that {@link #take} returns. */
  #start = 0;

  constructor(input: string) {
    this.#input = input;
  }

  parse(): NodeList {
    const root = list();
    while (this.#position < this.#input.length) {
      const brace = this.#input.indexOf('{', this.#position);
      this.#position = brace < 0 ? this.#input.length : brace;
      const text = this.#take();
      if (text !== '') root.nodes.push({ kind: 'literal', value: text, isText: true });
      if (brace >= 0) root.nodes.push(this.#action());
    }
    return root;
  }

  /** What has been read since the last call. */
  #take(): string {
    const text = this.#input.slice(this.#start, this.#position);
    this.#start = this.#position;
    return text;
  }

  /** The next character, which it steps over; nothing at the end. */
  #next(): string {
    const char = this.#peek();
    this.#position += char.length;
    return char;
  }

  #peek(): string {
    const code = this.#input.codePointAt(this.#position);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #skip(text: string): boolean {
    if (!this.#input.startsWith(text, this.#position)) return false;
    this.#position += text.length;
    this.#start = this.#position;
    return true;
  }

  /** What stands between braces. */
  #action(): NodeList {
    const { nodes } = list();
    this.#skip('{');
    while (!this.#skip('}')) {
      if (this.#skip('[?(')) nodes.push(this.#filter());
      else if (this.#skip('..')) this.#recursive(nodes);
      else this.#part(nodes);
    }
    return { kind: 'list', nodes };
  }

  #part(nodes: Node[]): void {
    const char = this.#peek();
    if (/^[\r\n]?$/.test(char)) throw new GoError('unclosed action');
    if (/^[ @$]$/.test(char)) this.#skip(char);
    else if (char === '[') nodes.push(...this.#brackets());
    else if (char === '"' || char === "'") nodes.push(this.#quoted(char));
    else if (this.#skip('.')) nodes.push(this.#field());
    else if (char === '+' || char === '-' || DIGIT.test(char)) nodes.push(this.#number());
    else if (WORD.test(char)) nodes.push(this.#identifier());
    else throw new GoError(sprintf('unrecognized character in action: %#U', int(char.codePointAt(0) as number)));
  }

  #identifier(): Node {
    while (!TERMINATOR.test(this.#peek())) this.#next();
    const name = this.#take();
    if (name !== 'true' && name !== 'false') return { kind: 'identifier', name };
    return { kind: 'literal', value: name === 'true', isText: false };
  }

  #recursive(nodes: Node[]): void {
    if (nodes.at(-1)?.kind === 'recursive') throw new GoError('invalid multiple recursive descent');
    nodes.push({ kind: 'recursive' });
    if (WORD.test(this.#peek())) nodes.push(this.#field());
  }

  #field(): Node {
    while (!TERMINATOR.test(this.#peek())) if (this.#next() === '\\') this.#next();
    const name = this.#take();
    return name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') };
  }

  #number(): Node {
    if (/^[+-]$/.test(this.#peek())) this.#next();
    while (this.#peek() === '.' || DIGIT.test(this.#peek())) this.#next();
    const text = this.#take();
    if (/^[+-]?\d{1,18}$/.test(text))
      return { kind: 'literal', value: int(BigInt(text.replace('+', ''))), isText: false };
    if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) throw new GoError(`cannot parse number ${text}`);
    return { kind: 'literal', value: Number(text), isText: false };
  }

  #quoted(quote: string): Node {
    this.#next();
    this.#readTo(quote, 'unterminated quoted string');
    const literal = this.#take();
    const value = readEscapes(literal.slice(1, -1), quote);
    if (value === undefined) throw new GoError(`unquote string ${literal} error invalid syntax`);
    return { kind: 'literal', value, isText: true };
  }

  /** Steps over an end that no backslash precedes. */
  #readTo(end: string, fault: string): void {
    for (;;) {
      const char = this.#next();
      if (char === '' || char === '\n') throw new GoError(fault);
      if (char === end && (end === ']' || this.#input[this.#position - 2] !== '\\')) return;
    }
  }

  #brackets(): readonly Node[] {
    this.#readTo(']', 'unterminated array');
    const text = this.#take().slice(1, -1);
    const parts = text.split(',');
    if (parts.length > 1)
      return [
        { kind: 'union', lists: parts.map((part) => action(`[${part.replace(/^ +/, '').replace(/(?<! ) +$/, '')}]`)) },
      ];
    const key = /^'([^']*)'$/.exec(text)?.[1];
    return key === undefined ? [{ kind: 'slice', slice: readSlice(text) }] : action(`.${key}`).nodes;
  }

  #filter(): Node {
    let quote = '';
    let isClosed = false;
    for (let char = this.#next(); char !== ')' || (quote !== '') !== isClosed; char = this.#next()) {
      if (char === '' || char === '\n') throw new GoError('unterminated filter');
      if (char !== '"' && char !== "'") continue;
      if (quote === '') quote = char;
      else if (char === quote && this.#input[this.#position - 2] !== '\\') isClosed = true;
    }
    if (this.#next() !== ']') throw new GoError('unclosed array expect ]');
    const text = this.#take().slice(0, -2);
    const [, left, operator = '', right = ''] = FILTER.exec(text) ?? [];
    if (left === undefined) return { kind: 'filter', left: action(text), operator: 'exists', right: list() };
    return { kind: 'filter', left: action(left), operator, right: action(right) };
  }
}

const list = (): NodeList => ({ kind: 'list', nodes: [] });

/** A part of an expression, as if it stood between braces of its own; what follows its end is left out. */
function action(text: string): NodeList {
  const first = parseJsonPath(`{${text}}`).nodes[0];
  return first?.kind === 'list' ? first : list();
}

function readSlice(text: string): Slice {
  const [, first, ...rest] = SLICE.exec(text === '*' ? ':' : text) ?? [];
  if (first === undefined) throw new GoError(`invalid array index ${text}`);
  const [from, to, step] = [first, ...rest].map(readIndex);
  return { from, to: rest[0] === undefined ? (from ?? 0) + 1 : to, step, isSingle: rest[0] === undefined };
}

function readIndex(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (text === '-') throw new GoError('array index - is not a number');
  return Number(text);
}
