import { ExactNumber, isMap } from '../yaml/value.ts';

/**
 * Helm's idea of truth, that is Go's `text/template.IsTrue`: null, false, zero and whatever is empty (a string, a list,
 * a map) is false, all else is true. What is missing (`undefined`) is null.
 */
export function truth(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object') return Boolean(value);
  // A number too small for a double is not zero, one with nothing but zeros for digits is.
  if (value instanceof ExactNumber) return /[1-9]/.test(value.text.split(/e/i, 1)[0] ?? '');
  if (isMap(value)) for (const _ in value) return true;
  return false;
}
