import { itemsIn } from '../../../problem/items.ts';
import { formatPath, type Path } from '../../../problem/path.ts';
import { fail, type Problem, ProblemError, type Where } from '../../../problem/problem.ts';
import { quoteForShell } from '../../../problem/shell.ts';
import { toFlow } from '../../../yaml/flow.ts';
import { describe, findFault } from '../../../yaml/kubernetes-object.ts';
import { readYaml } from '../../../yaml/read.ts';
import { freeze, isMap, newMap, type Value } from '../../../yaml/value.ts';
import type { Escape } from '../options.ts';
import type { HeldStrings } from './held-strings.ts';
import { holdsTemplate } from './holds-template.ts';

/**
 * The expected type of a parameter that is evaluated as a template: `any` is a map or a list, `documents` a list of
 * objects, as strings or as maps.
 */
export type Expectation = 'map' | 'list' | 'any' | 'string' | 'documents';

/**
 * The expectation that a template names.
 *
 * @throws ProblemError for an unknown kind
 */
export function expectationOf(kind: unknown): Expectation | undefined {
  if (kind === undefined) return undefined;
  if (typeof kind === 'string' && Object.hasOwn(EMPTY, kind)) return kind as Expectation;
  return fail({
    code: 'template',
    message: `evaluate: unknown kind ${JSON.stringify(kind)}`,
    hint: `the kinds are ${Object.keys(EMPTY).join(', ')}`,
  });
}

/** @param path the place of the string in the values, where it is known */
type RenderText = (text: string, mode: Escape, path: Path | undefined) => string;

const EMPTY: Readonly<Record<Expectation, Value>> = {
  map: freeze(newMap()),
  list: freeze([]),
  documents: freeze([]),
  any: null,
  string: null,
};

const WORDS: Readonly<Record<Expectation, string>> = {
  map: 'a map',
  list: 'a list',
  any: 'a map or a list',
  documents: 'a list of objects',
  string: 'a string',
};

/**
 * "Evaluated as a template", leaf by leaf: each string in a value, including keys, is rendered by itself, unescaped,
 * and stays a string, so that its result cannot change what is around it. Helm prints the value first and renders the
 * output (common.tplvalues.render of bitnami's library).
 *
 * A string where a map or a list is expected is YAML: rendered like a template, then parsed.
 *
 * @param path the value's place, for problems
 * @param held the strings that Go templates print into YAML text
 * @returns data: empty for what is null or empty
 * @throws ProblemError the error of a template in the value, or another type of value than expected
 */
export function evaluate(
  value: Value | undefined,
  expectation: Expectation | undefined,
  path: Path | undefined,
  render: RenderText,
  held: HeldStrings,
): Value {
  const leaf = (text: string, at: Path | undefined) => within(text, at, () => render(text, 'text', at));
  const evaluated = (given: Value): Value => {
    if (!holdsTemplate(given)) return given;
    return typeof given === 'string' ? leaf(given, path) : walk(given, path, leaf);
  };
  if (expectation === undefined || expectation === 'string') return evaluated(value ?? null);
  if (value === undefined || value === null || value === '' || isEmpty(value)) return EMPTY[expectation];
  if (typeof value === 'string') {
    const documents = parse(value, path, render, held);
    if (expectation === 'documents') return documents.filter((value) => value !== null && expectObject(value, path));
    if (documents.length > 1) throw mismatch(expectation, 'several YAML documents', path);
    return expect(documents[0] ?? null, expectation, path);
  }
  if (expectation === 'documents' && Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const at = path && [...path, index];
      if (typeof item === 'string') return evaluate(item, 'documents', at, render, held);
      const object = evaluate(item, 'map', at, render, held);
      return isEmpty(object) || !expectObject(object, at) ? [] : [object];
    });
  }
  return expect(evaluated(value), expectation, path);
}

function walk(value: Value, path: Path | undefined, leaf: (text: string, at: Path | undefined) => string): Value {
  if (typeof value === 'string') return value.includes('{{') ? withoutFirstBreak(value, leaf(value, path)) : value;
  if (Array.isArray(value)) return value.map((item, index) => walk(item, path && [...path, index], leaf));
  if (!isMap(value)) return value;
  const map = newMap();
  for (const key in value) {
    const at = path && [...path, key];
    const name = key.includes('{{') ? leaf(key, at) : key;
    if (name in map) throw problem(`two keys of the map are ${JSON.stringify(name)} once they are rendered`, at);
    map[name] = walk(value[key] as Value, at, leaf);
  }
  return map;
}

