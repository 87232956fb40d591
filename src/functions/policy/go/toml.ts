import { parseToml } from '../../../go/toml/read.ts';
import { writeToml } from '../../../go/toml/write.ts';
import { GoError, type GoMap, type GoValue, newGoMap } from '../../../go/value.ts';
import { timeOf } from './times.ts';

/** Helm's `mustToToml`. @throws GoError for what TOML cannot represent */
export const mustToToml = (value: GoValue): string => writeToml(value);

/** Helm's `toToml`: the message of the error for what TOML cannot represent, which includes nil. */
export function toToml(value: GoValue): string {
  if (value === null) return writeToml(value);
  try {
    return writeToml(value);
  } catch (error) {
    if (error instanceof GoError && !error.message.startsWith('reflect: ')) return error.message;
    throw error;
  }
}

/** Helm's `fromToml`: an error becomes the key `Error` of the map. */
export function fromToml(text: string): GoMap {
  const read = parseToml(text, timeOf);
  return typeof read === 'string' ? newGoMap([['Error', read]]) : read;
}
