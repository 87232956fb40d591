import { isBlank, isBreak, isDocumentMark, isSpace, isWord } from './characters.ts';
import { SyntaxFault } from './fault.ts';
import { Masks } from './masks.ts';
import { readBlockScalar, readPlainScalar, readQuotedScalar } from './scalars.ts';

/** How a leaf was written. A leaf that is not plain is a string, unless a tag changes that. */
export const PLAIN = 0;
/** See {@link PLAIN}. */
export const QUOTED = 1;
/** See {@link PLAIN}. */
export const ALIAS = 2;

/** The result of {@link scan}, in the order of the text. Entries of the same position belong together. */
export interface Scan {
  /** The text for js-yaml to parse: as long as the original, so that offsets are the same in both. */
  readonly text: string;
  /** {@link PLAIN}, {@link QUOTED} or {@link ALIAS}. */
  readonly kinds: readonly number[];
  /** The string of each leaf; for an alias, the name. */
  readonly values: readonly string[];
  /** The start of each leaf, including its quote or indicator. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The start of the second document, which Go never reads; the length of the text if there is none. */
  readonly end: number;
}

/** Keys, values and indicators of one document: each takes some memory until the document is read. */
const MAX_TOKENS = 1_000_000;

/** A tag as written: `!`, `!local`, `!!str`, `!e!x`, `!<uri>`. */
const TAG = /^!(?:<[\w\-;/?:@&=+$,.!~*'()[\]%]+>|(?:[\w-]*!)?[\w\-;/?:@&=+$.~*'()%]+|)$/;

/**
 * Reads a YAML text as the scanner of go-yaml v2 (libyaml, YAML 1.1) reads it, up to the end of its first document.
 *
 * js-yaml follows YAML 1.2, and Kubernetes does not: the two disagree about the end of scalars, about indentation
 * inside brackets and quotes, and about tabs, comments, line breaks, anchors and escapes. So the leaves (scalars,
 * aliases) and the blanks between them are read here by Go's rules, and whatever js-yaml would read differently is
 * masked in its copy of the text. js-yaml only determines the structure: which leaf is a key, a value or an item of
 * what.
 *
 * @param text the text, with a NUL at the end
 * @param isJson whether the escapes of the two halves of a surrogate pair are one character
 * @throws SyntaxFault where Go's scanner refuses the text
 */
export function scan(text: string, isJson = false): Scan {
  return new Scanner(text, isJson).run();
}

