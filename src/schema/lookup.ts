import type { Path } from '../problem/path.ts';
import { toRegExp } from './pattern.ts';

/** A schema that is not a boolean. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Whether a schema is not a boolean. */
export const isNode = (value: unknown): value is SchemaNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords that apply a schema, or each of a list, to the same value. */
const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not'] as const;

/**
 * Answers questions about a schema from its source: which parts of it describe a value, and which keys it defines.
 *
 * The parts are found only by the path of the value. A validator's report of its path would be wrong after each
 * `$ref`, and is missing where the validator is compiled in advance.
 */
export class SchemaLookup {
  readonly root: unknown;
  /** By `$id` and `$anchor`; created for the first reference to one. */
  #named: Map<string, SchemaNode> | undefined;

  constructor(root: unknown) {
    this.root = root;
  }

  /** The schema itself and the schemas that it applies to the same value, outermost first. */
  inPlace(schema: unknown): SchemaNode[] {
    const found = new Set<SchemaNode>();
    const queue = [schema];
    for (const node of queue) {
      if (!isNode(node) || found.has(node)) continue;
      found.add(node);
      for (const key of ['$ref', '$dynamicRef', '$recursiveRef']) {
        if (typeof node[key] === 'string') queue.push(this.#resolve(node[key]));
      }
      for (const key of IN_PLACE) {
        const part = own(node, key);
        if (Array.isArray(part)) queue.push(...part);
        else queue.push(part);
      }
      for (const key of ['dependentSchemas', 'dependencies']) {
        const part = own(node, key);
        if (isNode(part)) queue.push(...Object.values(part));
      }
    }
    return [...found];
  }

  /** All parts of `schema` that describe the value at `path` below it, outermost first. */
  at(schema: unknown, path: Path): SchemaNode[] {
    let nodes = this.inPlace(schema);
    for (const step of path) {
      const children = nodes.flatMap((node) => (typeof step === 'number' ? itemsOf(node, step) : valuesOf(node, step)));
      nodes = [...new Set(children.flatMap((child) => this.inPlace(child)))];
    }
    return nodes;
  }

  /** The known keys of a map that these parts describe. */
  keys(nodes: readonly SchemaNode[]): string[] {
    return [...new Set(nodes.flatMap((node) => Object.keys(asNode(own(node, 'properties')))))];
  }

  /** The places in the values where a key of this name is known, in the schema's order. */
  placesOf(name: string): Path[] {
    return this.places().filter((path) => path.at(-1) === name);
  }

  /** The places of all known keys in the values. */
  places(): Path[] {
    const places: Path[] = [];
    const visit = (schema: unknown, path: Path, above: ReadonlySet<SchemaNode>): void => {
      const nodes = this.inPlace(schema).filter((node) => !above.has(node));
      const seen = new Set([...above, ...nodes]);
      for (const node of nodes) {
        for (const [key, child] of Object.entries(asNode(own(node, 'properties')))) {
          const place = [...path, key];
          places.push(place);
          visit(child, place, seen);
        }
      }
    };
    visit(this.root, [], new Set());
    return places;
  }

  #resolve(reference: string): unknown {
    const [document = '', fragment = ''] = reference.split('#', 2) as [string, string?];
    const base = document === '' ? this.root : this.#byName(document);
    if (!fragment.startsWith('/')) return fragment === '' ? base : this.#byName(`#${fragment}`);
    let node: unknown = base;
    for (const step of fragment.slice(1).split('/')) {
      node =
        typeof node === 'object' && node !== null ? own(node as SchemaNode, unescapePointer(decode(step))) : undefined;
    }
    return node;
  }

  #byName(name: string): SchemaNode | undefined {
    if (!this.#named) {
      this.#named = new Map();
      collectNames(this.root, this.#named);
    }
    return this.#named.get(name) ?? [...this.#named].find(([id]) => id.endsWith(`/${name}`))?.[1];
  }
}

/** Unescapes a step of a JSON pointer. */
export const unescapePointer = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

const decode = (step: string): string => {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
};

/** The value of a keyword; undefined where the schema does not have it. */
export const own = (node: SchemaNode, key: string): unknown => (Object.hasOwn(node, key) ? node[key] : undefined);

const asNode = (value: unknown): SchemaNode => (isNode(value) ? value : {});

function collectNames(node: unknown, names: Map<string, SchemaNode>): void {
  if (Array.isArray(node)) for (const item of node) collectNames(item, names);
  if (!isNode(node)) return;
  if (typeof node.$id === 'string') names.set(node.$id.replace(/^(.+)#$/, '$1'), node);
  for (const key of ['$anchor', '$dynamicAnchor']) if (typeof node[key] === 'string') names.set(`#${node[key]}`, node);
  for (const child of Object.values(node)) collectNames(child, names);
}

/** The schemas of a map's value. Additional ones apply only to keys that are not described. */
function valuesOf(node: SchemaNode, key: string): unknown[] {
  const found: unknown[] = [];
  const property = own(asNode(own(node, 'properties')), key);
  if (property !== undefined) found.push(property);
  for (const [pattern, schema] of Object.entries(asNode(own(node, 'patternProperties')))) {
    if (matches(pattern, key)) found.push(schema);
  }
  if (found.length === 0) found.push(own(node, 'additionalProperties'), own(node, 'unevaluatedProperties'));
  return found;
}

function itemsOf(node: SchemaNode, index: number): unknown[] {
  const lists = [own(node, 'prefixItems'), own(node, 'items')].filter(Array.isArray);
  const found = lists.flatMap((list) => list.slice(index, index + 1));
  if (found.length === 0) {
    for (const key of ['items', 'additionalItems', 'unevaluatedItems']) {
      const schema = own(node, key);
      if (!Array.isArray(schema)) found.push(schema);
    }
  }
  found.push(own(node, 'contains'));
  return found;
}

/** A pattern that JavaScript cannot read matches nothing here: the compiler has reported it already. */
function matches(pattern: string, key: string): boolean {
  try {
    return toRegExp(pattern).test(key);
  } catch {
    return false;
  }
}
