import { GoObject } from '../value.ts';

/** One verb of a format string with its flags, such as `%-5.2f`. */
export interface Verb {
  readonly flags: ReadonlySet<string>;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
  /**
   * Set for `%+v` (names of fields) and `%#v` (Go syntax), where these flags have another meaning than for other verbs.
   */
  readonly detail?: '+' | '#';
}

/**
 * A value that formats itself for each verb, as Go's `fmt.Formatter` does. The policy of the Handlebars language wraps
 * its numbers in it.
 */
export abstract class GoFormatter extends GoObject {
  /** @returns the padded string; undefined where the value has no such verb */
  abstract formatVerb(spec: Verb): string | undefined;
}

/** Pads to a width in characters. Go pads strings with zeros, too, if the flag asks for it. */
export function pad(text: string, { flags, width = 0 }: Verb, noZeros = false): string {
  if (width === 0) return text;
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.has('-')) return text + ' '.repeat(missing);
  return (flags.has('0') && !noZeros ? '0' : ' ').repeat(missing) + text;
}

/** Pads a number: zeros go between the sign and the digits, blanks before the sign. */
export function padNumber(negative: boolean, digits: string, spec: Verb, noZeros: boolean): string {
  const { flags, width = 0 } = spec;
  const sign = negative ? '-' : flags.has('+') ? '+' : flags.has(' ') ? ' ' : '';
  if (flags.has('0') && !flags.has('-') && !noZeros) return sign + digits.padStart(width - sign.length, '0');
  return pad(sign + digits, spec, true);
}
