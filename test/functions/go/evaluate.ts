import { fromBytes, rejoin, toBytes } from '../../../src/go/bytes.ts';
import { formatGo, sprint, sprintf, sprintln } from '../../../src/go/fmt.ts';
import {
  elementOf,
  GoError,
  type GoFunction,
  GoObject,
  type GoType,
  type GoValue,
  goFunctions,
  int,
  isGoMap,
  newGoMap,
  nil,
  typeName,
} from './parts.ts';

/**
 * A call as Go templates write it, without a template language: names, literals, parentheses, fields and methods behind
 * parentheses, and statements with `;` between them that assign variables. Arguments are checked by Go's types.
 */
export function evaluate(text: string): GoValue {
  const variables = new Map<string, GoValue>();
  let last: GoValue = null;
  for (const statement of splitStatements(text)) {
    const assignment = /^(\$\w+) := /.exec(statement);
    last = new Reader(assignment ? statement.slice(assignment[0].length) : statement, variables).read();
    if (assignment) variables.set(assignment[1] as string, last);
  }
  return last;
}

export const splitStatements = (text: string): string[] => text.split('; ');

/** An argument; a constant fits more types than a value. */
interface Operand {
  readonly value: GoValue;
  readonly constant?: 'int' | 'float' | 'nil';
}

/** Of text/template's own functions those that print, for the tests of fmt. */
const BUILTIN: Readonly<Record<string, GoFunction>> = {
  print: { parameters: ['interface {}'], variadic: true, run: (...args: GoValue[]) => sprint(...args) },
  printf: {
    parameters: ['string', 'interface {}'],
    variadic: true,
    run: (format: string, ...args: GoValue[]) => rejoin(sprintf(format, ...args)),
  },
  println: { parameters: ['interface {}'], variadic: true, run: (...args: GoValue[]) => sprintln(...args) },
};

const TOKEN =
  /\s*(?:(\()|(\))|("(?:[^"\\]|\\.)*")|(-?\d+\.\d+(?:e[+-]?\d+)?|-?\d+e[+-]?\d+)|(-?\d+)|(\$\w+)|([A-Za-z_]\w*)|\.(\w+))/y;

class Reader {
  readonly #text: string;
  readonly #variables: ReadonlyMap<string, GoValue>;
  #at = 0;

  constructor(text: string, variables: ReadonlyMap<string, GoValue>) {
    this.#text = text;
    this.#variables = variables;
  }

  read(): GoValue {
    const value = this.#command();
    if (this.#at < this.#text.length) throw new Error(`unread: ${this.#text.slice(this.#at)}`);
    return value;
  }

  #next(): RegExpExecArray {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (!match) throw new Error(`unexpected: ${this.#text.slice(this.#at)}`);
    this.#at = TOKEN.lastIndex;
    return match;
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length || this.#text[this.#at] === ')';
  }

