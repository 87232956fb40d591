/**
 * A copy of a text in which parts are replaced, each by as many characters: what js-yaml is to see instead.
 * Parts are given in the order of the text.
 */
export class Masks {
  readonly #text: string;
  readonly #parts: string[] = [];
  #done = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Shows `mask` in the place of what stands between the two offsets. */
  replace(from: number, to: number, mask: string): void {
    this.#parts.push(this.#text.slice(this.#done, from), mask);
    this.#done = to;
  }

  /** Shows a scalar as one long word. */
  word(from: number, to: number): void {
    this.replace(from, to, 'x'.repeat(to - from));
  }

  /** Shows blanks: spaces for tabs, plain line breaks for YAML 1.1's own, and inside brackets, where they mean nothing, spaces for all. */
  blanks(from: number, to: number, inFlow: boolean): void {
    const blanks = this.#text.slice(from, to);
    this.replace(from, to, inFlow ? ' '.repeat(blanks.length) : blanks.replace(BLANK, showBlank));
  }

  /** The text as it is shown, up to an offset. */
  show(end: number): string {
    if (this.#done === 0) return this.#text.slice(0, end);
    return this.#parts.join('') + this.#text.slice(this.#done, end);
  }
}

const BLANK = /#[^\n\r\x85\u2028\u2029]*|[\t\x85\u2028\u2029]/g;

const showBlank = (part: string): string => (part === '\t' || part.startsWith('#') ? ' '.repeat(part.length) : '\n');
