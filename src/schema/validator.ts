import type { Options } from 'ajv';

/** The part of Ajv's report of one violation that the translation uses. */
export interface SchemaError {
  readonly keyword: string;
  /** A JSON pointer into the values. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key, for errors of `propertyNames`. */
  readonly propertyName?: string | undefined;
}

/**
 * A schema that values can be checked against. `check` is created by `compileSchema`, or by Ajv when the package is
 * built (standalone code); both are the same function. Nothing else here needs Ajv.
 */
export interface Validator {
  /** The schema itself, for the messages of a problem. Read only when there is one. */
  readonly schema: unknown;
  /** The same without titles, descriptions and defaults, where it is read sooner. */
  readonly terse?: unknown;
  readonly check: Check;
  /** How many schemas it consists of, where it was compiled here. */
  readonly parts?: number;
  /** A faster check: returns true only where `check` does, and may return false where `check` has to decide. */
  readonly accepts?: (values: unknown) => boolean;
}

/** A validation function as Ajv creates it with `allErrors`. */
export interface Check {
  (data: unknown): unknown;
  errors?: readonly SchemaError[] | null | undefined;
}

/** The options with which schemas are compiled, here and when the package is built. */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  // Keywords, formats and combinations without meaning are not an error in Helm, either.
  strict: false,
  // The messages are written here.
  messages: false,
  logger: false,
  // Done separately, for its messages.
  validateSchema: false,
};

/**
 * A schema that applies itself to the same value without end: it causes an overflow, here or when values are checked.
 */
export const ENDLESS = 'the schema refers to itself without end';

/** A pattern of the schema would take too long on a string of the values. */
export class PatternError extends Error {}

/** The keyword that marks a schema whose references lead back to it at once: no value is valid. */
export const ENDLESS_KEYWORD = '$endless';

/**
 * The keyword by which a schema charges the budget for each value that it is applied to: schemas are untrusted, and a
 * small one can apply its parts without end. Its value is the cost of a visit (work.ts).
 */
export const WORK_KEYWORD = '$work';
