import type { Path } from '../../../problem/path.ts';
import type { ValueMap } from '../../../yaml/value.ts';
import type { Place, Report, Visit } from '../../rule.ts';
import { flag, has, list, maps, text } from '../read.ts';

/** One line of the API server's validation: a field, and the state of its object in which the field is wrong. */
export interface Constraint {
  /** Reported where it is given; without it, the object as a whole is. */
  readonly field?: string;
  readonly when: (node: ValueMap, place: Place) => boolean;
  readonly message: string;
  readonly hint?: string;
}

/** Constraints by the types of openapi.json. */
export type ConstraintTable = Readonly<Record<string, readonly Constraint[]>>;

/** Visits that check the constraints of a table. */
export const visitConstraints = (table: ConstraintTable): Record<string, Visit> =>
  Object.fromEntries(
    Object.entries(table).map(([type, constraints]): [string, Visit] => [
      type,
      (node, report, place) => {
        for (const { field, when, message, hint } of constraints)
          if ((field === undefined || isFilled(node, field)) && when(node, place))
            report(field === undefined ? [] : [field], message, hint);
      },
    ]),
  );

/**
 * Whether a field has another value than Go's zero value: to the server, an empty string, list or 0 counts as missing.
 */
export function isFilled(node: ValueMap | undefined, field: string): boolean {
  if (!node || !has(node, field)) return false;
  const value = node[field];
  return value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0);
}

export const isTrue = (node: ValueMap | undefined, field: string): boolean => flag(node, field) === true;

/** The field's string, or what the server fills in. */
export const textOr = (node: ValueMap | undefined, field: string, fallback: string): string =>
  text(node, field) || fallback;

/** Reports items of a list that have the same key. */
export function reportRepeats(
  node: ValueMap | undefined,
  field: string,
  keyOf: (item: ValueMap) => string | undefined,
  message: (key: string) => string,
  report: Report,
  below: Path = [],
): void {
  const seen = new Set<string>();
  for (const [index, item] of maps(node, field)) {
    const key = keyOf(item);
    if (key === undefined) continue;
    if (seen.has(key)) report([...below, field, index], message(key));
    seen.add(key);
  }
}

/** Reports strings that a list contains twice. */
export function reportRepeatedTexts(node: ValueMap, field: string, what: string, report: Report): void {
  const seen = new Set<unknown>();
  list(node, field).forEach((item, index) => {
    const value = item ?? '';
    if (typeof value !== 'string') return;
    if (seen.has(value)) report([field, index], `${what} ${JSON.stringify(value)} is given twice`);
    seen.add(value);
  });
}

/** Reports which fields of a choice are superfluous, or that none is set. */
export function requireOne(
  node: ValueMap,
  fields: readonly string[],
  what: string,
  report: Report,
  below: Path = [],
): void {
  const given = fields.filter((field) => isFilled(node, field));
  if (given.length === 0) report(below, `${what} needs one of ${fields.join(', ')}`);
  const [, second] = given;
  if (second !== undefined) report([...below, second], `${what} takes one of ${given.join(', ')}, not several`);
}
