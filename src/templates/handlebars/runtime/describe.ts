import { ExactNumber } from '../../../yaml/value.ts';

/** A short description of a value, for messages of templates. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string')
    return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value)}`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'number' || value instanceof ExactNumber ? `the number ${value}` : 'a map';
}
