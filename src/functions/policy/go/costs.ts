import type { GoValue } from '../../../go/value.ts';
import { allocate, spend } from '../../../problem/budget.ts';
import type { GoFunction } from './define.ts';

/** Units of each character and of each element or entry of the arguments of a call, and bytes of each character. */
type Rates = readonly [character: number, element: number, bytes?: number];

/**
 * Functions whose work grows with their arguments. Those that are missing here charge the budget themselves, or look at
 * a part of their arguments only.
 */
const RATES: ReadonlyMap<string, Rates> = new Map<string, Rates>([
  ['toString', [0, 0.5]],
  ...Object.entries<Rates>({
    abbrev: [0.05, 0],
    abbrevboth: [0.05, 0],
    all: [0, 1],
    any: [0, 1],
    append: [0, 0.05],
    b32dec: [0.2, 0, 16],
    b32enc: [0.2, 0, 16],
    b64dec: [0.02, 0, 4],
    b64enc: [0.02, 0, 4],
    base: [0.02, 0],
    camelcase: [1, 0, 60],
    cat: [0.01, 0.5, 2],
    clean: [0.2, 0, 30],
    coalesce: [0, 1],
    compact: [0, 0.2],
    concat: [0, 0.1],
    contains: [0.005, 0],
    default: [0, 0.5],
    dict: [0, 0.5],
    dir: [0.2, 0, 30],
    empty: [0, 1],
    ext: [0.02, 0],
    fromToml: [0.5, 0],
    hasPrefix: [0.001, 0],
    hasSuffix: [0.001, 0],
    indent: [0.02, 0],
    initials: [0.3, 0, 40],
    join: [0, 0.5],
    kebabcase: [1, 0, 8],
    keys: [0, 0.3],
    lower: [0.05, 0, 4],
    nindent: [0.02, 0],
    nospace: [0.05, 0],
    omit: [0, 0.5],
    osBase: [0.02, 0],
    osClean: [0.2, 0, 30],
    osDir: [0.2, 0, 30],
    osExt: [0.02, 0],
    prepend: [0, 0.05],
    quote: [0.02, 0.5],
    regexQuoteMeta: [0.1, 0],
    replace: [0.05, 0],
    reverse: [0, 0.05],
    semver: [0.1, 0],
    semverCompare: [0.5, 0],
    shuffle: [0.5, 0, 16],
    snakecase: [1, 0, 8],
    squote: [0.005, 0.5],
    substr: [0.01, 0],
    swapcase: [1, 0, 40],
    title: [0.3, 0, 20],
    toDecimal: [0.05, 0],
    toStrings: [0, 0.5],
    trim: [0.05, 0],
    trimAll: [0.2, 0],
    trimPrefix: [0.001, 0],
    trimSuffix: [0.001, 0],
    trimall: [0.2, 0],
    trunc: [0.01, 0],
    untitle: [0.3, 0, 20],
    upper: [0.05, 0, 4],
    urlParse: [0.2, 0, 30],
    values: [0, 0.3],
    wrap: [0.5, 0, 20],
    wrapWith: [0.5, 0, 20],
  }),
]);

/**
 * The same function, charged to the budget of the render before each call.
 *
 * @param name its name, with `must` or without it
 */
export function charged(name: string, definition: GoFunction): GoFunction {
  const rates = RATES.get(name) ?? RATES.get(name.replace(/^must(.)/, (_, first: string) => first.toLowerCase()));
  if (rates === undefined) return definition;
  const run = definition.run as (...args: GoValue[]) => GoValue;
  // Nearly all functions have one or two parameters, and a list of arguments takes longer than such a call.
  if (definition.variadic !== true && definition.parameters.length === 1)
    return {
      ...definition,
      run: (value: GoValue) => {
        drawArgument(name, value, rates);
        return run(value);
      },
    };
  if (definition.variadic !== true && definition.parameters.length === 2)
    return {
      ...definition,
      run: (first: GoValue, second: GoValue) => {
        drawArgument(name, first, rates);
        drawArgument(name, second, rates);
        return run(first, second);
      },
    };
  return {
    ...definition,
    run: (...args: GoValue[]) => {
      for (const arg of args) drawArgument(name, arg, rates);
      if (args.length > FEW) spend(args.length * 0.3, name);
      return run(...args);
    },
  };
}

/** Lists of arguments that are longer are made by hostile charts only. */
const FEW = 16;
/** Strings that are shorter are paid for by the statement that they are in. */
const SHORT = 64;

function drawArgument(name: string, value: GoValue, [character, element, bytes]: Rates): void {
  if (typeof value === 'string') {
    if (value.length < SHORT) return;
    spend(value.length * character, name);
    if (bytes !== undefined) allocate(value.length * bytes, name);
  } else if (element > 0 && typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) spend(value.length * element, name);
    else if (Object.getPrototypeOf(value) === null) spend(Object.keys(value).length * element, name);
  }
}
