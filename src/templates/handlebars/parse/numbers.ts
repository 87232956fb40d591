import { parseGoInt } from '../../../go/numbers.ts';

/** What Handlebars reads as a name, or as a decimal number, and is meant as a number of Go. */
const LOOKS_LIKE_NUMBER = /^[+-]?[0-9](?:[\w.]|(?<=[\d.]e)-)*$/i;
const FLOAT = /^-?\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?(?:e[+-]?\d+)?$/i;

/** Whether a source is meant as a number. */
export const isNumberLiteral = (source: string): boolean => LOOKS_LIKE_NUMBER.test(source);

/**
 * A number as Go templates write it: `0x1F`, `0o17`, `017`, `0b1`, `1_000`, `1e3`.
 *
 * @returns all of its digits in decimal; undefined for what Go refuses: what is not a number, or beyond int64
 */
export function readNumber(source: string): string | undefined {
  const integer = parseGoInt(source);
  if (integer !== undefined) return integer.toString();
  if (/^-?\d[\d_]*$/.test(source) || !FLOAT.test(source)) return undefined;
  const text = source
    .replaceAll('_', '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/\.(?=e|$)/i, '');
  return Number.isFinite(Number(text)) ? text : undefined;
}
