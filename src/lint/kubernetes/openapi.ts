import { applyStep, type Step } from './older.ts';
import type { OpenApi } from './openapi-form.ts';

export type { OpenApi } from './openapi-form.ts';

/** What a field holds. */
export type Shape =
  | { readonly is: 'scalar'; readonly word: string }
  | { readonly is: 'enum'; readonly words: readonly string[] }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape }
  | { readonly is: 'object'; readonly type: ObjectType };

export interface ObjectType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** Whether it may have fields that are not listed; default: not. */
  readonly isOpen?: boolean;
  /** Whether a required field may be an empty string, as in custom resources; default: not. */
  readonly takesEmpty?: boolean;
}

/** Schemas of kinds that are not Kubernetes' own. */
export interface CustomKinds {
  /** @returns the type of an object; undefined where no schema describes it */
  find(apiVersion: string, kind: string): ObjectType | undefined;
}

const SCALARS: ReadonlySet<string> = new Set([
  ...['string', 'boolean', 'int32', 'int64', 'number', 'bytes', 'time', 'quantity', 'int-or-string', 'any'],
]);

/** The kinds of Kubernetes; each type is decoded at its first use. */
export class Schemas {
  readonly #data: OpenApi;
  readonly #types = new Map<string, ObjectType>();
  readonly #shapes = new Map<string, Shape>();
  readonly #groups: ReadonlySet<string>;
  readonly #custom: CustomKinds | undefined;

  constructor(data: OpenApi, custom?: CustomKinds) {
    this.#data = data;
    this.#custom = custom;
    this.#groups = new Set(Object.keys(data.kinds).map((key) => groupOf(key.slice(0, key.lastIndexOf('/')))));
  }

  get version(): string {
    return this.#data.version;
  }

  get kinds(): readonly string[] {
    return Object.keys(this.#data.kinds);
  }

  /** The same schemas, and those of custom resources. */
  with(custom: CustomKinds): Schemas {
    return new Schemas(this.#data, custom);
  }

  /** @returns undefined for what neither Kubernetes itself has nor the custom resources */
  kind(apiVersion: string, kind: string): { readonly type: ObjectType; readonly cluster: boolean } | undefined {
    const key = `${apiVersion}/${kind}`;
    const entry = Object.hasOwn(this.#data.kinds, key) ? this.#data.kinds[key] : undefined;
    if (entry) return { type: this.type(entry.type), cluster: entry.cluster === true };
    const type = this.#custom?.find(apiVersion, kind);
    return type && { type, cluster: false };
  }

  /** Whether a group is Kubernetes' own, so that a kind it does not have exists nowhere. */
  isOwnGroup(apiVersion: string): boolean {
    const group = groupOf(apiVersion);
    return this.#groups.has(group) || group === '' || !group.includes('.');
  }

  type(name: string): ObjectType {
    const known = this.#types.get(name);
    if (known) return known;
    const fields = new Map<string, Shape>();
    const required: string[] = [];
    const type: ObjectType = { name, fields, required };
    // Before its fields, because a type may contain itself.
    this.#types.set(name, type);
    for (const [key, word] of Object.entries(this.#data.types[name] ?? {})) {
      const field = key.endsWith('!') ? key.slice(0, -1) : key;
      if (field !== key) required.push(field);
      fields.set(field, this.#shape(word));
    }
    return type;
  }

  #shape(word: string): Shape {
    let shape = this.#shapes.get(word);
    if (!shape) {
      shape = this.#readShape(word);
      this.#shapes.set(word, shape);
    }
    return shape;
  }

  #readShape(word: string): Shape {
    if (word.startsWith('[]')) return { is: 'list', of: this.#shape(word.slice(2)) };
    if (word.startsWith('{}')) return { is: 'map', of: this.#shape(word.slice(2)) };
    if (word.startsWith('=')) return { is: 'enum', words: word.slice(1).split('|') };
    if (SCALARS.has(word)) return { is: 'scalar', word };
    return { is: 'object', type: this.type(word) };
  }
}

const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

const known = new Map<string, Schemas>();

/**
 * The schemas of a version of Kubernetes.
 *
 * @param version such as `v1.34.2`, of which the minor version counts: one that is newer than all that are known is
 * taken for the newest, an older one for the oldest; without it the newest
 */
export async function loadSchemas(version?: string): Promise<Schemas> {
  const key = version === undefined ? '' : String(minorOf(version));
  const loaded = known.get(key);
  if (loaded) return loaded;
  const { default: newest } = await import('./openapi.json', { with: { type: 'json' } });
  let data = newest as unknown as OpenApi;
  if (version !== undefined && minorOf(version) < minorOf(data.version)) {
    const { default: steps } = await import('./openapi-older.json', { with: { type: 'json' } });
    for (const step of steps as unknown as Step[]) {
      data = applyStep(data, step);
      if (minorOf(data.version) <= minorOf(version)) break;
    }
  }
  const schemas = new Schemas(data);
  known.set(key, schemas);
  return schemas;
}

/** The minor version; infinite for what is not a version. */
export const minorOf = (version: string): number =>
  Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? Number.POSITIVE_INFINITY);