class Scanner {
  readonly text: string;
  readonly isJson: boolean;
  readonly kinds: number[] = [];
  readonly values: string[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  position = 0;
  lineStart = 0;
  /** The column of the open block collection, and of those around it. */
  indent = -1;
  readonly #indents: number[] = [];
  /** The number of open `[` and `{`. */
  flow = 0;
  /** Whether a key may start here without `?`; a tab may not. */
  #keyAllowed = true;
  /** For each flow level, where a key without `? ` may have started; -1 for nowhere. */
  readonly #keys: number[] = [-1];
  readonly #required: boolean[] = [false];
  /** For each flow level, whether `?` has opened a key. */
  readonly #explicit: boolean[] = [false];
  /** The places of the open brackets. */
  readonly #brackets: number[] = [];
  /** Whether the last token completes a node, so that no other may follow directly. */
  #nodeEnded = false;
  #nodeEnd = 0;
  /** The tag and the anchor, `!` and `&`, that the next node has already, and their line. */
  #properties = '';
  #propertyLine = 0;
  #started = false;
  #tokens = 0;
  /** The tag handles that may be used. */
  readonly #handles = new Set(['!', '!!']);
  /** Whether the current token is further left than the one before, and so closes a map or list. */
  #closed = false;
  /** The end of the last token: only blanks and comments are between it and the next. */
  #gap = 0;
  readonly #masks: Masks;

  constructor(text: string, isJson: boolean) {
    this.text = text;
    this.isJson = isJson;
    this.#masks = new Masks(text);
  }

  run(): Scan {
    const { text } = this;
    for (;;) {
      this.#skipGap();
      const column = this.position - this.lineStart;
      const { indent } = this;
      if (this.flow === 0) this.#unroll(column);
      this.#closed = this.indent < indent;
      const c = text.charCodeAt(this.position);
      if (c === 0) break;
      if (column === 0 && c === 37) this.#directive();
      else if (column === 0 && (c === 45 || c === 46) && isDocumentMark(text, this.position)) {
        if (this.#documentMark(c)) break;
      } else this.#token(c);
      this.#gap = this.position;
    }
    this.#dropKey();
    if (this.flow > 0) throw new SyntaxFault('unclosed-bracket', this.#brackets.at(-1) ?? 0);
    return {
      text: this.#masks.show(this.position),
      kinds: this.kinds,
      values: this.values,
      starts: this.starts,
      ends: this.ends,
      end: this.position,
    };
  }

  #token(c: number): void {
    this.#started = true;
    if (++this.#tokens > MAX_TOKENS) throw new SyntaxFault('too-many', this.position);
    if (c !== 33 && c !== 38) this.#properties = '';
    const flow = this.flow > 0;
    const ends = c === 45 || c === 63 || c === 58 ? isSpace(this.text.charCodeAt(this.position + 1)) : false;
    if (c === 45 && ends) this.#dash();
    else if (c === 58 && (flow || ends)) this.#colon();
    else if (c === 63 && (flow || ends)) this.#question();
    else if (c === 39 || c === 34) this.#quoted(c);
    else if (c === 91 || c === 123) this.#open();
    else if (c === 93 || c === 125) this.#close();
    else if (c === 44) this.#comma();
    else if (c === 42 || c === 38) this.#anchor(c);
    else if (c === 33) this.#tag();
    else if ((c === 124 || c === 62) && !flow) this.#block();
    else if (c === 9) throw new SyntaxFault('tab', this.position);
    // | > # % @ `
    else if (c === 124 || c === 62 || c === 35 || c === 37 || c === 64 || c === 96)
      throw new SyntaxFault('character', this.position);
    else this.#plain();
  }

  /**
   * Skips blanks, line breaks and comments, by Go's rules: where a key may start, a tab is not a blank, and a comment
   * needs no blank before it.
   */
  #skipGap(): void {
    const { text } = this;
    let masked = false;
    let c = text.charCodeAt(this.position);
    for (;;) {
      while (c === 32 || (c === 9 && (this.flow > 0 || !this.#keyAllowed))) {
        if (c === 9) masked = true;
        c = text.charCodeAt(++this.position);
      }
      if (c === 0xfeff && this.position === this.lineStart && !this.#started) {
        c = text.charCodeAt(++this.position);
        this.lineStart = this.position;
        continue;
      }
      if (c === 35) {
        if (this.position > 0 && !isSpace(text.charCodeAt(this.position - 1))) masked = true;
        while (c !== 0 && !isBreak(c)) c = text.charCodeAt(++this.position);
      }
      if (!isBreak(c)) break;
      if (c !== 10 && c !== 13) masked = true;
      this.skipBreak(c);
      if (this.flow === 0) this.#keyAllowed = true;
      else masked = true;
      c = text.charCodeAt(this.position);
    }
    if (masked) this.#masks.blanks(this.#gap, this.position, this.flow > 0);
  }

  /** Moves after one line break. */
  skipBreak(c: number): void {
    this.position += c === 13 && this.text.charCodeAt(this.position + 1) === 10 ? 2 : 1;
    this.lineStart = this.position;
  }

  #directive(): void {
    const { text, position } = this;
    this.#unroll(-1);
    this.#dropKey();
    if (this.#started) throw new SyntaxFault('character', position);
    let end = position;
    while (text.charCodeAt(end) !== 0 && !isBreak(text.charCodeAt(end))) end++;
    const line = text.slice(position, end).replace(/(?<![ \t])[ \t]+(?:#[\s\S]*)?$/, '');
    const [name, ...values] = line.split(/[ \t]+/);
    if (name === '%YAML') {
      if (values.length !== 1 || values[0] !== '1.1') throw new SyntaxFault('version', position);
    } else if (name !== '%TAG') throw new SyntaxFault('directive', position);
    else this.#handles.add(values[0] ?? '');
    this.position = end;
    this.#keyAllowed = false;
  }

  /** @returns whether reading ends here, because a second document begins or the first one has ended */
  #documentMark(c: number): boolean {
    if (this.flow > 0) return true;
    this.#unroll(-1);
    this.#dropKey();
    if (c === 46 && !this.#started) throw new SyntaxFault('document-end', this.position);
    if (c === 46 || this.#started) return true;
    this.#started = true;
    this.position += 3;
    this.#keyAllowed = false;
    return false;
  }

  #open(): void {
    this.#saveKey();
    this.flow++;
    this.#brackets.push(this.position);
    this.#keys.push(-1);
    this.#required.push(false);
    this.#explicit.push(false);
    this.#keyAllowed = true;
    this.#nodeEnded = false;
    this.position++;
  }

  #close(): void {
    this.#dropKey();
    if (this.flow > 0) {
      this.flow--;
      this.#brackets.pop();
      this.#keys.pop();
      this.#required.pop();
      this.#explicit.pop();
    }
    this.#keyAllowed = false;
    this.#nodeEnded = true;
    this.position++;
    this.#nodeEnd = this.position;
  }

  #comma(): void {
    this.#dropKey();
    this.#explicit[this.flow] = false;
    this.#keyAllowed = true;
    this.#nodeEnded = false;
    this.position++;
  }

  #dash(): void {
    if (this.flow > 0) throw new SyntaxFault('dash-in-flow', this.position);
    if (!this.#keyAllowed) throw new SyntaxFault('dash', this.position);
    this.#roll(this.position - this.lineStart);
    this.#dropKey();
    this.#keyAllowed = true;
    this.#nodeEnded = false;
    this.position++;
  }

  #question(): void {
    if (this.flow === 0) {
      if (!this.#keyAllowed) throw new SyntaxFault('question', this.position);
      this.#roll(this.position - this.lineStart);
    } else if (this.#nodeEnded) throw new SyntaxFault('question-in-flow', this.position);
    else if (!isSpace(this.text.charCodeAt(this.position + 1))) throw new SyntaxFault('question', this.position);
    this.#dropKey();
    this.#explicit[this.flow] = true;
    this.#keyAllowed = this.flow === 0;
    this.#nodeEnded = false;
    this.position++;
  }

  #colon(): void {
    const key = this.#keys[this.flow] as number;
    if (key >= this.lineStart && !this.#isTooLong(key)) {
      this.#roll(key - this.lineStart);
      this.#keys[this.flow] = -1;
      this.#keyAllowed = false;
    } else {
      if (key >= this.lineStart) throw new SyntaxFault('long-key', key);
      if (key >= 0 && this.#required[this.flow]) throw new SyntaxFault('key', key);
      if (this.flow === 0) {
        if (!this.#keyAllowed) throw this.#misplacedColon();
        this.#roll(this.position - this.lineStart);
      } else if (!this.#explicit[this.flow]) throw new SyntaxFault(key >= 0 ? 'flow-key' : 'flow-colon', this.position);
      this.#explicit[this.flow] = false;
      this.#keyAllowed = this.flow === 0;
    }
    this.#nodeEnded = false;
    this.position++;
  }

  /** A colon may be the second one on its line, or make a key of a line that continues a value. */
  #misplacedColon(): SyntaxFault {
    const last = this.starts.at(-1) ?? this.position;
    if (last >= this.lineStart || this.kinds.at(-1) !== PLAIN) return new SyntaxFault('colon', this.position);
    let start = this.lineStart;
    while (isBlank(this.text.charCodeAt(start))) start++;
    return new SyntaxFault('continued', start);
  }

  /** A node has one tag and one anchor; on another line they may belong to the map whose first key follows. */
  #property(c: number): void {
    const mark = String.fromCharCode(c);
    if (this.#propertyLine !== this.lineStart) this.#properties = '';
    if (this.#properties.includes(mark)) throw new SyntaxFault('structure', this.position, 'duplication of a property');
    this.#properties += mark;
    this.#propertyLine = this.lineStart;
  }

  #anchor(c: number): void {
    const { text } = this;
    if (c === 38) this.#property(c);
    this.#saveKey();
    this.#keyAllowed = false;
    const start = this.position;
    let end = start + 1;
    while (isWord(text.charCodeAt(end))) end++;
    const after = text.charCodeAt(end);
    // Go also accepts `: ? % @` and a backquote as the end of a name; but an anchor directly followed by `:` has no
    // name.
    const ended = isSpace(after) || after === 44 || after === 93 || after === 125 || (c === 42 && after === 58);
    if (end === start + 1 || !ended) throw new SyntaxFault(c === 42 ? 'alias' : 'anchor', start);
    this.position = end;
    if (c === 38) {
      this.#nodeEnded = false;
      return;
    }
    this.#leaf(ALIAS, text.slice(start + 1, end), start, end);
    this.#masks.replace(start, end, `'${'x'.repeat(end - start - 2)}'`);
  }

  #tag(): void {
    const { text } = this;
    this.#property(33);
    this.#saveKey();
    this.#keyAllowed = false;
    const start = this.position;
    let end = start + 1;
    while (!isSpace(text.charCodeAt(end))) end++;
    const tag = text.slice(start, end);
    const handle = /^![\w-]*!|!/.exec(tag)?.[0] ?? '';
    if (!TAG.test(tag) || !this.#handles.has(handle)) throw new SyntaxFault('tag', start);
    this.#nodeEnded = false;
    this.position = end;
  }

  #quoted(quote: number): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const start = this.position;
    const { value, masked } = readQuotedScalar(this, quote);
    this.#leaf(QUOTED, value, start, this.position);
    if (masked) {
      const mark = String.fromCharCode(quote);
      this.#masks.replace(start, this.position, mark + 'x'.repeat(this.position - start - 2) + mark);
    }
  }

  /**
   * To js-yaml a block scalar looks like a long word. Go lets one begin at the column of its key or dash; the word then
   * begins with the first line of the string, which is further right.
   */
  #block(): void {
    this.#startNode();
    this.#dropKey();
    this.#keyAllowed = true;
    const start = this.position;
    const { lineStart, text } = this;
    const block = readBlockScalar(this);
    const from = !this.#closed && /^ *$/.test(text.slice(lineStart, start)) ? block.start : start;
    this.#leaf(QUOTED, block.value, from, block.end);
    if (from > start) this.#masks.replace(start, from, text.slice(start, from).replace(/[^\n\r]/g, ' '));
    this.#masks.word(from, block.end);
    this.#maskTail(block.end);
  }

  #plain(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const start = this.position;
    const { value, end, broken, masked } = readPlainScalar(this);
    if (broken) this.#keyAllowed = true;
    this.#leaf(PLAIN, value, start, end);
    if (masked) this.#masks.word(start, end);
    this.#maskTail(end);
  }

  /** Masks the blanks and line breaks that a scalar has read after its own end. */
  #maskTail(end: number): void {
    if (end === this.position) return;
    const odd = this.flow > 0 ? /[\t\n\r\x85\u2028\u2029]/ : /[\t\x85\u2028\u2029]/;
    if (odd.test(this.text.slice(end, this.position))) this.#masks.blanks(end, this.position, this.flow > 0);
  }

  #leaf(kind: number, value: string, start: number, end: number): void {
    this.kinds.push(kind);
    this.values.push(value);
    this.starts.push(start);
    this.ends.push(end);
    this.#nodeEnded = true;
    this.#nodeEnd = end;
  }

  /** Two nodes cannot follow each other: js-yaml accepts some after a dash. */
  #startNode(): void {
    if (!this.#nodeEnded || (this.flow === 0 && this.#nodeEnd < this.lineStart)) return;
    const isQuote = this.ends.at(-1) === this.#nodeEnd && /['"]/.test(this.text[this.#nodeEnd - 1] ?? '');
    throw new SyntaxFault(isQuote ? 'after-quote' : this.flow > 0 ? 'comma' : 'structure', this.position);
  }

  #saveKey(): void {
    this.#startNode();
    if (!this.#keyAllowed) return;
    this.#dropKey();
    this.#keys[this.flow] = this.position;
    this.#required[this.flow] = this.flow === 0 && this.indent === this.position - this.lineStart;
  }

  #dropKey(): void {
    const key = this.#keys[this.flow] as number;
    if (key < 0) return;
    if (this.#required[this.flow]) throw new SyntaxFault('key', key);
    this.#keys[this.flow] = -1;
  }

  /** A key without `?` has at most 1024 characters (not UTF-16 code units). */
  #isTooLong(key: number): boolean {
    if (this.position - key <= 1024) return false;
    let length = 0;
    for (const _ of this.text.slice(key, this.position)) length++;
    return length > 1024;
  }

  #roll(column: number): void {
    if (this.flow > 0 || this.indent >= column) return;
    this.#indents.push(this.indent);
    this.indent = column;
  }

  #unroll(column: number): void {
    while (this.indent > column) this.indent = this.#indents.pop() as number;
  }
}
