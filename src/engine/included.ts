import { isMap } from '../yaml/value.ts';

/** More than this of one template is a loop over something, whose turns differ. */
const MAX_KEPT = 8;

/**
 * What `include` gave in a release, kept for when the same is asked again: charts ask for names and labels in every
 * object. A template's text follows from its name, its argument and the values, unless it asks for more than these.
 */
export class Included {
  readonly #kept = new Map<string, { readonly arg: unknown; readonly text: string }[]>();
  #extras = 0;

  /** Notes that a template asked for what differs from file to file or from call to call, or did more than print. */
  noteExtra(): void {
    this.#extras++;
  }

  /**
   * @param arg the argument of the call; undefined for the root context
   * @param make renders the template
   */
  text(name: string, arg: unknown, make: () => string): string {
    const kept = this.#kept.get(name) ?? [];
    const known = kept.find((one) => isSame(one.arg, arg));
    if (known) return known.text;
    const before = this.#extras;
    const text = make();
    if (this.#extras === before && kept.length < MAX_KEPT) this.#kept.set(name, [...kept, { arg, text }]);
    return text;
  }
}

/** The same, or maps (such as a call's keywords) of the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && one[key] === other[key]);
}
