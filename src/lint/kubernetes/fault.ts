import type { Path } from '../../problem/path.ts';
import type { Value } from '../../yaml/value.ts';

/** Where an object does not have the form of its kind. */
export type Fault = UnknownKind | UnknownField | WrongType | Missing | Unsupported | NoQuantity;

export interface UnknownKind {
  readonly kind: 'unknown-kind';
  readonly path: Path;
  readonly apiVersion: string;
  readonly name: string;
  /** The kinds that there are, as `apiVersion/kind`. */
  readonly known: Iterable<string>;
}

export interface UnknownField {
  readonly kind: 'unknown-field';
  readonly path: Path;
  readonly field: string;
  /** The type that does not have it. */
  readonly type: string;
  readonly known: readonly string[];
}

export interface WrongType {
  readonly kind: 'type';
  readonly path: Path;
  readonly value: Value;
  /** A word of openapi.json, or `map` or `list`. */
  readonly expected: string;
}

export interface Missing {
  readonly kind: 'required';
  readonly path: Path;
  readonly field: string;
  readonly type: string;
}

export interface Unsupported {
  readonly kind: 'enum';
  readonly path: Path;
  readonly value: string;
  readonly words: readonly string[];
}

export interface NoQuantity {
  readonly kind: 'quantity';
  readonly path: Path;
  readonly text: string;
}
