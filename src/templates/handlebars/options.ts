/** The output of `{{x}}`: a YAML node, or (inside strings of the values) the plain string. */
export type Escape = 'yaml' | 'text';

/** The options of the compiler. */
export interface CompileOptions {
  /** The template's file, as the user named it, for problems. */
  readonly file: string;
  readonly escape: Escape;
  /** The helpers that a template may call; nothing else can be called. */
  readonly helpers: ReadonlySet<string>;
  /** Whether the template is rendered with the root context, whose names are known: Values, Release and the others. */
  readonly isRoot?: boolean;
  /** Makes the template print markers of its lines: see `trace/`. */
  readonly marked?: boolean;
}

/** A compiled file. */
export interface Compiled<T> {
  readonly main: T;
  /** The inline templates at the top level of the file, by name. */
  readonly named: ReadonlyMap<string, T>;
}
