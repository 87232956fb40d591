import { readFile } from 'node:fs/promises';

/** Reads a file of the machine, relative to the working directory. */
export const readFromDisk = (path: string): Promise<Uint8Array> => readFile(path);
