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
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

export const dir = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1));
export const ext = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? '';
export const isAbs = (path: string): boolean => path.startsWith('/');
