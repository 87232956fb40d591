import { type GoValue, int64 } from '../../../go/value.ts';
import { type Thaw as Copier, createThaw as createCopier, type ScalarValue } from '../../../yaml/thaw.ts';
import { ExactNumber, SetInteger } from '../../../yaml/value.ts';
import type { Shared } from '../../language.ts';

/** Values as Go's templates see them: see {@link createThaw}. */
export type Thaw = Copier<GoValue>;

/**
 * Creates a graph of values that functions may change, with Helm's sharing. Numbers of files are float64, integers of
 * `--set` int64.
 *
 * @param shared the containers that Helm shares between several places; all others are copied for each place
 */
export const createThaw = (shared: Shared): Thaw => createCopier(shared, toGo);

function toGo(value: ScalarValue): GoValue {
  if (!(value instanceof ExactNumber)) return value ?? null;
  return value instanceof SetInteger ? int64(BigInt(value.text)) : value.valueOf();
}
