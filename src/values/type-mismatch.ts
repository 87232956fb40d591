import type { Path } from '../problem/path.ts';
import type { Value } from '../yaml/value.ts';

/** A value that is not a map is set where the values of a subchart belong. */
export class TypeMismatch extends Error {
  override readonly name = 'TypeMismatch';
  readonly path: Path;
  readonly value: Value;

  constructor(path: Path, value: Value) {
    super(`the values of ${path.at(-1)} are not a map`);
    this.path = path;
    this.value = value;
  }
}
