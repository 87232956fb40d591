/** Converts offsets in a text to lines and columns. The line starts are computed once, at the first call. */
export class LineMap {
  readonly text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * @param offset in UTF-16 code units, 0-based; an offset after the end counts as the end
   * @returns line and column, both 1-based, the column in UTF-16 code units. Lines end as in editors: `
   `, `\r
   `, `\r`.
   */
  locate(offset: number): { line: number; column: number } {
    const starts = this.#lineStarts();
    const position = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= position) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: position - (starts[low] as number) + 1 };
  }

  /** The number of lines: one more than there are line breaks. */
  get count(): number {
    return this.#lineStarts().length;
  }

  /** The offset at which a line (1-based) begins; the length of the text where the line does not exist. */
  start(number: number): number {
    return this.#lineStarts()[number - 1] ?? this.text.length;
  }

  /** The text of a line (1-based), without its line break; empty where the line does not exist. */
  line(number: number): string {
    const starts = this.#lineStarts();
    const start = starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, starts[number] ?? this.text.length).replace(/(?:\r\n?|\n)$/, '');
  }

  #lineStarts(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    const breaks = /\r\n?|\n/g;
    while (breaks.exec(this.text)) starts.push(breaks.lastIndex);
    this.#starts = starts;
    return starts;
  }
}
