/** Why Go's scanner refuses a text. `words.ts` has the message for each. */
export type Reason =
  | 'after-quote'
  | 'alias'
  | 'aliases'
  | 'anchor'
  | 'big-key'
  | 'binary'
  | 'block-header'
  | 'character'
  | 'colon'
  | 'comma'
  | 'complex-key'
  | 'continued'
  | 'dash'
  | 'dash-in-flow'
  | 'directive'
  | 'document-end'
  | 'escape'
  | 'flow-colon'
  | 'flow-key'
  | 'forbidden'
  | 'itself'
  | 'key'
  | 'long-key'
  | 'merge'
  | 'null-key'
  | 'number'
  | 'question'
  | 'question-in-flow'
  | 'separator'
  | 'structure'
  | 'tab'
  | 'tag'
  | 'tagged'
  | 'too-many'
  | 'unclosed'
  | 'unclosed-bracket'
  | 'unknown-anchor'
  | 'version';

/** An error in the text, thrown only inside `src/yaml`: readers convert it to a problem. */
export class SyntaxFault extends Error {
  readonly reason: Reason;
  /** The place in the text, in UTF-16 code units. */
  readonly offset: number;
  /** The part of the text concerned, or the message of js-yaml. */
  readonly detail: string;

  constructor(reason: Reason, offset: number, detail = '') {
    super(reason);
    this.reason = reason;
    this.offset = offset;
    this.detail = detail;
  }
}
