import { isImmutable, isMap, type Value } from '../../../yaml/value.ts';

/** Immutable values, most of all charts' defaults, that were looked through. */
const plain = new WeakSet<object>();

/** Whether a text in a value, keys too, may be a template. */
export function holdsTemplate(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (typeof value !== 'object' || value === null || plain.has(value)) return false;
  if (Array.isArray(value)) {
    if (value.some(holdsTemplate)) return true;
  } else if (isMap(value)) {
    for (const key in value) if (key.includes('{{') || holdsTemplate(value[key] as Value)) return true;
  }
  if (isImmutable(value)) plain.add(value);
  return false;
}
