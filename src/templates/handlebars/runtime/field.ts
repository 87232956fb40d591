import { ExactNumber } from '../../../yaml/value.ts';

/** A field of a value as templates read it: only own fields, and none of strings. */
export function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (value as Record<string, unknown>)[key];
  // What an object inherits is a function, or `__proto__`; no value is a function.
  const mayInherit = typeof field === 'function' || key === '__proto__';
  return mayInherit && !Object.hasOwn(value, key) ? undefined : field;
}

/** Whether a value has fields: maps and other objects have, and lists have their items by index. */
export const hasFields = (value: unknown, key: string): boolean =>
  Array.isArray(value) ? /^\d+$/.test(key) : typeof value === 'object' && !(value instanceof ExactNumber);
