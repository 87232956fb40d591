import { readBounded } from '../problem/read-bounded.ts';

/** Reads a file of the machine, relative to the working directory. */
export const readFromDisk = async (path: string): Promise<Uint8Array> => readBounded(path);
