import type { GoInt, GoMap, GoMethod, GoObject, GoType, GoValue } from '../../../go/value.ts';

/** One function of Helm's template language as Go charts call it. */
export interface GoFunction extends GoMethod {
  /** Why two renders may differ. */
  readonly unstable?: 'random' | 'time';
}

/** The values of a parameter by its type: the language checks and converts arguments before the call. */
interface Parameter {
  'interface {}': GoValue;
  string: string;
  bool: boolean;
  int: GoInt;
  int64: GoInt;
  uint32: GoInt;
  float64: number;
  'map[string]interface {}': GoMap | null;
  '[]interface {}': GoValue[] | null;
  'time.Time': GoObject;
  'time.Duration': GoValue;
  '*semver.Version': GoObject | null;
  'sprig.certificate': GoObject;
  'reflect.Value': GoValue;
}

type Arguments<P extends readonly GoType[]> = { -readonly [I in keyof P]: Parameter[P[I]] };

/** Defines a function of exactly these parameters. */
export const takes = <const P extends readonly GoType[]>(
  parameters: P,
  run: (...args: Arguments<P>) => GoValue,
): GoFunction => ({ parameters, run });

/** Defines a function whose last parameter accepts any number of arguments. */
export const takesMore = <const P extends readonly GoType[], const R extends GoType>(
  parameters: P,
  rest: R,
  run: (...args: [...Arguments<P>, ...Parameter[R][]]) => GoValue,
): GoFunction => ({ parameters: [...parameters, rest], variadic: true, run });

/** The same function, marked as one whose result differs in each render. */
export const unstable = (why: 'random' | 'time', definition: GoFunction): GoFunction => ({
  ...definition,
  unstable: why,
});
