import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import type { Value, ValueMap } from '../yaml/value.ts';

/** One source of values, read completely: {@link evaluate} merges them in order of precedence. */
export type Source = FileSource | FlagSource;

/** A values file, a platform, or values from a program. Never changed, so it can be used for any number of runs. */
export interface FileSource {
  readonly kind: 'file';
  /** As the user named it; `-` is standard input. */
  readonly name: string;
  readonly values: ValueMap;
  /**
   * The place in the file where a value is set; with an offset, the place of that character of the string. Absent for
   * values that do not come from a file.
   */
  readonly locate?: (path: Path, offset?: number) => Pick<Where, 'line' | 'column' | 'source'> | undefined;
}

/** One flag of the `--set` family. */
export interface FlagSource {
  readonly kind: 'flag';
  readonly flag: SetFlag;
  readonly text: string;
  /** Its position among the flags of this name, from 1 on. */
  readonly position: number;
  /** For `--set-file`: the content of the named files, in the order of their names in the text. */
  readonly reads?: readonly FileRead[];
}

/** In the order in which Helm applies them. */
export const SET_FLAGS = ['--set-json', '--set', '--set-string', '--set-file', '--set-literal'] as const;

/** The name of a flag of the `--set` family. */
export type SetFlag = (typeof SET_FLAGS)[number];

/**
 * The type of an integer of `--set`: a number like any other, or with `kinds` a `SetInteger`, which a template language
 * with kinds of numbers reads as an int64.
 */
export type Integers = 'plain' | 'kinds';

/** The content of a file, or Helm's message for why there is none. */
export type FileRead = { readonly text: string } | { readonly error: string };

/** The result of one source. */
export interface Step {
  readonly source: Source;
  /** What a flag set, in order; a file, or `--set-json` with a whole object, has `map` instead. */
  readonly writes: readonly Write[];
  readonly map?: ValueMap;
  /** Where a flag created a map or a list, even if it stayed empty. */
  readonly made?: readonly Made[];
  /** The parts of the flag's text that Helm skips. */
  readonly ignored?: readonly Ignored[];
}

/** A new map or list. */
export interface Made {
  readonly path: Path;
  /** The offset of its key in the flag's text. */
  readonly start: number;
}

/** A part of a flag's text that sets nothing, though Helm accepts it. */
export interface Ignored {
  /** The text ends before the value, or a value has no key. */
  readonly why: 'end' | 'no-key';
  /** The offset of its key. */
  readonly start: number;
}

/** A write of a flag. Offsets are in UTF-16 code units of its text. */
export interface Write {
  readonly path: Path;
  /** The offset of its key. */
  readonly start: number;
  /** The offset of its value. */
  readonly value: number;
  /** The offset after its value. */
  readonly end: number;
  readonly set: Value;
}
