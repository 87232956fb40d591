import type { Render } from './render.ts';

/** What a template is called with beside its context: what its helpers ask. */
export interface Frame {
  readonly root: object;
  readonly render: Render;
  /** The template's file, for problems. */
  readonly file: string;
}

/** The keywords of a call. */
export type Keywords = Readonly<Record<string, unknown>>;

/** What a helper does with its arguments and keywords. */
export type Run = (args: unknown[], frame: Frame, keywords: Keywords) => unknown;

/** A helper as generated code calls it, with the place of the call: see `unpackPlace`. */
export type Helper = (frame: Frame, place: number, args: unknown[], keywords?: Keywords) => unknown;
