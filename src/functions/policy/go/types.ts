import { isEmpty } from '../../../go/reflect.ts';
import { FailError, type GoValue, kindName, typeName } from '../../../go/value.ts';

/** sprig's `default`: the value where it is not empty, else the default. */
export const defaultTo = (fallback: GoValue, ...given: GoValue[]): GoValue =>
  isEmpty(given[0]) ? fallback : (given[0] as GoValue);

/** sprig's `coalesce`: the first argument that is not empty, else nil. */
export const coalesce = (...values: GoValue[]): GoValue => values.find((value) => !isEmpty(value)) ?? null;
/** sprig's `all`: whether no argument is empty. */
export const all = (...values: GoValue[]): boolean => !values.some(isEmpty);
/** sprig's `any`: whether some argument is not empty. */
export const any = (...values: GoValue[]): boolean => values.some((value) => !isEmpty(value));
/** sprig's `ternary`. */
export const ternary = (yes: GoValue, no: GoValue, condition: boolean): GoValue => (condition ? yes : no);

/** Helm's `required`. @throws FailError for nil and an empty string (false and 0 are values) */
export function required(message: string, value: GoValue): GoValue {
  if (value === null || value === '') throw new FailError(message);
  return value;
}

/** sprig's `fail`. @throws FailError always */
export function failWith(message: string): never {
  throw new FailError(message);
}

/** sprig's `typeIs`: whether the type has this name. */
export const typeIs = (type: string, value: GoValue): boolean => typeName(value) === type;

/** sprig's `typeIsLike`: also true for a pointer to the type. */
export const typeIsLike = (type: string, value: GoValue): boolean => {
  const own = typeName(value);
  return own === type || own === `*${type}`;
};

/** sprig's `kindIs`: whether the kind has this name. */
export const kindIs = (kind: string, value: GoValue): boolean => kindName(value) === kind;
