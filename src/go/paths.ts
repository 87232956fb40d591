// Go's package path: names separated by slashes on every system.

/** Go's `path.Clean`: the shortest equivalent name; `.` for an empty one. */
export function clean(path: string): string {
  const isRooted = path.startsWith('/');
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (!isRooted) steps.push('..');
  }
  return (isRooted ? '/' : '') + steps.join('/') || '.';
}

/** Go's `path.Base`: the last element of a path. */
export function base(path: string): string {
  if (path === '') return '.';
  let end = path.length;
  while (path[end - 1] === '/') end--;
  const trimmed = path.slice(0, end);
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Go's `path.Dir`: all elements except the last. */
export const dir = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1));
/** Go's `path.Ext`: the suffix from the last dot on. */
export function ext(path: string): string {
  const point = path.lastIndexOf('.');
  return point > path.lastIndexOf('/') ? path.slice(point) : '';
}
/** Go's `path.IsAbs`. */
export const isAbs = (path: string): boolean => path.startsWith('/');
