import { Regexp, RegexpError } from '../go/regexp/regexp.ts';
import { PatternError } from './validator.ts';

/** A pattern of a schema in Go's syntax, which takes time linear in the string: schemas are untrusted. */
class Pattern {
  readonly #regexp: Regexp;
  readonly #source: string;

  constructor(source: string) {
    this.#regexp = new Regexp(source);
    this.#source = source;
  }

  /** @throws PatternError where the string takes too long */
  test(text: string): boolean {
    try {
      return this.#regexp.find(text) !== undefined;
    } catch (error) {
      if (!(error instanceof RegexpError)) throw error;
      throw new PatternError(`the pattern ${this.#source} cannot be tried: ${error.message}`);
    }
  }

  /** Ajv distinguishes patterns by this string. */
  toString(): string {
    return this.#source;
  }
}

/**
 * A regular expression of a schema, as Helm's library reads it: Go's.
 *
 * @throws RegexpError with Go's message
 */
export function toRegExp(pattern: string): Pattern {
  return new Pattern(pattern);
}

/**
 * The source of a JavaScript regular expression in Unicode mode, for code that is written out: for the patterns of the
 * built-in chart, which use the syntax that both engines share, except for `\s`.
 */
export function toPortable(pattern: string): string {
  let isInClass = false;
  return pattern.replace(/\\.|[[\]]/gs, (found) => {
    if (found === '[') isInClass = true;
    if (found === ']') isInClass = false;
    if (found === '\\s') return isInClass ? BLANKS : `[${BLANKS}]`;
    return found === '\\S' && !isInClass ? `[^${BLANKS}]` : found;
  });
}

/** Go's `\s` is ASCII. */
const BLANKS = '\\t\\n\\f\\r ';
