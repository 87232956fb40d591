/** The way to a value: map keys as strings, list positions as numbers. */
export type Path = readonly (string | number)[];

/**
 * A path as `--set` spells it: `kdaemon.args[0]`, with the characters that its grammar gives a meaning escaped.
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
 * What is known of a path, or else of the nearest one above it: what is missing has no place of its own, the map that it
 * is missing in has.
 */
export function nearest<T>(path: Path, find: (path: Path) => T | undefined): T | undefined {
  for (let length = path.length; length >= 0; length--) {
    const found = find(path.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}
