// Go's package path: names with slashes, whatever the system.

/** The shortest name for the same place; `.` for none. */
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

export function base(path: string): string {
  if (path === '') return '.';
  let end = path.length;
  while (path[end - 1] === '/') end--;
  const trimmed = path.slice(0, end);
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

export const dir = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1));
export function ext(path: string): string {
  const point = path.lastIndexOf('.');
  return point > path.lastIndexOf('/') ? path.slice(point) : '';
}
export const isAbs = (path: string): boolean => path.startsWith('/');
