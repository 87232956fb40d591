import { ExactNumber, isMap } from '../yaml/value.ts';

/**
 * Go's `text/template.IsTrue`, which is Helm's idea of truth: null, false, zero and whatever is empty (a string, a
 * list, a map) are false, all else is true. A missing value (`undefined`) counts as null.
 */
export function truth(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object') return Boolean(value);
  // A number too small for a double is not zero; one whose digits are all zeros is.
  if (value instanceof ExactNumber) return /[1-9]/.test(value.text.split(/e/i, 1)[0] ?? '');
  if (isMap(value)) for (const _ in value) return true;
  return false;
}
