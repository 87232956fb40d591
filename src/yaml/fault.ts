/** Why Go's scanner refuses a text. `explain.ts` has the words for each. */
export type Reason =
  | 'alias'
  | 'anchor'
  | 'block-header'
  | 'character'
  | 'colon'
  | 'dash'
  | 'dash-in-flow'
  | 'directive'
  | 'document-end'
  | 'escape'
  | 'flow-colon'
  | 'forbidden'
  | 'key'
  | 'question'
  | 'tab'
  | 'tag'
  | 'unclosed'
  | 'unknown-anchor'
  | 'itself'
  | 'aliases'
  | 'merge'
  | 'complex-key'
  | 'null-key'
  | 'big-key'
  | 'number'
  | 'tagged'
  | 'binary'
  | 'separator'
  | 'structure'
  | 'version';

/** A fault of the text, thrown inside `src/yaml` alone: readers of it turn it into a problem. */
export class SyntaxFault extends Error {
  readonly reason: Reason;
  /** Where the reader has to look. */
  readonly offset: number;
  /** Where the scanner stood, or where the construct began, if that tells more. */
  readonly other: number;
  readonly detail: string;

  constructor(reason: Reason, offset: number, other = -1, detail = '') {
    super(reason);
    this.reason = reason;
    this.offset = offset;
    this.other = other;
    this.detail = detail;
  }
}
