/** The form of openapi.json, which tools/extract/fetch-openapi.js writes. */
interface OpenApi {
  /** Of the API server that it was taken from. */
  readonly version: string;
  /** By `apiVersion/kind`. */
  readonly kinds: Readonly<Record<string, { readonly type: string; readonly cluster?: boolean }>>;
  /**
   * The fields of each type with a word for what they hold, a `!` after what must be given: `string`, `boolean`,
   * `int32`, `int64`, `number`, `bytes`, `time`, `quantity`, `int-or-string`, `any`; `=a|b` for one of these words;
   * `[]…` for a list, `{}…` for a map; else the name of a type.
   */
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

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
}

const SCALARS: ReadonlySet<string> = new Set([
  ...['string', 'boolean', 'int32', 'int64', 'number', 'bytes', 'time', 'quantity', 'int-or-string', 'any'],
]);

/** The kinds of Kubernetes, each type made out when it is first asked for. */
export class Schemas {
  readonly #data: OpenApi;
  readonly #types = new Map<string, ObjectType>();
  readonly #shapes = new Map<string, Shape>();
  readonly #groups: ReadonlySet<string>;

  constructor(data: OpenApi) {
    this.#data = data;
    this.#groups = new Set(Object.keys(data.kinds).map((key) => groupOf(key.slice(0, key.lastIndexOf('/')))));
  }

  get version(): string {
    return this.#data.version;
  }

  get kinds(): readonly string[] {
    return Object.keys(this.#data.kinds);
  }

  /** @returns undefined for what Kubernetes itself does not have */
  kind(apiVersion: string, kind: string): { readonly type: ObjectType; readonly cluster: boolean } | undefined {
    const key = `${apiVersion}/${kind}`;
    const entry = Object.hasOwn(this.#data.kinds, key) ? this.#data.kinds[key] : undefined;
    return entry && { type: this.type(entry.type), cluster: entry.cluster === true };
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
    // Before its fields: a type may hold itself.
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

let schemas: Schemas | undefined;

/** The schemas that ship with this program. */
export async function loadSchemas(): Promise<Schemas> {
  if (!schemas) {
    const { default: data } = await import('./openapi.json', { with: { type: 'json' } });
    schemas = new Schemas(data as unknown as OpenApi);
  }
  return schemas;
}
