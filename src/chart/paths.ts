import { clean } from '../go/paths.ts';

/**
 * Joins the parts of a path with `/`, without `.` and `..` in between: names for problems, and places outside of a file
 * system. (Node's `path.join`, without Node.)
 */
export function locateUnder(...parts: readonly string[]): string {
  const joined = clean(parts.filter((part) => part !== '').join('/'));
  return joined === '.' ? '' : joined;
}
