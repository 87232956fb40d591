import { computeReleaseValues, type ReadyChart } from '../../release/index.ts';
import { isMap, type Value, type ValueMap, valueAt } from '../../yaml/value.ts';
import type { Candidate } from './candidate.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * What can follow in the text of a `--set` flag: keys of the chart's values and of its schema, level by level, and
 * after `=` the values that are known.
 *
 * @param text as it is written so far: all before the last comma is kept
 */
export async function completeSet(text: string, ready: ReadyChart): Promise<Candidate[]> {
  const from = text.lastIndexOf(',') + 1;
  const kept = text.slice(0, from);
  const [key = '', ...rest] = text.slice(from).split('=');
  const values = await defaultsOf(ready);
  const schema = ready.validator?.schema as Node | undefined;
  if (rest.length > 0) {
    const choices = choicesOf(key.split('.'), values, schema);
    return choices
      .filter((choice) => choice.startsWith(rest.join('=')))
      .map((choice) => ({ text: `${kept}${key}=${choice}` }));
  }
  const path = key.split('.');
  const last = path.pop() ?? '';
  const above = path.length === 0 ? '' : `${path.join('.')}.`;
  return keysAt(path, values, schema)
    .filter(({ name }) => name.startsWith(last))
    .map(({ name, isMap, description }) => ({
      text: `${kept}${above}${name}${isMap ? '.' : '='}`,
      ...(description === undefined ? {} : { description }),
    }));
}

/** The defaults of all charts in one map. */
async function defaultsOf(ready: ReadyChart): Promise<ValueMap> {
  const refuse = async () => '';
  const { values } = await computeReleaseValues(ready, {}, { readFile: refuse, readStdin: refuse, fetch: refuse });
  return values;
}

interface Key {
  readonly name: string;
  /** Whether a key follows it. */
  readonly isMap: boolean;
  readonly description: string | undefined;
}

function keysAt(path: readonly string[], values: ValueMap, schema: Node | undefined): Key[] {
  const map = valueAt(values, path);
  const node = schema && nodeAt(path, schema);
  const properties = (node && propertiesOf(node, schema)) ?? {};
  const names = new Set([...Object.keys(isMap(map) ? map : {}), ...Object.keys(properties)]);
  return [...names].map((name) => {
    const value = isMap(map) ? map[name] : undefined;
    const property = schema && isNode(properties[name]) ? resolve(properties[name], schema) : undefined;
    const keys = property && schema ? propertiesOf(property, schema) : undefined;
    return {
      name: name.replace(/[\\.,=[\]]/g, '\\$&'),
      isMap: (isMap(value) && Object.keys(value).length > 0) || (keys !== undefined && Object.keys(keys).length > 0),
      description: typeof property?.description === 'string' ? property.description : undefined,
    };
  });
}

/** The words of an enumeration, both booleans, or else the default. */
function choicesOf(path: readonly string[], values: ValueMap, schema: Node | undefined): string[] {
  const node = schema && nodeAt(path, schema);
  if (node && Array.isArray(node.enum)) return node.enum.map(String);
  const value: Value | undefined = valueAt(values, path);
  const types = [node?.type].flat();
  if (types.includes('boolean') || typeof value === 'boolean') return ['true', 'false'];
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function nodeAt(path: readonly string[], schema: Node): Node | undefined {
  let node: Node | undefined = schema;
  for (const step of path) {
    const next: unknown = node && propertiesOf(node, schema)?.[step];
    if (!isNode(next)) return undefined;
    node = resolve(next, schema);
  }
  return node;
}

const propertiesOf = (node: Node, schema: Node): Node | undefined => {
  const { properties } = resolve(node, schema);
  return isNode(properties) ? properties : undefined;
};

/** A part of the schema, with the one that it refers to. */
function resolve(node: Node, schema: Node): Node {
  const { $ref } = node;
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return node;
  let found: unknown = schema;
  for (const step of $ref.slice(2).split('/')) found = isNode(found) ? found[step] : undefined;
  return isNode(found) ? { ...found, ...node } : node;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
