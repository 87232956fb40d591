/** The default limit for the strings of a cache, in UTF-16 code units. */
const MAX_KEPT = 1024 * 1024;

/**
 * A cache by strings, within a limit: when it is exceeded, the cache is emptied. Cached values are returned repeatedly,
 * so they must not be changed.
 */
export class TextCache<T> {
  readonly #kept = new Map<string, T>();
  readonly #most: number;
  #size = 0;

  /** @param most the limit for all strings together, in UTF-16 code units */
  constructor(most = MAX_KEPT) {
    this.#most = most;
  }

  get(text: string): T | undefined {
    return this.#kept.get(text);
  }

  /** @param weight the size of the value besides its string, in UTF-16 code units */
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

/** Longer strings seldom repeat, and would displace the others. */
const MAX_TEXT = 64 * 1024;

/**
 * Caches the results of a pure function of a string: templates and releases repeat the same calls.
 *
 * @param compute must return a value that nobody changes
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

/**
 * A copy of a string that shares no memory: a part of a string keeps the whole one in memory, which may be a large
 * file.
 */
export const detach = (text: string): string => ` ${text}`.slice(1);
