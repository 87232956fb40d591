import { perlClass, posixClass, propertyClass, type Test } from './classes.ts';

/** A regular expression as a tree. */
export type Node =
  | { readonly kind: 'set'; readonly test: Test }
  | { readonly kind: 'assert'; readonly assert: Assertion }
  | { readonly kind: 'cat' | 'alt'; readonly nodes: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly node: Node;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    }
  | { readonly kind: 'group'; readonly node: Node; readonly index: number };

/** A condition on a position in the string. */
export type Assertion = 'text-begin' | 'text-end' | 'line-begin' | 'line-end' | 'word' | 'no-word';

/** A parsed expression. */
export interface Syntax {
  readonly node: Node;
  /** The names of the groups, by number from 1 on; empty for groups without a name. */
  readonly names: readonly string[];
}

/** A malformed expression, with the message of Go's regexp package. */
export class RegexpError extends Error {}

const malformed = (what: string, where: string): never => {
  throw new RegexpError(`error parsing regexp: ${what}: \`${where}\``);
};

interface Flags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly ungreedy: boolean;
}

const FLAGS: Readonly<Record<string, keyof Flags>> = { i: 'fold', m: 'multiline', s: 'dotAll', U: 'ungreedy' };
const MAX_REPEAT = 1000;
const MAX_DEPTH = 250;
const NEWLINE = 0x0a;

const code = (char: string): number => char.codePointAt(0) as number;
const isOne =
  (wanted: number): Test =>
  (point) =>
    point === wanted;

const single = (text: string, instead: number): number => ([...text].length === 1 ? code(text) : instead);
const upper = (point: number): number => single(String.fromCodePoint(point).toUpperCase(), point);
const lower = (point: number): number => single(String.fromCodePoint(point).toLowerCase(), point);
/** Maps all cases of a letter to one: `ſ`, `s` and `S` are the same, as are `K`, `k` and the Kelvin sign. */
const fold = (point: number): number => lower(upper(lower(point)));

const isOneFolded =
  (wanted: number): Test =>
  (point) =>
    point === wanted || fold(point) === fold(wanted);

/** A class with the other cases of its letters. */
const folded =
  (test: Test): Test =>
  (point) =>
    test(point) || test(lower(point)) || test(upper(point)) || test(fold(point));

const not =
  (test: Test): Test =>
  (point) =>
    !test(point);

/** Whether counted repetitions, multiplied where they are nested, are within Go's limit. */
function isWithin(node: Node, limit: number): boolean {
  if (node.kind === 'cat' || node.kind === 'alt') return node.nodes.every((part) => isWithin(part, limit));
  if (node.kind === 'group') return isWithin(node.node, limit);
  if (node.kind !== 'repeat') return true;
  const count = node.max === Number.POSITIVE_INFINITY ? node.min : node.max;
  return count <= limit && isWithin(node.node, Math.floor(limit / Math.max(count, 1)));
}

/**
 * Parses an expression in Go's syntax (RE2): Perl's without what needs backtracking.
 *
 * @throws RegexpError with Go's message
 */
export function parse(pattern: string): Syntax {
  return new Parser(pattern).parse();
}

