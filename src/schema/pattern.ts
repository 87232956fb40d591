import { Regexp, RegexpError } from '../go/regexp/regexp.ts';
import { PatternError } from './validator.ts';

/** A pattern of a schema, in Go's syntax and in time that is linear in the string: schemas are strangers' text. */
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

  /** What Ajv tells patterns apart by. */
  toString(): string {
    return this.#source;
  }
}

/**
 * A regular expression of a schema, as Helm's library reads it: Go's.
 *
 * @throws RegexpError in Go's words
 */
export function toRegExp(pattern: string): Pattern {
  return new Pattern(pattern);
}

/**
 * The source of a JavaScript regular expression, in Unicode mode, for code that is written out: patterns of the built-in
 * chart, which are in the syntax that both engines share, but for what `\s` means.
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
