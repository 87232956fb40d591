import { formatGo } from '../../../go/fmt.ts';
import { GoObject, type GoValue, typeName } from '../../../go/value.ts';

const isPointer = (value: GoValue): value is GoObject => value instanceof GoObject && value.kind === 'ptr';

/** The type of a value, or of the target of a pointer. */
export const pointeeType = (value: GoValue): string =>
  isPointer(value) ? typeName(value).replace(/^\*/, '') : typeName(value);

/** The result of `%v` for a value, or for the target of a pointer. */
export const formatPointee = (value: GoValue): string =>
  isPointer(value) && value.format() === undefined ? formatGo(value).replace(/^&/, '') : formatGo(value);
