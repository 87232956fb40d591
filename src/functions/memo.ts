/** Texts longer than this are seldom met twice, and would push the others out. */
const MAX_TEXT = 64 * 1024;
/** UTF-16 code units of all texts that are kept. */
const MAX_KEPT = 1024 * 1024;

/**
 * A pure function of a text that keeps what it gave: templates and releases ask the same again and again. Within
 * bounds: when too much is kept, all of it is forgotten.
 *
 * @param compute must give what nobody changes
 * @param weight what a result takes beside its text, in UTF-16 code units
 */
export function memoize<T>(compute: (text: string) => T, weight = 0): (text: string) => T {
  const kept = new Map<string, T>();
  let size = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (text.length > MAX_TEXT) return compute(text);
    const own = detach(text);
    const result = compute(own);
    size += text.length + weight;
    if (size > MAX_KEPT) {
      kept.clear();
      size = text.length + weight;
    }
    kept.set(own, result);
    return result;
  };
}

/** The same text for itself alone: a part of a text keeps the whole of it in memory, which may be a large file. */
const detach = (text: string): string => ` ${text}`.slice(1);
