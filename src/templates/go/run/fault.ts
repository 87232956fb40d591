import { GoError } from '../../../go/value.ts';
import { ProblemError } from '../../../problem/problem.ts';
import type { Node, Tree } from '../parse/nodes.ts';

/** An expression of a template, which errors name. */
export interface Site {
  readonly tree: Tree;
  readonly node: Node;
}

/** A failed read of a field: the operand, and which of its names could not be read. */
export interface FieldFault {
  readonly operand: Node;
  readonly root: unknown;
  readonly names: readonly string[];
  readonly failed: number;
}

/** An error of execution, as Go's text/template reports it: a message, the expression, and the cause. */
export class ExecFault extends Error {
  override readonly name = 'ExecFault';
  readonly site: Site;
  /** The error of a called function; the message ends with its message. */
  override readonly cause: unknown;
  readonly field: FieldFault | undefined;

  constructor(site: Site, message: string, cause?: unknown, field?: FieldFault) {
    super(message);
    this.site = site;
    this.cause = cause;
    this.field = field;
  }
}

export function raise(site: Site, message: string): never {
  throw new ExecFault(site, message);
}

/**
 * An error of a function that a template called, at the place of the call. What is not an error of Go's (a bug, a stack
 * that is too small) stays as it is.
 */
export function callFault(site: Site, name: string, error: unknown): unknown {
  const isGo = error instanceof ExecFault || error instanceof GoError || error instanceof ProblemError;
  return isGo ? new ExecFault(site, `error calling ${name}: `, error) : error;
}
