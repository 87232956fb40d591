import type { Frame } from './helper.ts';

/** A compiled template: its context and what its helpers ask, to text. */
export type Template = (context: unknown, frame: Frame) => string;

/** What generated code is: a template, once it is given the helpers. */
export type MakeTemplate = (helpers: object) => Template;
