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
