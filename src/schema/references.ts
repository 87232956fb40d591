import { fail } from '../problem/problem.ts';
import { type Draft, draftAt, escapeStep, heldSchemas, isSchemaMap, type SchemaMap } from './draft.ts';
import { unescapePointer } from './lookup.ts';

/** The target of a `$ref`: a part of the same file, a published metaschema, or anything at all. */
export type Target =
  | { readonly kind: 'part'; readonly pointer: string }
  | { readonly kind: 'metaschema'; readonly url: string }
  | { readonly kind: 'anything' };

/** The resolved references of a schema. */
export interface References {
  /** The targets of `$ref`, `$recursiveRef` and `$dynamicRef` of a schema, by its JSON pointer. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  /** The pointers of the parts of the file among the targets. */
  readonly referredTo: ReadonlySet<string>;
  /** All parts that are known to be schemas, by their JSON pointers. */
  readonly schemas: ReadonlyMap<string, unknown>;
  /** Of these, the parts that are schemas only because of a reference. */
  readonly referred: readonly string[];
  /** Of these, the parts that are applied to values: Helm's library compiles no others. */
  readonly applied: ReadonlySet<string>;
}

/** The URL of the schema in Helm, from which relative references start. */
const FILE = 'file:///values.schema.json';

/** A part of a schema with its own name, or the whole. */
interface Resource {
  readonly pointer: string;
  readonly id: string;
  readonly anchors: Map<string, string>;
  /** The anchors that `$dynamicRef` searches from outside in; in draft 2019-09, the resource itself. */
  readonly dynamic: Set<string>;
}

/** Represents `$recursiveAnchor` among the dynamic anchors. */
const RECURSIVE = '';

/** Finds the parts of a schema that are schemas themselves, and the targets of their references. */
export class SchemaParts {
  readonly #root: unknown;
  readonly #draft: Draft;
  readonly #file: string;
  readonly #resources = new Map<string, Resource>();
  readonly #schemas = new Map<string, unknown>();
  readonly #referred: string[] = [];

  /**
   * @param root the whole schema
   * @param file its name, for a problem
   * @throws ProblemError for two parts with the same name
   */
  constructor(root: unknown, draft: Draft, file: string) {
    this.#root = root;
    this.#draft = draft;
    this.#file = file;
    this.#resources.set('', { pointer: '', id: FILE, anchors: new Map(), dynamic: new Set() });
    this.#collect(this.#root, '', FILE);
  }

  /** All parts that are known to be schemas, by their JSON pointers, without a check that they are valid. */
  get schemas(): ReadonlyMap<string, unknown> {
    return this.#schemas;
  }