/**
 * Helm renders the block scalar that YAML writes for a string of several lines. A trim marker at its beginning removes
 * the line break before the block, and the line break after the expression begins the block instead.
 */
const withoutFirstBreak = (text: string, rendered: string): string =>
  rendered.startsWith('\n') && /^\{\{-\s/.test(text) && text.includes('\n') ? rendered.slice(1) : rendered;

function parse(text: string, path: Path | undefined, render: RenderText, held: HeldStrings): Value[] {
  const rendered = within(text, path, () => render(text, 'yaml', path));
  const { documents, problems } = readYaml(rendered, { name: '' });
  const [first] = problems;
  if (first)
    throw problem(
      `the YAML text of ${name(path)} does not parse: ${first.message}${at(first)}`,
      path,
      first.hint,
      rendered === text ? insideOf(text, first.where) : {},
    );
  return documents.map((document) => held.restore(document.value));
}

const at = ({ where }: Problem): string => (where?.line === undefined ? '' : `, in its line ${where.line}`);

function expect(value: Value, expectation: Exclude<Expectation, 'string'>, path: Path | undefined): Value {
  if (value === null || isEmpty(value)) return EMPTY[expectation];
  if ((expectation !== 'list' && isMap(value)) || (expectation !== 'map' && Array.isArray(value))) return value;
  throw mismatch(expectation, Array.isArray(value) ? 'a list' : isMap(value) ? 'a map' : JSON.stringify(value), path);
}

/** Reports here what is not an object, because its place in the values is known. */
function expectObject(value: Value, path: Path | undefined): true {
  const fault = findFault(value);
  if (fault) throw problem(`the object at ${name(path)} ${fault.message}${describe(value)}`, path, fault.hint);
  return true;
}

/** Whether a value is empty: an empty map instead of a list is empty, too, and the reverse. */
const isEmpty = (value: Value): boolean =>
  Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;

function mismatch(expectation: Expectation, got: string, path: Path | undefined): ProblemError {
  const isString = expectation === 'list' && got.startsWith('"') && path !== undefined;
  const hint = isString ? hintForList(itemsIn(got.slice(1, -1)), path) : undefined;
  return problem(`expected ${WORDS[expectation]} for ${name(path)}, got ${got}`, path, hint);
}

function hintForList(items: readonly string[], path: Path): string {
  const each = items.length > 1 ? ', an item for each flag' : '';
  const flag = `--set ${quoteForShell(`${formatPath(path)}={${items.map((item) => item.replace(/[\\,{}]/g, '\\$&')).join(',')}}`)}`;
  return `write a list${each}: ${toFlow([...items])} in a values file, or ${flag}`;
}

const name = (path: Path | undefined): string => (path && path.length > 0 ? formatPath(path) : 'a value');

function problem(
  message: string,
  path: Path | undefined,
  hint?: string,
  inside: Pick<Where, 'inside'> = {},
): ProblemError {
  return new ProblemError({
    code: 'template',
    severity: 'error',
    message,
    ...(path ? { where: { path, ...inside } } : {}),
    ...(hint ? { hint } : {}),
  });
}

/** The place of a problem in a string of several lines. */
export function insideOf(text: string, where: Where | undefined): Pick<Where, 'inside'> {
  if (where?.line === undefined || !text.includes('\n')) return {};
  const before = text.split('\n').slice(0, where.line - 1);
  return { inside: before.reduce((length, line) => length + line.length + 1, 0) + (where.column ?? 1) - 1 };
}

/**
 * Places errors of a string of the values there, not in the template that prints it. For a string from elsewhere the
 * problem is left without a place, and the call adds its own.
 */
export function within<T>(text: string, path: Path | undefined, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [first, ...rest] = error.problems;
    if (first.where?.path) throw error;
    if (!path) {
      const { where: _, ...problem } = first;
      const { message } = first;
      // Of nested strings, the innermost is named.
      const told = message.startsWith(IN_TEMPLATE) ? message : `${IN_TEMPLATE}${quote(text)}: ${message}`;
      throw new ProblemError({ ...problem, message: told }, ...rest);
    }
    return fail({ ...first, where: { path, ...insideOf(text, first.where) } });
  }
}

const IN_TEMPLATE = 'in the template ';

/** The name of a string in a sentence. */
const quote = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
