import type { Render } from './render.ts';
import type { hbs } from './syntax.ts';

/** What the engine hands down through Handlebars' data frames; helpers find the render that calls them here. */
export interface Frame {
  readonly root: object;
  readonly render: Render;
  /** The template's file, for problems. */
  readonly file: string;
  readonly [name: string]: unknown;
}

/** What Handlebars hands to a helper behind its arguments. */
export interface HelperOptions {
  readonly name: string;
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: Frame;
  readonly loc: hbs.Location;
  fn(context: unknown, options?: { data?: object; blockParams?: unknown[] }): string;
  inverse(context: unknown, options?: object): string;
}

export type Helper = (this: unknown, ...args: never[]) => unknown;
