/** The path of a value: map keys as strings, list positions as numbers. */
export type Path = readonly (string | number)[];

/**
 * A path as in `--set`: `kdaemon.args[0]`, with escapes for the characters that have a meaning in its grammar.
 *
 * @returns the spelling; empty for the root.
 */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += (text === '' ? '' : '.') + step.replace(/[\\.,=[\]]/g, '\\$&');
  }
  return text;
}

/**
 * The result of `find` for a path, or else for its nearest container with one: a missing value has no place, but its
 * map has one.
 */
export function nearest<T>(path: Path, find: (path: Path) => T | undefined): T | undefined {
  for (let length = path.length; length >= 0; length--) {
    const found = find(path.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}
