import { ExactNumber } from '../../../yaml/value.ts';

/** What a template finds in a value: own fields alone, and those of texts are none of its business. */
export function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (value as Record<string, unknown>)[key];
  return field === undefined || Object.hasOwn(value, key) ? field : undefined;
}

/** Maps and other objects have fields, and of a list its items are taken by their index. */
export const hasFields = (value: unknown, key: string): boolean =>
  Array.isArray(value) ? /^\d+$/.test(key) : typeof value === 'object' && !(value instanceof ExactNumber);
