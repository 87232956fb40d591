/** A type of CEL. */
export interface Type {
  /** Such as `int` or `list`; of a type parameter, `$` and a name. */
  readonly name: string;
  readonly of: readonly Type[];
  /** Of an object: its fields, and those of the type that it is known as. */
  readonly fields?: ReadonlyMap<string, Type>;
}

/** What type parameters stand for. */
export type Bindings = ReadonlyMap<string, Type>;

export const simple = (name: string): Type => ({ name, of: [] });
export const DYN = simple('dyn');
/** The type of what is wrong already, or not known here: it fits everywhere. */
export const UNSURE = simple('?');
export const listOf = (type: Type): Type => ({ name: 'list', of: [type] });
export const mapOf = (key: Type, value: Type): Type => ({ name: 'map', of: [key, value] });
export const optionalOf = (type: Type): Type => ({ name: 'optional', of: [type] });

export const isParameter = ({ name }: Type): boolean => name.startsWith('$');
export const isDynamic = ({ name }: Type): boolean => name === 'dyn' || name === 'any' || name === '?';

const PRIMITIVE = new Set(['bool', 'bytes', 'double', 'int', 'string', 'uint', 'list', 'map', 'type', 'null']);

/** As messages show a type. */
export const describeType = ({ name, of, fields }: Type): string =>
  name.startsWith('$')
    ? 'dyn'
    : fields
      ? 'object'
      : of.length === 0
        ? name
        : `${name}(${of.map(describeType).join(', ')})`;

/** The type with its parameters replaced by what they stand for. */
export function resolve(type: Type, bindings: Bindings): Type {
  const bound = bindings.get(type.name);
  if (bound) return resolve(bound, bindings);
  return type.of.length === 0 ? type : { ...type, of: type.of.map((one) => resolve(one, bindings)) };
}

/** What the parameters stand for if one type can be used for the other; undefined where it cannot. */
export function assign(left: Type, right: Type, bindings: Bindings): Bindings | undefined {
  const [one, other] = [resolve(left, bindings), resolve(right, bindings)];
  if (isParameter(one) || isParameter(other)) {
    if (one.name === other.name) return bindings;
    const [parameter, type] = isParameter(other) ? [other, one] : [one, other];
    return holds(type, parameter.name) ? undefined : new Map(bindings).set(parameter.name, type);
  }
  if (isDynamic(one) || isDynamic(other)) return generalize(left, one, right, other, bindings);
  if (one.name === 'null' || other.name === 'null')
    return one.name === other.name || !PRIMITIVE.has(one.name === 'null' ? other.name : one.name)
      ? bindings
      : undefined;
  if (one.fields || other.fields) return one.fields === other.fields ? bindings : undefined;
  if (one.name === 'type' && other.name === 'type') return bindings;
  if (one.name !== other.name || one.of.length !== other.of.length) return undefined;
  return assignAll(one.of, other.of, bindings);
}

export function assignAll(left: readonly Type[], right: readonly Type[], bindings: Bindings): Bindings | undefined {
  if (left.length !== right.length) return undefined;
  let current: Bindings | undefined = bindings;
  for (let index = 0; current && index < left.length; index++)
    current = assign(left[index] as Type, right[index] as Type, current);
  return current;
}

/** A parameter that stands for a certain type and meets an uncertain one stands for the uncertain one. */
function generalize(left: Type, one: Type, right: Type, other: Type, bindings: Bindings): Bindings {
  const [loose, parameter, known] = isDynamic(one) ? [one, right, other] : [other, left, one];
  return isParameter(parameter) && !isDynamic(known) ? new Map(bindings).set(parameter.name, loose) : bindings;
}

const holds = (type: Type, name: string): boolean => type.name === name || type.of.some((one) => holds(one, name));

/** Whether the first of two types that fit one another says less than the second. */
export function isLooser(one: Type, other: Type): boolean {
  if (isDynamic(one) || isParameter(one)) return true;
  if (isDynamic(other) || isParameter(other)) return false;
  return one.of.length === other.of.length && one.of.every((type, index) => isLooser(type, other.of[index] as Type));
}

export const isSame = (one: Type, other: Type): boolean =>
  one.fields || other.fields
    ? one.fields === other.fields
    : one.name === other.name &&
      one.of.length === other.of.length &&
      one.of.every((type, index) => isSame(type, other.of[index] as Type));

/**
 * Reads a type as tables write it: `int`, `list(T)`, `map(string, T)`, `{group: string, kind: string}`; a single capital
 * letter is a parameter.
 */
export function readType(text: string): Type {
  const tokens = text.match(/[\w.]+|[(){}:,]/g) ?? [];
  let at = 0;
  const read = (): Type => {
    const name = tokens[at++] ?? '';
    if (name === '{') {
      const fields = new Map<string, Type>();
      while (tokens[at] !== '}') {
        const field = tokens[at] as string;
        at += 2;
        fields.set(field, read());
        if (tokens[at] === ',') at++;
      }
      at++;
      return { name: 'object', of: [], fields };
    }
    const of: Type[] = [];
    if (tokens[at] === '(') {
      do {
        at++;
        of.push(read());
      } while (tokens[at] === ',');
      at++;
    }
    return { name: /^[A-Z]$/.test(name) ? `$${name}` : name, of };
  };
  return read();
}
