import type { Frame } from './helper.ts';

/** A compiled template: from its context and its frame to its output. */
export type Template = (context: unknown, frame: Frame) => string;

/** Generated code: a function from the helpers to the template. */
export type MakeTemplate = (helpers: object) => Template;
