import { itemsIn } from '../problem/items.ts';
import { formatPath, type Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { quoteForShell } from '../problem/shell.ts';
import { spellingAt } from '../problem/spelling.ts';
import { suggest } from '../problem/suggest.ts';
import { resolvePlain } from '../yaml/resolve.ts';
import { ExactNumber, isMap, type Value } from '../yaml/value.ts';
import type { Fault } from './faults.ts';
import type { SchemaLookup } from './lookup.ts';
import { isAnswer, spell, typesOf } from './words.ts';

/** The input of a hint. */
export interface HintContext {
  readonly fault: Fault;
  /** The value at the fault's path. */
  readonly value: Value | undefined;
  readonly where: Where | undefined;
  readonly lookup: SchemaLookup;
}

/** What to write instead, where that is clear; else the schema's description of the value. */
export function hintFor(context: HintContext): string | undefined {
  const { fault } = context;
  if (fault.key !== undefined) return aboutIt(fault);
  if (UNKNOWN_KEY.has(fault.keyword)) return hintForKey(context);
  return hintForType(context) ?? hintForChoice(context) ?? aboutIt(fault);
}

const UNKNOWN_KEY: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);

/** The key of this map that was probably meant. */
export function nearKey({ fault, lookup }: Pick<HintContext, 'fault' | 'lookup'>): string | undefined {
  return UNKNOWN_KEY.has(fault.keyword) ? suggest(String(fault.path.at(-1)), siblings(fault.path, lookup)) : undefined;
}

const siblings = (path: Path, lookup: SchemaLookup): string[] => lookup.keys(lookup.at(lookup.root, path.slice(0, -1)));

/** The most places to list: more do not help. */
const MAX_PLACES = 3;
const MAX_KEYS = 12;

function hintForKey({ fault, lookup, where }: HintContext): string | undefined {
  const name = String(fault.path.at(-1));
  const above = fault.path.slice(0, -1);
  const near = nearKey({ fault, lookup });
  if (near !== undefined) return `did you mean \`${formatPath([...above, near])}\`?`;
  const places = lookup.placesOf(name);
  const [first] = places;
  if (places.length > 0 && places.length <= MAX_PLACES) {
    return `did you mean ${places.map((place) => `\`${formatPath(place)}\``).join(' or ')}?`;
  }
  const alike = lookup.places().filter((place) => normalize(String(place.at(-1))) === normalize(name));
  if (first === undefined && alike.length === 1 && alike[0] !== undefined)
    return `did you mean \`${formatPath(alike[0])}\`?`;
  if (first !== undefined && siblings(fault.path, lookup).length > MAX_KEYS)
    return `did you mean \`${formatPath(first)}\`? ${places.length - 1} more maps have the key`;
  const nested = [...above, ...name.split('.')];
  if (name.includes('.') && lookup.at(lookup.root, nested).length > 0) {
    const keys = name.split('.');
    const flow = `${keys.join(': {')}: …${'}'.repeat(keys.length - 1)}`;
    return where?.flag
      ? `write ${formatPath(nested)}, without the backslash`
      : `a dot is part of the key here; write ${flow}`;
  }
  const known = siblings(fault.path, lookup);
  if (known.length === 0) return undefined;
  return known.length <= MAX_KEYS
    ? `known here: ${known.join(', ')}`
    : 'leave it out; the values.yaml of the chart lists the parameters';
}

/** A name without the differences between a flag and a parameter: `internal-cidr`, `internalCIDRs`. */
const normalize = (name: string): string =>
  name
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
    .replace(/s$/, '');

function hintForChoice({ fault, value }: HintContext): string | undefined {
  const allowed = (fault.parts ?? [fault]).flatMap(({ params }) => params.allowedValues ?? params.allowedValue ?? []);
  const texts = allowed.filter((item) => typeof item === 'string');
  const near = typeof value === 'string' && texts.length > 1 ? suggest(value, texts) : undefined;
  return near === undefined ? undefined : `did you mean ${spell(near)}?`;
}

