/** UTF-16 code units of all texts that are kept, where nothing else is said. */
const MAX_KEPT = 1024 * 1024;

/**
 * What belongs to texts, within bounds: when too much is kept, all of it is forgotten. What is given out is given out
 * again, so nobody may change it.
 */
export class TextCache<T> {
  readonly #kept = new Map<string, T>();
  readonly #most: number;
  #size = 0;

  /** @param most UTF-16 code units of all texts together */
  constructor(most = MAX_KEPT) {
    this.#most = most;
  }

  get(text: string): T | undefined {
    return this.#kept.get(text);
  }

  /** @param weight what the value takes beside its text, in UTF-16 code units */
  set(text: string, value: T, weight = 0): T {
    this.#size += text.length + weight;
    if (this.#size > this.#most) {
      this.#kept.clear();
      this.#size = text.length + weight;
    }
    this.#kept.set(text, value);
    return value;
  }
}

/** Texts longer than this are seldom met twice, and would push the others out. */
const MAX_TEXT = 64 * 1024;

/**
 * A pure function of a text that keeps what it gave: templates and releases ask the same again and again.
 *
 * @param compute must give what nobody changes
 * @param weight as for {@link TextCache}
 */
export function memoize<T>(compute: (text: string) => T, weight = 0): (text: string) => T {
  const kept = new TextCache<T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (text.length > MAX_TEXT) return compute(text);
    const own = detach(text);
    return kept.set(own, compute(own), weight);
  };
}

/** The same text for itself alone: a part of a text keeps the whole of it in memory, which may be a large file. */
const detach = (text: string): string => ` ${text}`.slice(1);
