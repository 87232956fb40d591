import { isMap, newMap, type Value } from '../../../yaml/value.ts';

/** Private-use characters, which may be in any scalar of YAML and do not occur in charts. */
const MARK = /\ue0f0(\d+)\ue0f1/g;

/**
 * Strings that a Go template prints into YAML text. Marks are printed instead, which the strings replace after the text
 * is parsed: a string remains a string, and cannot change what is around it.
 */
export class HeldStrings {
  readonly #texts: string[] = [];

  /** @returns the mark of a string */
  add(text: string): string {
    this.#texts.push(text);
    return `\ue0f0${this.#texts.length - 1}\ue0f1`;
  }

  /** The same value, with the original strings instead of marks. */
  restore(value: Value): Value {
    if (this.#texts.length === 0) return value;
    if (typeof value === 'string') return this.#restoreText(value);
    if (Array.isArray(value)) return value.map((item) => this.restore(item));
    if (!isMap(value)) return value;
    return newMap(Object.entries(value).map(([key, item]) => [this.#restoreText(key), this.restore(item)]));
  }

  #restoreText(text: string): string {
    return text.replace(MARK, (mark, index: string) => this.#texts[Number(index)] ?? mark);
  }
}
