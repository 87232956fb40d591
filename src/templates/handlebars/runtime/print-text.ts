import { formatValue } from '../../../go/text.ts';
import { toJson } from '../../../yaml/json.ts';
import { isMap, type Value } from '../../../yaml/value.ts';

/** A value inside text: strings unchanged, an empty string for null, maps and lists as JSON (Go prints `map[a:b]`). */
export function printText(value: Value): string {
  if (value === null) return '';
  return Array.isArray(value) || isMap(value) ? toJson(value) : formatValue(value);
}