  /**
   * Resolves the references that are followed when values are checked, as Helm's library does, each to a place in the
   * file. Nothing is fetched, and a URN may be anything.
   *
   * @throws ProblemError for a reference to something that is not in the file
   */
  resolve(): References {
    const targets = new Map<string, readonly Target[]>();
    const referredTo = new Set<string>();
    const queue = [''];
    const queued = new Set(queue);
    const enqueue = (pointer: string): void => {
      if (queued.has(pointer)) return;
      queued.add(pointer);
      queue.push(pointer);
    };
    for (const pointer of queue) {
      const schema = this.#schemas.get(pointer);
      const resource = this.#resourceOf(pointer);
      enqueue(resource.pointer);
      if (resource.pointer === pointer)
        for (const anchor of resource.dynamic) enqueue(resource.anchors.get(anchor) ?? pointer);
      if (!isSchemaMap(schema)) continue;
      const found = this.#targetsOf(schema, pointer);
      if (found.length > 0) targets.set(pointer, found);
      for (const target of found) {
        if (target.kind !== 'part') continue;
        referredTo.add(target.pointer);
        enqueue(target.pointer);
      }
      // Next to a reference the library still compiles keywords added after draft 4, although it does not check them.
      const from = found.length > 0 && this.#draft <= 7 ? 6 : 4;
      for (const [held] of heldSchemas(schema, pointer, this.#draft, true, from)) enqueue(held);
    }
    return { targets, referredTo, schemas: this.#schemas, referred: this.#referred, applied: queued };
  }

  /** Collects a schema and the schemas in it with their names. */
  #collect(schema: unknown, pointer: string, base: string): void {
    if (this.#schemas.has(pointer)) return;
    this.#schemas.set(pointer, schema);
    if (!isSchemaMap(schema)) return;
    const id = this.#nameOf(schema).split('#', 1)[0] ?? '';
    const url = id === '' ? base : this.#join(base, id);
    if (id !== '') this.#addResource(url, pointer);
    this.#addAnchors(schema, pointer);
    for (const [held, inner] of heldSchemas(schema, pointer, this.#draft)) this.#collect(inner, held, url);
  }

  /** The name of a schema; up to draft 7 keywords next to a reference are ignored. */
  #nameOf(schema: SchemaMap): string {
    if (this.#draft <= 7 && Object.hasOwn(schema, '$ref')) return '';
    const name = own(schema, this.#draft === 4 ? 'id' : '$id');
    return typeof name === 'string' ? name : '';
  }

  #addResource(id: string, pointer: string): void {
    const twin = [...this.#resources.values()].find((other) => other.id === id);
    if (twin !== undefined && twin.pointer !== pointer) this.#refuse(`two parts of it are called ${id}`);
    this.#resources.set(pointer, { pointer, id, anchors: new Map(), dynamic: new Set() });
  }

  #addAnchors(schema: SchemaMap, pointer: string): void {
    const { anchors, dynamic } = this.#resourceOf(pointer);
    const add = (anchor: unknown): void => {
      if (typeof anchor !== 'string' || anchor === '' || anchor.startsWith('/')) return;
      const twin = anchors.get(anchor);
      if (twin !== undefined && twin !== pointer) this.#refuse(`two parts of it have the anchor ${anchor}`);
      anchors.set(anchor, pointer);
    };
    if (this.#draft <= 7) add(decode(/#(.*)$/s.exec(this.#nameOf(schema))?.[1] ?? ''));
    else add(own(schema, '$anchor'));
    if (this.#draft === 2019 && schema.$recursiveAnchor === true && this.#resources.has(pointer))
      dynamic.add(RECURSIVE);
    if (this.#draft === 2020 && typeof own(schema, '$dynamicAnchor') === 'string') {
      add(schema.$dynamicAnchor);
      dynamic.add(String(schema.$dynamicAnchor));
    }
  }

  /** The innermost named part that contains the place of a pointer. */
  #resourceOf(pointer: string): Resource {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const resource = this.#resources.get(at);
      if (resource !== undefined) return resource;
    }
  }

  #targetsOf(schema: SchemaMap, pointer: string): Target[] {
    const targets: Target[] = [];
    const reference = own(schema, '$ref');
    if (typeof reference === 'string') targets.push(this.#resolve(reference, pointer));
    const recursive = own(schema, '$recursiveRef');
    if (this.#draft >= 2019 && typeof recursive === 'string')
      targets.push(this.#fromOutside(this.#resolve(recursive, pointer), RECURSIVE));
    const dynamic = own(schema, '$dynamicRef');
    if (this.#draft === 2020 && typeof dynamic === 'string') {
      const anchor = decode(/#(.*)$/s.exec(dynamic)?.[1] ?? '') ?? '';
      targets.push(this.#fromOutside(this.#resolve(dynamic, pointer), anchor === '' ? undefined : anchor));
    }
    return targets;
  }

  /**
   * The target of a dynamic reference is the outermost schema in the dynamic scope that has the anchor. The whole
   * schema is always in scope; the others are not determined here.
   */
  #fromOutside(target: Target, anchor: string | undefined): Target {
    if (target.kind !== 'part' || anchor === undefined) return target;
    const initial = this.#resourceOf(target.pointer);
    if (!initial.dynamic.has(anchor)) return target;
    const root = this.#resources.get('');
    if (!root?.dynamic.has(anchor)) return target;
    return { kind: 'part', pointer: anchor === RECURSIVE ? '' : (root.anchors.get(anchor) ?? target.pointer) };
  }

  #resolve(reference: string, pointer: string): Target {
    const [document = '', ...rest] = reference.split('#');
    const fragment = decode(rest.join('#'));
    const here = this.#resourceOf(pointer);
    const url = document === '' ? here.id : this.#join(here.id, document);
    const resource =
      url === FILE ? this.#resources.get('') : [...this.#resources.values()].find(({ id }) => id === url);
    if (resource === undefined) {
      if (draftAt(url) !== undefined && !fragment) return { kind: 'metaschema', url };
      if (url.startsWith('urn:') && fragment === '') return { kind: 'anything' };
      return this.#missing(reference);
    }
    if (fragment === undefined) return this.#missing(reference);
    const isPointer = fragment === '' || fragment.startsWith('/');
    const target = isPointer ? resource.pointer + fragment : resource.anchors.get(fragment);
    if (target === undefined) return this.#missing(reference);
    if (!this.#schemas.has(target)) {
      const found = this.#lookUp(target);
      if (found === undefined) return this.#missing(reference);
      if (!this.#schemas.has(found.pointer)) {
        this.#referred.push(found.pointer);
        this.#collect(found.schema, found.pointer, this.#resourceOf(found.pointer).id);
      }
      return { kind: 'part', pointer: found.pointer };
    }
    return { kind: 'part', pointer: target };
  }

  #lookUp(pointer: string): { pointer: string; schema: unknown } | undefined {
    let schema = this.#root;
    let canonical = '';
    for (const escaped of pointer.split('/').slice(1)) {
      const step = unescapePointer(escaped);
      const key = Array.isArray(schema) && /^\+?\d+$/.test(step) ? String(Number(step)) : step;
      if (!(Array.isArray(schema) || isSchemaMap(schema)) || !Object.hasOwn(schema, key)) return undefined;
      schema = (schema as SchemaMap)[key];
      canonical += `/${escapeStep(key)}`;
    }
    return { pointer: canonical, schema };
  }

  #join(base: string, reference: string): string {
    try {
      return new URL(reference, base).href.replace(/#.*$/s, '');
    } catch {
      return base.startsWith('urn:') && !/^[a-z][a-z0-9+.-]*:/i.test(reference) ? base : reference;
    }
  }

  #missing(reference: string): never {
    return fail({
      code: 'chart',
      message: `the schema refers to ${reference}, which is not in it`,
      where: { file: this.#file },
      hint: 'copy what it refers to into "$defs" of the schema: nothing is fetched',
    });
  }

  #refuse(reason: string): never {
    return fail({
      code: 'chart',
      message: `the schema is not a valid JSON Schema: ${reason}`,
      where: { file: this.#file },
    });
  }
}

const own = (schema: SchemaMap, key: string): unknown => (Object.hasOwn(schema, key) ? schema[key] : undefined);

/** Decodes a fragment; undefined where its percent signs are malformed. */
function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
