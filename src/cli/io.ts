/** Everything that a run uses of its process: injected, so that a test (or a program) can run the CLI. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Reads all of standard input. */
  readonly stdin: () => Promise<string>;
  /** The same as bytes, for an archive; without it, standard input can only be read as a string. */
  readonly stdinBytes?: () => Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** How many threads may work at once; default: as many as the machine has. */
  readonly threads?: number;
  /** Asks the user at the terminal; absent without a terminal. */
  readonly ask?: (question: string) => Promise<string>;
  /** A clock in milliseconds since the process began; default: the clock of the process. */
  readonly now?: () => number;
  /** Reports what begins and may take long: shown on a terminal while it lasts. */
  readonly begin?: (what: string) => void;
  /** Reports a fact of the run, for `--verbose`. */
  readonly note?: (fact: string) => void;
  /** Whether nothing is to be shown but errors and what the command is for: `--quiet`. */
  readonly isQuiet?: boolean;
}

export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
