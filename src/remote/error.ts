import { fail } from '../problem/problem.ts';
import { redact } from '../problem/redact.ts';

/** Why something could not be fetched: a sentence without the URL, and what to do about it. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly hint: string | undefined;
  /** The status of the answer, where that is the reason. */
  readonly status: number | undefined;

  constructor(message: string, { hint, status }: { hint?: string; status?: number } = {}) {
    super(redact(message));
    this.hint = hint;
    this.status = status;
  }
}

/**
 * Runs a function, and converts its {@link RemoteError} to a problem.
 *
 * @param what could not be done: `cannot fetch https://…`
 * @throws ProblemError `chart`
 */
export async function explain<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const message = `${redact(what)}: ${error.message}`;
    return fail({ code: 'chart', message, ...(error.hint !== undefined && { hint: error.hint }) });
  }
}