class Parser {
  readonly #pattern: string;
  readonly #names: string[] = [];
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  parse(): Syntax {
    const invalid = this.#pattern.search(/\p{Surrogate}/u);
    if (invalid >= 0) malformed('invalid UTF-8', this.#pattern.slice(invalid));
    const node = this.#alternatives({ fold: false, multiline: false, dotAll: false, ungreedy: false });
    if (this.#at < this.#pattern.length) malformed('unexpected )', this.#pattern);
    return { node, names: this.#names };
  }

  #peek(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** One whole character; an empty string at the end. */
  #next(): string {
    const point = this.#pattern.codePointAt(this.#at);
    if (point === undefined) return '';
    const char = String.fromCodePoint(point);
    this.#at += char.length;
    return char;
  }

  #match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#pattern);
    if (match) this.#at += match[0].length;
    return match;
  }

  /** Parses up to `)` or the end. A `(?i)` is valid to the end of its group, in further alternatives, too. */
  #alternatives(given: Flags): Node {
    if (++this.#depth > MAX_DEPTH) malformed('expression nests too deeply', this.#pattern);
    let flags = given;
    let nodes: Node[] = [];
    const branches: Node[] = [];
    while (this.#at < this.#pattern.length && !this.#peek(')')) {
      if (this.#take('|')) {
        branches.push({ kind: 'cat', nodes });
        nodes = [];
        continue;
      }
      if (this.#take('\\Q')) {
        const end = this.#pattern.indexOf('\\E', this.#at);
        const text = this.#pattern.slice(this.#at, end < 0 ? undefined : end);
        this.#at = end < 0 ? this.#pattern.length : end + 2;
        nodes.push(...[...text].map((char) => literal(code(char), flags)));
        continue;
      }
      const change = this.#match(/\(\?([imsU]*)(?:-([imsU]+))?\)/y);
      if (change) {
        flags = changeFlags(flags, change[1] ?? '', change[2] ?? '');
        continue;
      }
      const start = this.#at;
      const operator = this.#repetition(flags);
      if (!operator) {
        nodes.push(this.#one(flags));
        continue;
      }
      const node =
        nodes.pop() ?? malformed('missing argument to repetition operator', this.#pattern.slice(start, this.#at));
      const text = this.#pattern.slice(start, this.#at);
      const second = this.#at;
      if (this.#repetition(flags))
        malformed('invalid nested repetition operator', text + this.#pattern.slice(second, this.#at));
      const repeated: Node = { kind: 'repeat', node, ...operator };
      if (!isWithin(repeated, MAX_REPEAT)) malformed('invalid repeat count', text);
      nodes.push(repeated);
    }
    this.#depth--;
    const last: Node = { kind: 'cat', nodes };
    return branches.length === 0 ? last : { kind: 'alt', nodes: [...branches, last] };
  }

  #repetition({ ungreedy }: Flags): { min: number; max: number; greedy: boolean } | undefined {
    const match = this.#match(/(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})(\??)/y);
    if (!match) return undefined;
    const [text, from, comma, to, lazy] = match;
    const greedy = (lazy !== '?') !== ungreedy;
    const sign = text.charAt(0);
    if (sign === '*') return { min: 0, max: Number.POSITIVE_INFINITY, greedy };
    if (sign === '+') return { min: 1, max: Number.POSITIVE_INFINITY, greedy };
    if (sign === '?') return { min: 0, max: 1, greedy };
    const min = Number(from);
    const max = comma === undefined ? min : to === '' ? Number.POSITIVE_INFINITY : Number(to);
    if (min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && (max > MAX_REPEAT || min > max))) {
      malformed('invalid repeat count', text.replace(/\?$/, ''));
    }
    return { min, max, greedy };
  }

  #one(flags: Flags): Node {
    if (this.#peek('(')) return this.#group(flags);
    if (this.#peek('[')) return { kind: 'set', test: this.#brackets(flags) };
    if (this.#peek('\\')) return this.#escape(flags);
    const char = this.#next();
    switch (char) {
      case '.':
        return { kind: 'set', test: flags.dotAll ? () => true : (point) => point !== NEWLINE };
      case '^':
        return { kind: 'assert', assert: flags.multiline ? 'line-begin' : 'text-begin' };
      case '$':
        return { kind: 'assert', assert: flags.multiline ? 'line-end' : 'text-end' };
      default:
        return literal(code(char), flags);
    }
  }

  #group(flags: Flags): Node {
    const rest = this.#pattern.slice(this.#at);
    const named = this.#match(/\(\?P?<(\w+)>/y);
    const scoped = named ? null : this.#match(/\(\?([imsU]*)(?:-([imsU]+))?:/y);
    let index = 0;
    if (named) {
      const name = named[1] as string;
      index = this.#names.push(name);
    } else if (!scoped) {
      this.#at++;
      if (this.#peek('?')) {
        if (/^\(\?P?<(?![=!])/.test(rest)) malformed('invalid named capture', /^[^>]*>?/.exec(rest)?.[0] ?? rest);
        malformed('invalid or unsupported Perl syntax', /^\(\?(?:<?[=!]|P?.)?/.exec(rest)?.[0] ?? '(?');
      }
      index = this.#names.push('');
    }
    const inner = scoped ? changeFlags(flags, scoped[1] ?? '', scoped[2] ?? '') : flags;
    const node = this.#alternatives(inner);
    if (!this.#take(')')) malformed('missing closing )', this.#pattern);
    return index === 0 ? node : { kind: 'group', node, index };
  }

  #escape(flags: Flags): Node {
    const asserts: Readonly<Record<string, Assertion>> = { A: 'text-begin', z: 'text-end', b: 'word', B: 'no-word' };
    const letter = this.#pattern.charAt(this.#at + 1);
    if (Object.hasOwn(asserts, letter)) {
      this.#at += 2;
      return { kind: 'assert', assert: asserts[letter] as Assertion };
    }
    const test = this.#classEscape(flags);
    return test ? { kind: 'set', test } : literal(this.#characterEscape(), flags);
  }

  /** Parses `\d`, `\pL`, `\P{Greek}`. */
  #classEscape(flags: Flags): Test | undefined {
    const cased = (test: Test): Test => (flags.fold ? folded(test) : test);
    const perl = this.#match(/\\([dswDSW])/y);
    if (perl) {
      const letter = perl[1] as string;
      const test = cased(perlClass(letter.toLowerCase()));
      return letter === letter.toLowerCase() ? test : not(test);
    }
    const property = this.#match(/\\([pP])(?:\{(\^?)([^}]*)\}|([^{]))/uy);
    if (!property) {
      if (/^\\[pP]/.test(this.#pattern.slice(this.#at)))
        malformed('invalid character class range', this.#pattern.slice(this.#at));
      return undefined;
    }
    const [text, letter, negation, long, short] = property;
    const test = cased(propertyClass(long ?? short ?? '') ?? malformed('invalid character class range', text));
    return (letter === 'P') !== (negation === '^') ? not(test) : test;
  }

  #characterEscape(): number {
    const start = this.#at;
    this.#at++;
    const octal = this.#match(/0[0-7]{0,2}|[1-7][0-7]{1,2}/y);
    if (octal) return Number.parseInt(octal[0], 8);
    const hex = this.#match(/x(?:([\da-fA-F]{2})|\{([\da-fA-F]+)\})/y);
    if (hex) {
      const point = Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
      return point <= 0x10ffff ? point : malformed('invalid escape sequence', this.#pattern.slice(start, this.#at));
    }
    const char = this.#next();
    if (char === '') malformed('trailing backslash at end of expression', '');
    const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
    if (Object.hasOwn(controls, char)) return controls[char] as number;
    if (/[\dA-Za-z]|[^\0-\x7f]/.test(char)) malformed('invalid escape sequence', this.#pattern.slice(start, this.#at));
    return code(char);
  }

  #brackets(flags: Flags): Test {
    const start = this.#at;
    this.#at++;
    const negated = this.#take('^');
    const tests: Test[] = [];
    for (let first = true; first || !this.#peek(']'); first = false) {
      if (this.#at >= this.#pattern.length) malformed('missing closing ]', this.#pattern.slice(start));
      const posix = this.#match(/\[:(\^?)([^\]:]*):\]/y);
      if (posix) {
        const test = posixClass(posix[2] as string) ?? malformed('invalid character class range', posix[0]);
        const cased = flags.fold ? folded(test) : test;
        tests.push(posix[1] === '^' ? not(cased) : cased);
        continue;
      }
      const test = this.#peek('\\') ? this.#classEscape(flags) : undefined;
      tests.push(test ?? this.#range(flags));
    }
    this.#at++;
    const any: Test = (point) => tests.some((test) => test(point));
    return negated ? not(any) : any;
  }

  #range(flags: Flags): Test {
    const start = this.#at;
    const low = this.#bracketCharacter();
    if (!this.#peek('-') || this.#peek('-]') || this.#at + 1 >= this.#pattern.length)
      return flags.fold ? isOneFolded(low) : isOne(low);
    this.#at++;
    const high = this.#bracketCharacter();
    if (high < low) malformed('invalid character class range', this.#pattern.slice(start, this.#at));
    const test: Test = (point) => point >= low && point <= high;
    return flags.fold ? folded(test) : test;
  }

  #bracketCharacter(): number {
    if (this.#peek('\\')) return this.#characterEscape();
    const char = this.#next();
    return char === '' ? malformed('missing closing ]', this.#pattern) : code(char);
  }
}

const literal = (point: number, flags: Flags): Node => ({
  kind: 'set',
  test: flags.fold ? isOneFolded(point) : isOne(point),
});

function changeFlags(flags: Flags, on: string, off: string): Flags {
  const changed = { ...flags };
  for (const letter of on) changed[FLAGS[letter] as keyof Flags] = true;
  for (const letter of off) changed[FLAGS[letter] as keyof Flags] = false;
  return changed;
}
