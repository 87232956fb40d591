/** An error of parsing a template: Go's message, and the place. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
  /** In UTF-16 code units from the beginning of the file. */
  readonly at: number;
  /** The line in Go's message, 1-based. */
  readonly line: number;
  readonly hint: string | undefined;

  constructor(message: string, at: number, line: number, hint: string | undefined) {
    super(message);
    this.at = at;
    this.line = line;
    this.hint = hint;
  }
}