  #command(): GoValue {
    const name = /\s*([A-Za-z_]\w*)/y;
    name.lastIndex = this.#at;
    const word = name.exec(this.#text)?.[1];
    if (word !== undefined && !['true', 'false', 'nil'].includes(word)) {
      this.#at = name.lastIndex;
      const definition = (Object.hasOwn(BUILTIN, word) ? BUILTIN[word] : goFunctions[word]) as GoFunction;
      if (!definition) throw new Error(`no function ${word}`);
      return call(definition, this.#arguments());
    }
    return this.#operand(true).value;
  }

  #arguments(): Operand[] {
    const all: Operand[] = [];
    while (!this.#isAtEnd()) all.push(this.#operand(false));
    return all;
  }

  #operand(isFirst: boolean): Operand {
    const [, open, , string, float, whole, variable, word] = this.#next();
    if (string !== undefined) return { value: unquote(string) };
    if (float !== undefined) return { value: Number(float), constant: 'float' };
    if (whole !== undefined) return { value: int(BigInt(whole)), constant: 'int' };
    if (word !== undefined) return word === 'nil' ? { value: null, constant: 'nil' } : { value: word === 'true' };
    let value: GoValue = null;
    if (variable !== undefined) value = this.#variables.get(variable) ?? null;
    else if (open !== undefined) {
      value = this.#command();
      this.#at++;
    }
    while (this.#text[this.#at] === '.') value = this.#member(value, this.#next()[8] as string, isFirst);
    return { value };
  }

  #member(value: GoValue, name: string, isFirst: boolean): GoValue {
    if (value instanceof GoObject) {
      const method = value.method(name);
      if (method) {
        const takesMore = isFirst && this.#text[this.#at] !== '.';
        return call(method, takesMore ? this.#arguments() : []);
      }
      const field = value.field(name);
      if (field !== undefined) return field;
    } else if (isGoMap(value)) return value[name] ?? null;
    throw new GoError(`can't evaluate field ${name}`);
  }
}

function unquote(text: string): string {
  const bytes: number[] = [];
  const short: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };
  for (const [piece, escaped] of text.slice(1, -1).matchAll(/\\(x..|u....|.)|[^\\]+/gs)) {
    if (escaped?.startsWith('x')) bytes.push(Number.parseInt(escaped.slice(1), 16));
    else if (escaped?.startsWith('u'))
      bytes.push(...Buffer.from(String.fromCharCode(Number.parseInt(escaped.slice(1), 16))));
    else bytes.push(...Buffer.from(escaped === undefined ? piece : (short[escaped] as string)));
  }
  return fromBytes(Uint8Array.from(bytes));
}

/** A mistake that Go's text/template finds before the call. */
export class WrongArgument extends Error {}

function call(
  definition: { parameters: readonly GoType[]; variadic?: boolean; run: (...args: never) => GoValue },
  args: Operand[],
): GoValue {
  const { parameters, variadic } = definition;
  const least = variadic ? parameters.length - 1 : parameters.length;
  if (args.length < least || (!variadic && args.length > least)) throw new WrongArgument('wrong number of args');
  const values = args.map((arg, i) => convert(arg, parameters[Math.min(i, parameters.length - 1)] as GoType));
  return definition.run(...(values as never));
}

function convert({ value, constant }: Operand, type: GoType): GoValue {
  const wrong = () => new WrongArgument(`wrong type for value; expected ${type}; got ${typeName(value)}`);
  if (type === 'interface {}' || type === 'reflect.Value') return value;
  if (constant === 'nil') {
    if (type === 'map[string]interface {}') return nil(newGoMap());
    if (type === '[]interface {}') return nil([]);
    if (type.startsWith('*')) return null;
    throw wrong();
  }
  if (type === 'float64' && constant === 'int') return Number((value as { value: bigint }).value);
  if (constant === 'int' && ['int64', 'uint32', 'time.Duration'].includes(type)) {
    if (type === 'uint32' && (value as { value: bigint }).value < 0n) throw wrong();
    return value;
  }
  if (constant === 'float' && type === 'int' && Number.isInteger(value)) return int(value as number);
  if (type === 'map[string]interface {}' && isGoMap(value) && elementOf(value) === 'interface {}') return value;
  if (typeName(value) !== type) throw wrong();
  return value;
}

/** What the recorder's template prints for a call, one character for each byte; or `error: ` and the message. */
export function answerOf(call: string): string {
  try {
    const value = evaluate(call);
    const json = (goFunctions.toJson as GoFunction).run as unknown as (value: GoValue) => string;
    return toBytes(`${typeName(value)}|${formatGo(value)}|${json(value)}`).toString('latin1');
  } catch (error) {
    if (error instanceof WrongArgument) return 'error: type';
    if (!(error instanceof GoError)) throw error;
    return `error: ${error.message.startsWith("can't evaluate") ? 'type' : toBytes(error.message).toString('utf8').trim()}`;
  }
}
