/** Nothing computes with more digits than these: BigInt takes quadratic time to read them. */
export const MOST_DIGITS = 5000;

const TOO_LARGE = 10n ** BigInt(MOST_DIGITS);

/**
 * The integer that digits are, after an optional sign. One with more than {@link MOST_DIGITS} digits, zeros at its
 * beginning aside, becomes ±10^5000, which is out of every range, too.
 *
 * @param prefix of the base, as BigInt takes it: `0x`, `0o`, `0b`, or nothing
 */
export function toInteger(text: string, prefix = ''): bigint {
  const isNegative = text.startsWith('-');
  const digits = text.replace(/^[-+]?0*(?=.)/, '');
  const size = digits.length > MOST_DIGITS ? TOO_LARGE : BigInt(prefix + digits);
  return isNegative ? -size : size;
}
