/** Why Go's scanner refuses a text. `words.ts` has the words for each. */
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
  | 'unclosed'
  | 'unclosed-bracket'
  | 'unknown-anchor'
  | 'version';

/** A fault of the text, thrown inside `src/yaml` alone: readers of it turn it into a problem. */
export class SyntaxFault extends Error {
  readonly reason: Reason;
  /** Where the reader has to look. */
  readonly offset: number;
  /** The text in question, or what js-yaml says. */
  readonly detail: string;

  constructor(reason: Reason, offset: number, detail = '') {
    super(reason);
    this.reason = reason;
    this.offset = offset;
    this.detail = detail;
  }
}
