import type { Path } from '../../../problem/path.ts';
import type { Problem, Where } from '../../../problem/problem.ts';
import type { Value } from '../../../yaml/value.ts';
import type { Scope } from '../../common/index.ts';
import type { Host } from '../../go/strings.ts';
import type { Limits } from '../../limits.ts';
import type { Expectation } from './evaluate.ts';

/** The render that a helper is called from. */
export interface Renderer extends Scope, Host {
  readonly root: Scope['root'];
  include: Scope['include'];
  readonly limits: Limits;
  /** Notes the place of a call, which a string that it renders has no other place than. */
  calledAt(file: string, place: number): void;
  /** Notes a value that is read and not set. */
  noteUnset(path: Path, where: Where): void;
  /** Renders a string; `path` is its place in the values, where it is known. */
  tpl(text: string, path?: Path): string;
  warn(problem: Warning): void;
  evaluate(value: Value, expectation?: Expectation, path?: Path): Value;
}

/** A warning of a template. */
export type Warning = Omit<Problem, 'severity' | 'code'> & { readonly code?: Problem['code'] };

/** What a template receives besides its context, for its helpers. */
export interface Frame {
  readonly root: object;
  readonly render: Renderer;
  /** The template's file, for problems. */
  readonly file: string;
}

/** The keywords of a call. */
export type Keywords = Readonly<Record<string, unknown>>;

/** The implementation of a helper. */
export type Run = (args: unknown[], frame: Frame, keywords: Keywords) => unknown;

/** A helper as generated code calls it, with the place of the call: see `unpackPlace`. */
export type Helper = (frame: Frame, place: number, args: unknown[], keywords?: Keywords) => unknown;
