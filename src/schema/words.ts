import { formatPath, type Path } from '../problem/path.ts';
import { count, enumerate, nameValue, quoteShort } from '../problem/words.ts';
import { ExactNumber, isMap, type Value } from '../yaml/value.ts';
import type { Fault } from './faults.ts';

/** A sentence about what is wrong. `value` is the value at the fault's path. */
export function describe(fault: Fault, value: Value | undefined): string {
  if (fault.key !== undefined) {
    const expected = fault.keyword === 'propertyNames' ? '' : `: expected ${expectation(fault)}`;
    return `${nameOf(fault.path.slice(0, -1))}: the key ${quoteShort(fault.key)} is not allowed${expected}`;
  }
  const say =
    fault.parts === undefined && Object.hasOwn(SENTENCES, fault.keyword) ? SENTENCES[fault.keyword] : undefined;
  return say ? say(fault, value) : `${nameOf(fault.path)}: expected ${expectation(fault)}, got ${nameValue(value)}`;
}

/** A path as in `--set`, except for an empty key, which `--set` cannot name. */
const spellPath = (path: Path): string => formatPath(path) + (path.at(-1) === '' ? '""' : '');

const nameOf = (path: Path): string => (path.length === 0 ? 'the values' : spellPath(path));

/** What was expected, to be printed after “expected”. */
export function expectation(fault: Fault): string {
  const parts = fault.parts ?? [fault];
  const types = [...new Set(parts.flatMap((part) => typesOf(part)))];
  const phrases = parts.filter((part) => part.keyword !== 'type').map(phrase);
  return enumerate([...new Set([...nameTypes(types), ...phrases])], 'or');
}

/** The types that a fault names as expected. */
export const typesOf = ({ keyword, params }: Fault): string[] =>
  keyword === 'type' ? [params.type].flat().map(String) : [];

/** The names of types, in the order in which they are listed. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

/** Null is omitted next to others: it only means that the value is optional. */
function nameTypes(types: readonly string[]): string[] {
  const wanted = new Set(types);
  if (wanted.size > 1) wanted.delete('null');
  if (wanted.has('number')) wanted.delete('integer');
  const names = Object.keys(TYPES).filter((type) => wanted.has(type));
  return names.map((type) => (type === 'boolean' && names.length > 1 ? 'a boolean' : (TYPES[type] ?? type)));
}

/** A description that answers “expected what?” and is better than any pattern. */
const ANSWER = /^(?:an?|one of|the|text|lower|upper) /;

/** Whether the description of a fault's schema answers “expected what?”. */
export const isAnswer = ({ keyword, node }: Fault): boolean =>
  (keyword === 'pattern' || keyword === 'format') && ANSWER.test(String(node?.description));

function phrase(fault: Fault): string {
  if (isAnswer(fault)) return String(fault.node?.description).replace(/\.$/, '');
  const say = Object.hasOwn(PHRASES, fault.keyword) ? PHRASES[fault.keyword] : undefined;
  return say?.(fault.params) ?? 'something else';
}

type Params = Fault['params'];

const PHRASES: Readonly<Record<string, (params: Params) => string>> = {
  enum: ({ allowedValues }) => choices(Array.isArray(allowedValues) ? allowedValues : []),
  const: ({ allowedValue }) => spell(allowedValue),
  pattern: ({ pattern }) => `a string that matches ${pattern}`,
  format: ({ format }) => FORMATS[String(format)] ?? `a string in the format ${format}`,
  minimum: ({ limit }) => `at least ${limit}`,
  maximum: ({ limit }) => `at most ${limit}`,
  exclusiveMinimum: ({ limit }) => `more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `less than ${limit}`,
  multipleOf: ({ multipleOf }) => `a multiple of ${multipleOf}`,
  minLength: ({ limit }) =>
    limit === 1 ? 'a string that is not empty' : `a string of at least ${count(limit, 'character')}`,
  maxLength: ({ limit }) => (limit === 0 ? 'an empty string' : `a string of at most ${count(limit, 'character')}`),
  minItems: ({ limit }) => (limit === 1 ? 'a list that is not empty' : `a list of at least ${count(limit, 'item')}`),
  maxItems: ({ limit }) => (limit === 0 ? 'an empty list' : `a list of at most ${count(limit, 'item')}`),
  minProperties: ({ limit }) => (limit === 1 ? 'a map that is not empty' : `a map of at least ${count(limit, 'key')}`),
  maxProperties: ({ limit }) => (limit === 0 ? 'an empty map' : `a map of at most ${count(limit, 'key')}`),
  items: ({ limit }) => `a list of at most ${count(limit, 'item')}`,
  additionalItems: ({ limit }) => `a list of at most ${count(limit, 'item')}`,
  unevaluatedItems: ({ limit }) => `a list of at most ${count(limit, 'item')}`,
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'a date such as 2026-01-31',
  time: 'a time such as 12:30:00Z',
  'date-time': 'a date and time such as 2026-01-31T12:30:00Z',
  duration: 'a duration such as P1DT12H',
  email: 'an e-mail address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uri: 'a URL with its scheme',
  'uri-reference': 'a URL',
  uuid: 'a UUID',
  regex: 'a regular expression',
  'json-pointer': 'a JSON pointer',
};

/** Full sentences, for faults that are not about the type of a value. */
const SENTENCES: Readonly<Record<string, (fault: Fault, value: Value | undefined) => string>> = {
  additionalProperties: ({ path }) => `unknown key \`${spellPath(path)}\``,
  unevaluatedProperties: ({ path }) => `unknown key \`${spellPath(path)}\``,
  required: ({ path }) => `\`${formatPath(path)}\` is missing`,
  dependentRequired: ({ path, params }) => `\`${formatPath(path)}\` is missing: ${spell(params.property)} needs it`,
  dependencies: ({ path, params }) => `\`${formatPath(path)}\` is missing: ${spell(params.property)} needs it`,
  uniqueItems: ({ path, params }) => {
    const [first, second] = [Number(params.i), Number(params.j)].sort((a, b) => a - b);
    return `${nameOf(path)}: the items [${first}] and [${second}] are the same`;
  },
  contains: ({ path }) => `${nameOf(path)}: none of its items is what one of them has to be`,
  not: ({ path }, value) => `${nameOf(path)}: ${nameValue(value)} is not allowed here`,
  'false schema': ({ path }) => `\`${formatPath(path)}\` is not allowed here`,
  if: ({ path }) => `${nameOf(path)}: this combination is not allowed`,
  anyOf: ({ path }, value) => `${nameOf(path)}: ${nameValue(value)} has none of the forms it may have`,
  oneOf: ({ path, params }, value) =>
    `${nameOf(path)}: ${nameValue(value)} has ${params.passingSchemas ? 'more than one' : 'none'} of the forms it may have`,
};

/** A value as one would write it in a file. */
export const spell = (value: unknown): string =>
  value instanceof ExactNumber
    ? value.text
    : typeof value === 'string' && /^[A-Za-z][\w./-]*$/.test(value)
      ? value
      : quoteShort(value);

function choices(values: readonly unknown[]): string {
  const wanted = values.length > 1 ? values.filter((value) => value !== null) : values;
  if (wanted.length < 2) return wanted.map(spell).join('');
  const shown =
    wanted.length > 12 ? [...wanted.slice(0, 10).map(spell), `${wanted.length - 10} more`] : wanted.map(spell);
  return `one of ${enumerate(shown, 'or')}`;
}

/** Whether a value is neither a list nor a map. */
export const isScalar = (value: Value | undefined): boolean => !Array.isArray(value) && !isMap(value);
