import { isAbsolute, relative } from 'node:path';

/** Whether a path is neither a directory nor below it; both are absolute. On another drive of Windows it is outside. */
export const isOutside = (directory: string, path: string): boolean => {
  const way = relative(directory, path);
  return /^\.\.(?:$|[\\/])/.test(way) || isAbsolute(way);
};
