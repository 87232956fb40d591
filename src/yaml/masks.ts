/**
 * A copy of a text in which parts are replaced by others of the same length, for js-yaml to parse. Parts are added in
 * the order of the text.
 */
export class Masks {
  readonly #text: string;
  readonly #parts: string[] = [];
  #done = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Replaces the text between two offsets by `mask`. */
  replace(from: number, to: number, mask: string): void {
    this.#parts.push(this.#text.slice(this.#done, from), mask);
    this.#done = to;
  }

  /** Replaces a scalar by one long word. */
  word(from: number, to: number): void {
    this.replace(from, to, 'x'.repeat(to - from));
  }

  /**
   * Replaces blanks: tabs by spaces, YAML 1.1's own line breaks by plain ones, and all by spaces inside brackets, where
   * they have no meaning.
   */
  blanks(from: number, to: number, inFlow: boolean): void {
    const blanks = this.#text.slice(from, to);
    this.replace(from, to, inFlow ? ' '.repeat(blanks.length) : blanks.replace(BLANK, showBlank));
  }

  /** The masked text up to an offset. */
  show(end: number): string {
    if (this.#done === 0) return this.#text.slice(0, end);
    return this.#parts.join('') + this.#text.slice(this.#done, end);
  }
}

const BLANK = /#[^\n\r\x85\u2028\u2029]*|[\t\x85\u2028\u2029]/g;

const showBlank = (part: string): string => (part === '\t' || part.startsWith('#') ? ' '.repeat(part.length) : '\n');