function hintForType({ fault, value, where }: HintContext): string | undefined {
  const types = wantedBy(fault);
  const path = formatPath(fault.path);
  const flag = where?.flag?.name;
  if (isMap(value) && where?.flag) {
    const fixed = repathed(fault.path, types, where.flag);
    if (fixed !== undefined) return fixed;
  }
  if (types.has('string') && !types.has('array') && !types.has('object') && isAtom(value)) {
    const raw = spellingOf(value, where);
    if (flag) return `write --set-string ${quoteForShell(`${path}=${raw ?? String(value)}`)}`;
    return raw === undefined ? 'put it in quotes' : `put it in quotes: "${raw}"`;
  }
  if (typeof value === 'string') {
    const fits = (types.has('boolean') && /^(?:true|false)$/.test(value)) || (isNumeric(types) && isNumber(value));
    if (fits) return flag ? `write --set ${quoteForShell(`${path}=${value}`)}` : `write it without quotes: ${value}`;
    if (types.has('boolean')) return 'write true or false, without quotes';
  }
  if (types.has('array') && isScalar(value) && value !== null) {
    const texts = itemsIn(String(value));
    return flag
      ? `write --set ${quoteForShell(`${path}={${texts.map(escapeItem).join(',')}}`)}`
      : `write it as a list${texts.length > 1 ? ', an item for each flag' : ''}: [${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
  }
  if (types.has('array') && isMap(value) && Object.keys(value).length > 0)
    return 'in a list, each item begins with `- `';
  return undefined;
}

/** What is expected in place of a value. Where a map must be empty, another type is. */
function wantedBy(fault: Fault): ReadonlySet<string> {
  if (fault.keyword !== 'maxProperties' || fault.node?.maxProperties !== 0)
    return new Set((fault.parts ?? [fault]).flatMap(typesOf));
  return new Set([fault.node.type ?? []].flat().filter((type) => type !== 'object') as string[]);
}

/** A flag of the `--set` family whose key lacks an index, or the backslash before a dot that is part of a key. */
function repathed(path: Path, types: ReadonlySet<string>, flag: NonNullable<Where['flag']>): string | undefined {
  const name = formatPath(path);
  const rest = flag.text.slice(name.length);
  if (!flag.text.startsWith(name) || !rest.startsWith('.') || /[,{]/.test(flag.text)) return undefined;
  const [key = '', ...value] = rest.split('=');
  const spelled = (text: string) => `write ${flag.name} ${quoteForShell([`${name}${text}`, ...value].join('='))}`;
  if (types.has('array') && !types.has('object')) return `it is a list; ${spelled(`[0]${key}`)}`;
  if (types.has('string')) return `a dot that is part of a key is written \\. ; ${spelled(key.replaceAll('.', '\\.'))}`;
  return undefined;
}

const isScalar = (value: Value | undefined): value is Exclude<Value, Value[] | { [key: string]: Value }> =>
  value !== undefined && !Array.isArray(value) && !isMap(value);

const isAtom = (value: Value | undefined): value is number | boolean | ExactNumber =>
  typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber;

const isNumeric = (types: ReadonlySet<string>): boolean => types.has('number') || types.has('integer');

const isNumber = (text: string): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);

/** The characters that end an item of `{…}` in `--set`. */
const escapeItem = (text: string): string => text.replace(/[\\,{}]/g, '\\$&');

/**
 * How the user wrote a number or a boolean: `1.20` and `0755`, not 1.2 and 493.
 *
 * @returns undefined where that is not known
 */
function spellingOf(value: number | boolean | ExactNumber, where: Where | undefined): string | undefined {
  if (!where?.flag) {
    if (where?.source === undefined) return String(value);
    const spelling = spellingAt(where);
    // The line may be one that the value no longer comes from.
    return spelling === undefined || isSame(resolvePlain(spelling), value) ? spelling : String(value);
  }
  const words = where.flag.text.slice(where.flag.offset ?? 0).match(/[^\s=:,{}[\]]+/g) ?? [];
  return words.slice(0, 2).find((word) => word !== '' && Number(word) === Number(value));
}

const isSame = (a: unknown, b: unknown): boolean => a === b || (a instanceof ExactNumber && String(a) === String(b));

/** The schema's description of a value whose form is wrong. */
function aboutIt(fault: Fault): string | undefined {
  const { keyword, node, parts } = fault;
  if (parts !== undefined || isAnswer(fault) || !DESCRIBED.has(keyword)) return undefined;
  const text = node?.description ?? node?.title;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

const DESCRIBED: ReadonlySet<string> = new Set([
  'pattern',
  'format',
  'not',
  'if',
  'contains',
  'anyOf',
  'oneOf',
  'const',
  'propertyNames',
]);
