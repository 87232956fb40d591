import type { GoValue } from '../../../go/value.ts';

/**
 * What an expression evaluates to. Go distinguishes two kinds of nil: `undefined` is its invalid reflect.Value (what a
 * pipeline makes of nil; a field of it is invalid again), `null` an interface that holds nil (what a map gives for an
 * unknown key; a field of it is an error).
 */
export type Val = GoValue | undefined;

/** One run of a template: Go's state. */
export interface Frame {
  /** The output so far. */
  out: string;
  dot: Val;
  /** The variables by the slots that the compiler assigned; `$` is the first. */
  readonly slots: Val[];
  readonly engine: Engine;
}

export type Eval = (frame: Frame) => Val;

/** How a statement ended: 0 normally, otherwise with `break` or `continue`. */
export type Step = (frame: Frame) => number;
export const GO_ON = 0;
export const BREAK = 1;
export const CONTINUE = 2;

/** What running templates need from their render. */
export interface Engine {
  /** The template of that name; undefined where none is defined. */
  find(name: string): Runnable | undefined;
  /** Helm's `include`. */
  include(name: string, data: GoValue): string;
  /** Helm's `tpl`. */
  tpl(text: string, data: GoValue): string;
  /** Called before a loop with the number of its iterations. */
  countTurns(turns: number): void;
  countText(length: number): void;
}

/** A template that can be run. */
export interface Runnable {
  /** Its statements, compiled at the first use. */
  readonly body: Step;
}
