import type { Options } from 'ajv';

/** What Ajv says about one violation; only what the translation reads. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer into the values. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key in question, for errors of `propertyNames`. */
  readonly propertyName?: string | undefined;
}

/**
 * A schema that values can be checked against. `check` is made by `compileSchema`, or by Ajv when the package
 * is built (standalone code), which is the same function: nothing else here needs Ajv.
 */
export interface Validator {
  /** The schema itself, for the words of a problem. Read only when there is one. */
  readonly schema: unknown;
  readonly check: Check;
  /** Says yes only where `check` does, in a fraction of the time, and no where that is to be asked. */
  readonly accepts?: (values: unknown) => boolean;
}

/** A validation function as Ajv makes them, with `allErrors`. */
export interface Check {
  (data: unknown): unknown;
  errors?: readonly SchemaError[] | null | undefined;
}

/** How schemas are compiled, here and when the package is built. */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  // Keywords, formats and combinations that mean nothing are no error in Helm either.
  strict: false,
  // Sentences are ours to make.
  messages: false,
  logger: false,
  // Done apart, for its words.
  validateSchema: false,
};

/** A schema that asks itself about one and the same value: it shows as an overflow, here or when values are checked. */
export const ENDLESS = 'the schema refers to itself without end';

/** A pattern of the schema that would take too long on a string of the values. */
export class PatternError extends Error {}

/** What a schema says of itself here where its references lead back to it at once: nothing is valid. */
export const ENDLESS_KEYWORD = '$endless';
