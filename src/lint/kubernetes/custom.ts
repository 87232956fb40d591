import { readYaml } from '../../yaml/read.ts';
import { isMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { CustomKinds, ObjectType, Shape } from './openapi.ts';
import { flag, list, map, maps, text } from './read.ts';

/** A file that may describe custom resources: CustomResourceDefinitions in YAML, or a JSON schema. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/** What a schema defines for fields that it does not list. */
type Unlisted = 'refused' | 'allowed';

/**
 * The custom resources that files describe. A file is read when an object is met whose group and kind it mentions: the
 * definitions of an operator are megabytes.
 */
export class CustomResources implements CustomKinds {
  readonly #unread: Set<SchemaFile>;
  readonly #types = new Map<string, ObjectType>();
  readonly #objectMeta: () => ObjectType;

  /** @param objectMeta the type of what every object has as its metadata */
  constructor(files: Iterable<SchemaFile>, objectMeta: () => ObjectType) {
    this.#unread = new Set(files);
    this.#objectMeta = objectMeta;
  }

  find(apiVersion: string, kind: string): ObjectType | undefined {
    const key = keyOf(apiVersion, kind);
    if (!this.#types.has(key)) {
      const group = apiVersion.split('/')[0] as string;
      for (const file of this.#unread) {
        if (!mentions(file, group) || !mentions(file, kind)) continue;
        this.#unread.delete(file);
        this.#read(file);
      }
    }
    return this.#types.get(key);
  }

  #read({ path, text: content }: SchemaFile): void {
    for (const { value } of readYaml(content, { name: path }).documents) {
      if (!isMap(value)) continue;
      if (text(value, 'kind') === 'CustomResourceDefinition') this.#addDefinition(value);
      else if (map(value, 'properties')) this.#addSchema(value, path);
    }
  }

  #addDefinition(definition: ValueMap): void {
    const spec = map(definition, 'spec');
    const group = text(spec, 'group');
    const kind = text(map(spec, 'names'), 'kind');
    for (const [, version] of maps(spec, 'versions')) {
      const schema = map(map(version, 'schema'), 'openAPIV3Schema');
      if (schema && flag(version, 'served') !== false)
        this.#add(`${group}/${text(version, 'name')}`, kind ?? '', schema, 'refused');
    }
  }

  /** A JSON schema names its kind itself, or by its path: `cert-manager.io/certificate_v1.json`. */
  #addSchema(schema: ValueMap, path: string): void {
    for (const [, gvk] of maps(schema, 'x-kubernetes-group-version-kind'))
      this.#add(
        [text(gvk, 'group'), text(gvk, 'version')].filter(Boolean).join('/'),
        text(gvk, 'kind') ?? '',
        schema,
        'allowed',
      );
    const properties = map(schema, 'properties');
    const apiVersion = only(map(properties, 'apiVersion'));
    const kind = only(map(properties, 'kind'));
    if (apiVersion !== undefined && kind !== undefined) this.#add(apiVersion, kind, schema, 'allowed');
    const [, group, name, version] = /(?:^|\/)([^/]+)\/([^/_]+)_(v[^/_.]+)\.json$/.exec(path) ?? [];
    if (group && name && version) this.#add(`${group}/${version}`, name, schema, 'allowed');
  }

  #add(apiVersion: string, kind: string, schema: ValueMap, unlisted: Unlisted): void {
    const key = keyOf(apiVersion, kind);
    if (this.#types.has(key)) return;
    const type = objectType(kind, schema, unlisted);
    const fields = new Map(type.fields);
    fields.set('apiVersion', { is: 'scalar', word: 'string' });
    fields.set('kind', { is: 'scalar', word: 'string' });
    fields.set('metadata', { is: 'object', type: this.#objectMeta() });
    this.#types.set(key, { ...type, fields });
  }
}

/** Files of schemas may have kinds in lower case. */
const keyOf = (apiVersion: string, kind: string): string => `${apiVersion}/${kind}`.toLowerCase();

const mentions = ({ path, text: content }: SchemaFile, word: string): boolean =>
  content.includes(word) || path.toLowerCase().includes(word.toLowerCase());

/** The only string that a schema allows. */
function only(schema: ValueMap | undefined): string | undefined {
  const words = list(schema, 'enum');
  return text(schema, 'const') ?? (words.length === 1 && typeof words[0] === 'string' ? words[0] : undefined);
}

function objectType(name: string, schema: ValueMap, unlisted: Unlisted): ObjectType {
  const fields = new Map<string, Shape>();
  const properties = map(schema, 'properties') ?? {};
  for (const [field, inner] of Object.entries(properties))
    fields.set(field, isMap(inner) ? shapeOf(`${name}.${field}`, inner, unlisted) : ANY);
  // The server adds fields that have a default.
  const hasDefault = (field: string): boolean =>
    isMap(properties[field]) && 'default' in (properties[field] as ValueMap);
  const required = list(schema, 'required').filter(
    (field): field is string => typeof field === 'string' && !hasDefault(field),
  );
  return { name, fields, required, isOpen: isOpen(schema, unlisted), takesEmpty: true };
}

function isOpen(schema: ValueMap, unlisted: Unlisted): boolean {
  if (flag(schema, 'x-kubernetes-preserve-unknown-fields') === true) return true;
  return unlisted === 'allowed' && schema.additionalProperties !== false;
}

const ANY: Shape = { is: 'scalar', word: 'any' };

/** The shapes of what is not an object, by its type and format. */
const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  number: 'number',
  integer: 'int64',
  'integer/int32': 'int32',
  'string/date-time': 'time',
};

function shapeOf(name: string, schema: ValueMap, unlisted: Unlisted): Shape {
  if (flag(schema, 'x-kubernetes-int-or-string') === true) return { is: 'scalar', word: 'int-or-string' };
  const type = text(schema, 'type');
  if (type === 'array') {
    const items = map(schema, 'items');
    return { is: 'list', of: items ? shapeOf(name, items, unlisted) : ANY };
  }
  if (type === 'object') return shapeOfObject(name, schema, unlisted);
  const words = list(schema, 'enum');
  if (type === 'string' && words.length > 0)
    return { is: 'enum', words: words.filter((word) => typeof word === 'string') };
  const word = SCALARS[`${type}/${text(schema, 'format')}`] ?? SCALARS[type ?? ''];
  return word === undefined ? ANY : { is: 'scalar', word };
}

function shapeOfObject(name: string, schema: ValueMap, unlisted: Unlisted): Shape {
  const more: Value | undefined = schema.additionalProperties;
  if (map(schema, 'properties')) return { is: 'object', type: objectType(name, schema, unlisted) };
  if (isMap(more)) return { is: 'map', of: shapeOf(name, more, unlisted) };
  return { is: 'map', of: ANY };
}
