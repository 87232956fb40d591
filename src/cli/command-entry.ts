import type { Command } from 'commander';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';

/** Creates a command, which passes its outcome to a callback. */
export type MakeCommand = (io: Io, done: (outcome: Outcome) => void) => Command;

/** A command by its name, loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** Helm's other names for it. */
  readonly aliases?: readonly string[];
  /** Its arguments in the help. */
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<MakeCommand>;
  /** The exit code when it could not run at all; default: 1. */
  readonly failure?: number;
  /** Whether it is only for scripts, and not listed in the help. */
  readonly hidden?: boolean;
}
