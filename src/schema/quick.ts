import { toPortable } from './pattern.ts';
import { WORK_KEYWORD } from './validator.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * Writes a check that only answers yes or no, as source code for the build. Nearly all values are valid and need no
 * more, and the full check is twenty times as large, which each start would pay for. Ajv is not used, because it writes
 * a function and error messages for each place of a schema: here equal schemas share one function.
 *
 * The answer yes is certain. The answer no may be wrong, where a number is too large for a double: the full check then
 * finds out what is wrong, if anything.
 *
 * @param schema of draft 7, without annotations
 * @returns the body of a function of `isMap`, `isImmutable` and `ExactNumber` that returns the check; undefined where the
 *   schema uses something that is unknown here, so that only the full check can answer
 */
export function writeQuickCheck(schema: unknown): string | undefined {
  const writer = new Writer(schema as Schema);
  try {
    const whole = writer.check(schema);
    return `${HELPERS}${writer.lines.join('\n')}\nreturn ${whole};`;
  } catch (error) {
    if (error instanceof UnknownPart) return undefined;
    throw error;
  }
}

/** A part of a schema that the quick check cannot express. */
class UnknownPart extends Error {}

/**
 * Functions that conditions call. JSON Schema counts code points. An immutable map, mostly of a chart's defaults, is
 * checked once, and not for each release.
 */
const HELPERS = `
const isNumber = (value) => typeof value === 'number' || value instanceof ExactNumber;
function lengthOf(text) {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
const valid = new WeakMap();
function holds(map, rules) {
  if (valid.get(map) === rules) return true;
  for (const key in map) {
    if (!rules.keys(key) || !(rules.properties[key] ?? rules.others)(map[key])) return false;
  }
  if (isImmutable(map)) valid.set(map, rules);
  return true;
}
`;

class Writer {
  /** The lines of the module: a line uses only names of lines above it. */
  readonly lines: string[] = [];
  readonly #root: Schema;
  readonly #names = new Map<string, string>();

  constructor(root: Schema) {
    this.#root = root;
  }

  /** The name of the function that checks a part of the schema, shared by all equal parts. */
  check(part: unknown): string {
    const schema = this.#resolve(part);
    return this.#nameOnce('is', JSON.stringify(schema), () => `(value) => ${this.#condition(schema)}`);
  }

  /** The name of the rules for the keys of a map and for their values. */
  rules({ properties = {}, additionalProperties = true, propertyNames = true }: Schema): string {
    const entries = Object.entries(properties as Schema).map(
      ([key, part]) => `${JSON.stringify(key)}: ${this.check(part)}`,
    );
    const table = `{ ${['__proto__: null', ...entries].join(', ')} }`;
    const others = this.check(additionalProperties);
    const text = `{ properties: ${table}, others: ${others}, keys: ${this.check(propertyNames)} }`;
    return this.#nameOnce('rules', text, () => text);
  }

  #nameOnce(kind: string, identity: string, write: () => string): string {
    const known = this.#names.get(identity);
    if (known !== undefined) return known;
    const name = `${kind}${this.#names.size}`;
    this.#names.set(identity, name);
    this.lines.push(`const ${name} = ${write()};`);
    return name;
  }

  #condition(schema: unknown): string {
    if (typeof schema === 'boolean') return String(schema);
    const conditions = Object.entries(schema as Schema).map(([keyword, wanted]) => {
      const write = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      return write ? write(wanted, schema as Schema, this) : refuse(`the keyword ${keyword}`);
    });
    // Keywords that are checked together write the same.
    return [...new Set(conditions)].filter((condition) => condition !== '').join(' && ') || 'true';
  }

  #resolve(part: unknown): unknown {
    const { $ref } = part as Schema;
    if (typeof $ref !== 'string') return part;
    const [, name = ''] = /^#\/definitions\/([^/~%]+)$/.exec($ref) ?? [];
    return (this.#root.definitions as Schema | undefined)?.[name] ?? refuse($ref);
  }
}

type WriteKeyword = (wanted: unknown, schema: Schema, writer: Writer) => string;

const TYPES: Readonly<Record<string, string>> = {
  array: 'Array.isArray(value)',
  boolean: "typeof value === 'boolean'",
  integer: 'isNumber(value) && Number.isInteger(Number(value))',
  null: 'value === null',
  number: 'isNumber(value)',
  object: 'isMap(value)',
  string: "typeof value === 'string'",
};

const either = (conditions: readonly string[]): string => `(${conditions.join(' || ')})`;

/** A keyword that applies only to values of one type. */
const ofEach =
  (type: string, write: (wanted: unknown, writer: Writer) => string): WriteKeyword =>
  (wanted, schema, writer) =>
    schema.type === type ? write(wanted, writer) : either([`!(${TYPES[type]})`, write(wanted, writer)]);

const nothing: WriteKeyword = () => '';

const entries: WriteKeyword = (_, schema, writer) =>
  ofEach('object', () => `holds(value, ${writer.rules(schema)})`)(_, schema, writer);

const KEYWORDS: Readonly<Record<string, WriteKeyword>> = {
  $id: nothing,
  [WORK_KEYWORD]: nothing,
  contentMediaType: nothing,
  definitions: nothing,
  type: (types) => either([types].flat().map((type) => TYPES[String(type)] ?? refuse(`the type ${type}`))),
  enum: (allowed) => either((allowed as unknown[]).map((one) => `value === ${spellScalar(one)}`)),
  allOf: (parts, _, writer) => (parts as unknown[]).map((part) => `${writer.check(part)}(value)`).join(' && '),
  pattern: ofEach('string', (pattern) => `${new RegExp(toPortable(String(pattern)), 'u')}.test(value)`),
  minLength: ofEach('string', (limit) => (limit === 1 ? "value !== ''" : `lengthOf(value) >= ${limit}`)),
  // A string without more code units does not have more code points.
  maxLength: ofEach('string', (limit) => either([`value.length <= ${limit}`, `lengthOf(value) <= ${limit}`])),
  minimum: ofEach('number', (limit) => `value >= ${limit}`),
  maximum: ofEach('number', (limit) => `value <= ${limit}`),
  items: ofEach('array', (items, writer) => `value.every(${writer.check(items)})`),
  maxItems: ofEach('array', (limit) => `value.length <= ${limit}`),
  minProperties: ofEach('object', (limit) => `Object.keys(value).length >= ${limit}`),
  maxProperties: ofEach('object', (limit) => `Object.keys(value).length <= ${limit}`),
  required: ofEach('object', (keys) =>
    (keys as string[]).map((key) => `value[${JSON.stringify(key)}] !== undefined`).join(' && '),
  ),
  properties: entries,
  additionalProperties: entries,
  propertyNames: entries,
};

const spellScalar = (value: unknown): string =>
  typeof value === 'object' && value !== null ? refuse('maps and lists in enum') : JSON.stringify(value);

function refuse(what: string): never {
  throw new UnknownPart(`the quick check of the schema does not know ${what}`);
}
