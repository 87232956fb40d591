import { isMap, type ValueMap } from '../../yaml/value.ts';
import type { ObjectRule, Report, Visit } from '../rule.ts';
import { quote } from '../words.ts';
import type { Format } from './names.ts';

/** Fields by type: the format that their strings must have, and what they are in a sentence. */
export type FormatTable = Readonly<Record<string, Readonly<Record<string, readonly [format: Format, what: string]>>>>;

/** Visits that check the fields of a table for their formats; another rule reports empty strings. */
export const visitFormats = (table: FormatTable): Record<string, Visit> =>
  Object.fromEntries(
    Object.entries(table).map(([type, fields]): [string, Visit] => [
      type,
      (node, report, { minor }) => {
        for (const field in fields) {
          const [format, what] = fields[field] as readonly [Format, string];
          const value = node[field];
          if (typeof value === 'string') checkText(value, (text) => format(text, minor), what, report, [field]);
          else if (Array.isArray(value)) {
            value.forEach((item, index) => {
              // Go reads null as an empty string, and an empty string in a list is an item.
              const fault = typeof item === 'string' || item === null ? format(item ?? '', minor) : undefined;
              if (fault !== undefined)
                report([field, index], `${quote(String(item ?? ''))} cannot be ${what}: it ${fault}`);
            });
          }
        }
      },
    ]),
  );

export function checkText(
  text: string,
  format: Format,
  what: string,
  report: Report,
  below: readonly (string | number)[],
): void {
  const fault = text === '' ? undefined : format(text);
  if (fault !== undefined) report(below, `${quote(text)} cannot be ${what}: it ${fault}`);
}

/** Several tables of visits as one: where two have the same type, both are made. */
export function merge(...tables: readonly ObjectRule['visit'][]): Record<string, Visit> {
  const merged: Record<string, Visit> = {};
  for (const table of tables) {
    for (const [type, visit] of Object.entries(table)) {
      const before = merged[type];
      merged[type] = before ? both(before, visit) : visit;
    }
  }
  return merged;
}

const both =
  (first: Visit, second: Visit): Visit =>
  (node, report, place) => {
    first(node, report, place);
    second(node, report, place);
  };

/** The map at the end of a path through maps, if there is one. */
export function dig(node: ValueMap, ...fields: readonly string[]): ValueMap | undefined {
  let current: ValueMap = node;
  for (const field of fields) {
    const next = current[field];
    if (!isMap(next)) return undefined;
    current = next;
  }
  return current;
}
