import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import type { Value, ValueMap } from '../yaml/value.ts';

/** One place that values come from, read and ready: what {@link evaluate} puts together, in the order of precedence. */
export type Source = FileSource | FlagSource;

/** A values file, a platform, or values that a program gives. Never changed, so it serves any number of runs. */
export interface FileSource {
  readonly kind: 'file';
  /** As the user named it; `-` is standard input. */
  readonly name: string;
  readonly values: ValueMap;
  /**
   * Where in the text a value is set; with an offset, the place of that character of the text that the value is. Absent
   * for values that were no text.
   */
  readonly locate?: (path: Path, offset?: number) => Pick<Where, 'line' | 'column' | 'source'> | undefined;
}

export interface FlagSource {
  readonly kind: 'flag';
  readonly flag: SetFlag;
  readonly text: string;
  /** 1-based, among the flags of this name. */
  readonly position: number;
  /** For `--set-file`: what the named files hold, in the order in which the text names them. */
  readonly reads?: readonly FileRead[];
}

/** In the order in which Helm applies them. */
export const SET_FLAGS = ['--set-json', '--set', '--set-string', '--set-file', '--set-literal'] as const;

export type SetFlag = (typeof SET_FLAGS)[number];

/**
 * What an integer of `--set` is: a number like any other, or with `kinds` a `SetInteger`, which a template language with
 * kinds of numbers takes for an int64.
 */
export type Integers = 'plain' | 'kinds';

/** A file's text, or why there is none, in Helm's words. */
export type FileRead = { readonly text: string } | { readonly error: string };

/** What became of one source. */
export interface Step {
  readonly source: Source;
  /** What a flag set, in order; for a file, or for `--set-json` with a whole object, `map` has it instead. */
  readonly writes: readonly Write[];
  readonly map?: ValueMap;
  /** Where a flag began a map or a list, whether or not something came into it. */
  readonly made?: readonly Made[];
  /** What Helm passes over in the flag's text. */
  readonly ignored?: readonly Ignored[];
}

/** A map or list that was not there before. */
export interface Made {
  readonly path: Path;
  /** Where in the flag's text its key begins. */
  readonly start: number;
}

/** A part of a flag's text that sets nothing, though Helm accepts it. */
export interface Ignored {
  /** The text ends before the value, or there is a value without a key. */
  readonly why: 'end' | 'no-key';
  /** Where its key begins. */
  readonly start: number;
}

/** Where a flag's text sets something. Offsets are UTF-16 units of the text. */
export interface Write {
  readonly path: Path;
  /** Where its key begins. */
  readonly start: number;
  /** Where its value begins. */
  readonly value: number;
  /** Behind its value. */
  readonly end: number;
  readonly set: Value;
}
