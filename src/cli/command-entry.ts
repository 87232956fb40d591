import type { Command } from 'commander';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';

/** Makes a command, which hands over what it did. */
export type MakeCommand = (io: Io, done: (outcome: Outcome) => void) => Command;

/** A command by its name, loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** Helm's other names of it. */
  readonly aliases?: readonly string[];
  /** How it is called. */
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<MakeCommand>;
  /** The exit code when it could not run at all, where that is not 1. */
  readonly failure?: number;
  /** Whether it is only for scripts, so that no help lists it. */
  readonly hidden?: boolean;
}
