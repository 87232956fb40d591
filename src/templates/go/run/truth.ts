import { GoComplex } from '../../../go/complex.ts';
import { GoBytes, GoInt, GoObject } from '../../../go/value.ts';
import type { Val } from './frame.ts';

/** Go's truth: false are nil, false, zero, and what is empty. Structs and pointers are true. */
export function truth(value: Val): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return value !== 0;
    case 'undefined':
      return false;
  }
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof GoInt) return value.value !== 0n;
  if (value instanceof GoBytes) return value.text !== '';
  if (value instanceof GoComplex) return !value.isZero;
  if (value instanceof GoObject) {
    const { underlying } = value;
    return underlying === undefined || truth(underlying);
  }
  for (const _ in value) return true;
  return false;
}
