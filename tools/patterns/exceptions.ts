/** Places whose regular expressions may take quadratic time, and why that does no harm. */
export const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['src/go/semver.ts', 'a constraint has at most 512 characters'],
]);
