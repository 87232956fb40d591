import { sprint, sprintf, sprintln } from '../../../go/fmt.ts';
import { GoError, type GoMethod, type GoType, type GoValue, typeName } from '../../../go/value.ts';
import type { Val } from '../run/frame.ts';
import { truth } from '../run/truth.ts';
import { eq, ge, gt, le, lt, ne } from './compare.ts';
import { escapeHtml, escapeJs, escapeQuery } from './escape.ts';
import { index, len, slice } from './index-slice.ts';

type Run = (...args: never[]) => Val;

/** Only these functions can take and return Go's invalid value. */
const method = (parameters: readonly GoType[], run: Run, variadic = false): GoMethod => ({
  parameters,
  variadic,
  run: run as GoMethod['run'],
});

const VALUE: GoType = 'reflect.Value';
const ANY: GoType = 'interface {}';

/** Go's evalArgs: one string as it is, everything else as `print` prints it. */
const textOf = (args: GoValue[]): string => {
  const [first] = args;
  if (args.length === 1 && typeof first === 'string') return first;
  return sprint(...args.map((arg) => (arg === null ? '<no value>' : arg)));
};

const escaper = (write: (text: string) => string): GoMethod =>
  method([ANY], (...args: GoValue[]) => write(textOf(args)), true);

function call(name: string, value: Val): never {
  if (value === undefined || value === null) throw new GoError('call of nil');
  throw new GoError(`non-function ${name} of type ${typeName(value)}`);
}

/** The functions of text/template itself. Those of Helm and sprig that have the same name are called instead. */
export const builtins: Readonly<Record<string, GoMethod>> = {
  // Compiled separately, because they do not evaluate all arguments.
  and: method([VALUE, VALUE], (...args: Val[]) => args.at(-1), true),
  or: method([VALUE, VALUE], (...args: Val[]) => args.at(-1), true),
  not: method([VALUE], (value: Val) => !truth(value)),

  eq: method([VALUE, VALUE], eq, true),
  ne: method([VALUE, VALUE], ne),
  lt: method([VALUE, VALUE], lt),
  le: method([VALUE, VALUE], le),
  gt: method([VALUE, VALUE], gt),
  ge: method([VALUE, VALUE], ge),

  index: method([VALUE, VALUE], index, true),
  slice: method([VALUE, VALUE], slice, true),
  len: method([VALUE], len),
  call: method([VALUE, VALUE], call, true),

  print: method([ANY], sprint, true),
  println: method([ANY], sprintln, true),
  printf: method(['string', ANY], sprintf, true),

  html: escaper(escapeHtml),
  js: escaper(escapeJs),
  urlquery: escaper(escapeQuery),
};
