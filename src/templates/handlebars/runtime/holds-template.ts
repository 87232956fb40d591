import { isImmutable, isMap, type Value } from '../../../yaml/value.ts';

/** Immutable values, mostly charts' defaults, that have been checked. */
const plain = new WeakSet<object>();

/** Whether a string in a value, including keys, may be a template. */
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
