import type { Problem } from '../problem/problem.ts';

/** The part of an `AbortSignal` that is read, so that any platform's own will do. */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Throws the reason that the signal was aborted with. */
  throwIfAborted(): void;
}

/** Reads files for a program: from the disk by default. */
export interface Reader {
  /**
   * @param path as the program or a flag names it
   * @throws any error with the reason as its message, where there is no such file
   */
  readonly readFile: (path: string) => Promise<Uint8Array | string>;
  /**
   * Lists the files of a directory and of those in it, by their paths in it with `/`.
   *
   * @returns undefined for what is not a directory, as an archive
   */
  readonly listFiles: (directory: string) => Promise<readonly string[] | undefined>;
  /** Reads values files that are URLs; without it they are refused. */
  readonly fetch?: (url: string) => Promise<Uint8Array | string>;
}

/** What each function of the library takes. */
export interface CommonOptions {
  /** Default: the files of the machine, relative to the working directory. */
  readonly reader?: Reader;
  /** Called with what begins, in words such as `rendering the templates`. */
  readonly progress?: (stage: string) => void;
  /**
   * Stops at the next stage, and between two templates or two cases: the promise is then rejected with the signal's
   * reason.
   */
  readonly signal?: CancelSignal;
}

/** What each function of the library returns: it throws nothing that an input can cause. */
export interface Outcome {
  /** Errors and warnings in the order in which they were found; an error means that the rest is empty. */
  readonly problems: readonly Problem[];
}
