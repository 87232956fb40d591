/** What can be written at a place of the command line. */
export interface Candidate {
  readonly text: string;
  /** One line, which some shells show next to it. */
  readonly description?: string;
}

/** Candidates, and what the shell adds to them by itself. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether names of files can be written there, too. */
  readonly files?: boolean;
}
