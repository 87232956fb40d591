import { GoInt, GoObject, isGoMap, kindName } from '../../go/value.ts';
import { suggest } from '../../problem/suggest.ts';
import { Values } from './objects/values.ts';
import type { Node } from './parse/nodes.ts';
import { printNode } from './parse/print-node.ts';
import type { ExecFault } from './run/fault.ts';
import type { Val } from './run/frame.ts';

/** What is wrong, and what to write instead. */
export interface Explanation {
  readonly message: string;
  readonly hint?: string;
}

/** Explains an error of Go's executor to the author of a chart or of values. The message contains Go's own. */
export function explain(fault: ExecFault, text: string): Explanation {
  return explainField(fault, text) ?? explainArgument(fault, text) ?? explainWords(text);
}

/** Reading a field of a missing value, or of a value without fields. */
function explainField({ field }: ExecFault, text: string): Explanation | undefined {
  if (!field) return undefined;
  const { names, failed } = field;
  const name = names[failed] as string;
  const prefix = operandPrefix(field.operand);
  const of =
    prefix +
      names
        .slice(0, failed)
        .map((one) => `.${one}`)
        .join('') || '.';
  const elsewhere = prefix === '' ? hintForRoot(names, failed) : undefined;
  if (text.startsWith('nil pointer')) {
    const near = failed > 0 ? nearKey(field.root as Val, names.slice(0, failed)) : undefined;
    const hint = near
      ? `did you mean ${prefix}${near}?`
      : (elsewhere ?? `set it, or write (${of}).${name}, which is empty where it is not set`);
    return { message: `cannot read field ${name} of ${of}: ${of} is not set (${text})`, hint };
  }
  const value = walk(field.root as Val, names.slice(0, failed));
  const message = `cannot read field ${name} of ${of}: it is ${describe(value)} (${text})`;
  return elsewhere === undefined ? { message } : { message, hint: elsewhere };
}

/** What the root has in every template. */
const ROOT = new Set(['Values', 'Release', 'Chart', 'Capabilities', 'Files', 'Template', 'Subcharts']);

/** Advice where `.` has no such field, because it is not the root. */
function hintForRoot(names: readonly string[], failed: number): string | undefined {
  const [first = ''] = names;
  if (failed > 1 || !ROOT.has(first)) return undefined;
  const whole = names.map((one) => `.${one}`).join('');
  return `. is not the root here, but what range, with or include set: write $${whole}, or include with the root`;
}

/** What precedes the names: `$`, `$x`, `(…)`. */
function operandPrefix(node: Node): string {
  if (node.kind === 'variable') return node.name;
  if (node.kind !== 'chain') return '';
  return node.node.kind === 'pipe' ? `(${printNode(node.node)})` : printNode(node.node);
}

/** An argument or a value of a wrong type. */
function explainArgument({ site }: ExecFault, text: string): Explanation | undefined {
  const match = /^(?:wrong type for value; expected ([^;]*); got (.*)|invalid value; expected (.*))$/.exec(text);
  if (!match) return undefined;
  const [, expected, got, wanted] = match;
  const isPiped = site.node.kind === 'identifier';
  const shown = isPiped ? `the value piped to ${printNode(site.node)}` : printNode(site.node);
  const type = expected ?? wanted ?? '';
  if (got !== undefined && got !== 'interface {}') {
    const hint =
      got === 'float64' && /^int/.test(type)
        ? `numbers of files are float64: write ${isPiped ? `${type} before it` : `(${type} ${shown})`}`
        : undefined;
    return { message: `${shown} is a ${got}; expected a ${type} (${text})`, ...(hint ? { hint } : {}) };
  }
  return { message: `${shown} is not set; expected a ${type} (${text})`, hint: 'set it, or write default before it' };
}

/** Hints for Go's other errors. */
const HINTS: readonly (readonly [words: RegExp, hint: string])[] = [
  [/float64 and int$/, 'numbers of files are float64, constants int: write (int …), or the constant as 80.0'],
  [/^range can't iterate over/, 'range takes a list, a map, or an integer: (int …) makes one of a number of a file'],
  [/non-comparable type/, 'lists and maps are compared by deepEqual'],
];

function explainWords(text: string): Explanation {
  const hint = HINTS.find(([words]) => words.test(text))?.[1];
  return hint ? { message: text, hint } : { message: text };
}

/** Follows names through maps. */
function walk(root: Val, names: readonly string[]): Val {
  let value = root;
  for (const name of names) {
    const map = value instanceof GoObject ? value.underlying : value;
    value = isGoMap(map) ? map[name] : value instanceof GoObject ? value.field(name) : undefined;
  }
  return value;
}

/** The key that was probably meant by the last name. */
function nearKey(root: Val, names: readonly string[]): string | undefined {
  const holder = walk(root, names.slice(0, -1));
  const map = holder instanceof GoObject ? holder.underlying : holder;
  if (!isGoMap(map)) return undefined;
  const near = suggest(names.at(-1) as string, Object.keys(map));
  return near && [...names.slice(0, -1), near].map((name) => `.${name}`).join('');
}

const KINDS: Readonly<Record<string, string>> = {
  invalid: 'not set',
  string: 'a string',
  bool: 'a boolean',
  float64: 'a number',
  slice: 'a list',
  map: 'a map',
};

function describe(value: Val): string {
  if (value === undefined) return 'not set';
  if (value instanceof GoInt) return 'a number';
  if (value instanceof Values) return 'a map';
  return KINDS[kindName(value)] ?? `a ${kindName(value)}`;
}
