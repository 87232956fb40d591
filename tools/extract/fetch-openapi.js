// Fetches the schemas of Kubernetes' own kinds, and writes the parts that lint needs in a compact form: openapi.json
// for the newest minor version, openapi-older.json for what differs in each one before.
//
// npm run record -- openapi [VERSION …] such as v1.37.2 v1.36.3, the newest first; `go` fetches k8s.io/kubernetes
//
// The form of the files is described in src/lint/kubernetes/openapi.ts, which reads them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = new URL('../../src/lint/kubernetes/', import.meta.url);
const VERSIONS = ['v1.37.2', 'v1.36.3', 'v1.35.4', 'v1.34.4', 'v1.33.13', 'v1.32.13'];

/** Types that Go decodes specially, whatever their schema is. */
const SPECIAL = new Map([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'quantity'],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'int-or-string'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.Time', 'time'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime', 'time'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1', 'any'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.Patch', 'any'],
  ['io.k8s.apimachinery.pkg.runtime.RawExtension', 'any'],
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON', 'any'],
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray', 'any'],
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool', 'any'],
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray', 'any'],
]);

/**
 * Fields that OpenAPI calls required but the server does not require: Go's zero value is valid, or there is a default.
 */
const NOT_DEMANDED = new Set([
  'core.v1.HTTPHeader.value',
  'core.v1.ISCSIVolumeSource.lun',
  'core.v1.LimitRangeSpec.limits',
  'core.v1.PreferredSchedulingTerm.preference',
  'core.v1.SleepAction.seconds',
  'core.v1.Sysctl.value',
  'rbac.v1.RoleRef.apiGroup',
  'scheduling.v1.PriorityClass.value',
]);

const SCALARS = {
  'string/': 'string',
  'string/byte': 'bytes',
  'string/date-time': 'time',
  'integer/int32': 'int32',
  'integer/int64': 'int64',
  'integer/': 'int64',
  'number/double': 'number',
  'number/': 'number',
  'boolean/': 'boolean',
};

/** Versions of an API that a server does not serve by default. */
const OFF = /v\d+(?:alpha|beta)\d+$/;

/** The kinds of a server of one version, and their types. */
class Extraction {
  kinds = {};
  types = {};
  #definitions;
  #enums;

  /** @param enums the words that fields take, by `core.v1.Container.imagePullPolicy`: the document leaves them out */
  constructor({ definitions, paths }, enums) {
    this.#definitions = definitions;
    this.#enums = enums;
    const resources = new Map();
    for (const [path, { post }] of Object.entries(paths)) {
      const gvk = post?.['x-kubernetes-group-version-kind'];
      if (!gvk || OFF.test(gvk.version) || isSubresource(path)) continue;
      const key = `${gvk.group ? `${gvk.group}/` : ''}${gvk.version}/${gvk.kind}`;
      resources.set(key, resources.get(key) || path.includes('/{namespace}/'));
    }
    for (const [key, isNamespaced] of [...resources].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const definition = Object.keys(definitions).find((name) =>
        definitions[name]['x-kubernetes-group-version-kind']?.some(
          ({ group, version, kind }) => `${group ? `${group}/` : ''}${version}/${kind}` === key,
        ),
      );
      if (!definition) throw new Error(`${key} has no schema`);
      const type = this.#describe({ $ref: `#/definitions/${definition}` });
      this.kinds[key] = { type, ...(isNamespaced ? {} : { cluster: true }) };
    }
    this.#dropStatus();
    this.types = Object.fromEntries(Object.entries(this.types).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Of an object's own status nothing is needed, because the server resets it; of one in another object it is. */
  #dropStatus() {
    const typesIn = (name) => Object.values(this.types[name] ?? {}).map((word) => word.replace(/^(?:\[\]|\{\})*/, ''));
    const inOthers = new Set(Object.keys(this.types).flatMap(typesIn));
    const pending = Object.values(this.kinds).map(({ type }) => type);
    for (const name of pending) if (this.types[name].status && !inOthers.has(name)) this.types[name].status = 'any';
    const needed = new Set();
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (needed.has(name)) continue;
      needed.add(name);
      pending.push(...typesIn(name));
    }
    for (const name of Object.keys(this.types)) if (!needed.has(name)) delete this.types[name];
  }

  /** A schema as one word: a scalar, `[]` or `{}` before the type of the items, or the name of a type. */
  #describe({ $ref, type, format = '', items, additionalProperties, enum: words, properties }) {
    if ($ref) return this.#refer($ref.slice('#/definitions/'.length));
    if (words) return `=${words.filter((word) => word !== '').join('|')}`;
    if (type === 'array') return `[]${this.#describe(items)}`;
    if (type === 'object' && additionalProperties) return `{}${this.#describe(additionalProperties)}`;
    if (type === undefined || (type === 'object' && !properties)) return 'any';
    const word = SCALARS[`${type}/${format}`];
    if (!word) throw new Error(`no word for ${type}/${format}`);
    return word;
  }

  #refer(name) {
    const special = SPECIAL.get(name);
    if (special) return special;
    const definition = this.#definitions[name];
    if (!definition.properties) return this.#describe(definition);
    // `io.k8s.api.core.v1.Pod` is `core.v1.Pod`: the group's last word, the version and the type.
    const short = name.split('.').slice(-3).join('.');
    if (!this.types[short]) {
      const fields = {};
      this.types[short] = fields;
      const required = new Set(definition.required);
      for (const [field, schema] of Object.entries(definition.properties).sort(([a], [b]) => (a < b ? -1 : 1))) {
        const demanded = required.has(field) && !NOT_DEMANDED.has(`${short}.${field}`);
        const words = this.#enums.get(`${short}.${field}`);
        const word = this.#describe(schema);
        fields[demanded ? `${field}!` : field] = words ? word.replace(/string$/, () => `=${words.join('|')}`) : word;
      }
    }
    return short;
  }
}

const isSubresource = (path) =>
  path.split('/').length > (path.includes('/{namespace}/') ? 8 : 6) || path.includes('{name}');

/** What differs in an older version: null for what it does not have. */
function difference(newer, older) {
  const found = {};
  for (const key of [...new Set([...Object.keys(newer), ...Object.keys(older)])].sort()) {
    if (JSON.stringify(newer[key]) !== JSON.stringify(older[key])) found[key] = older[key] ?? null;
  }
  return found;
}

function differenceOfTypes(newer, older) {
  const found = difference(newer, older);
  for (const [name, fields] of Object.entries(found))
    if (fields && newer[name]) found[name] = difference(newer[name], fields);
  return found;
}

function read(version) {
  const asked = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${version}`], { encoding: 'utf8' });
  const text = (path) => readFileSync(join(JSON.parse(asked).Dir, path), 'utf8');
  const document = JSON.parse(text('api/openapi-spec/swagger.json'));
  return new Extraction(document, readEnums(text('pkg/generated/openapi/zz_generated.openapi.go')));
}

/** The words of enumerations are in the Go code from which a server generates its document. */
function readEnums(code) {
  const enums = new Map();
  let type = '';
  let field = '';
  for (const line of code.split('\n')) {
    const begin = /^func schema_(\w+)\(/.exec(line);
    if (begin) type = begin[1].split('_').slice(-3).join('.');
    field = /^\t{5}"(.+)": \{$/.exec(line)?.[1] ?? field;
    const words = /^\t+Enum: +\[\]interface\{\}\{(.*)\},$/.exec(line);
    if (words)
      enums.set(
        `${type}.${field}`,
        JSON.parse(`[${words[1]}]`).filter((word) => word !== ''),
      );
  }
  return enums;
}

const line = ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
const block = (map) => `{\n${Object.entries(map).map(line).join(',\n')}\n  }`;
const given = process.argv.slice(2).filter((word) => /^v\d/.test(word));
const [newest, ...older] = given.length > 0 ? given : VERSIONS;
let newer = read(newest);
writeFileSync(
  new URL('openapi.json', FOLDER),
  `{\n  "version": ${JSON.stringify(newest)},\n  "kinds": ${block(newer.kinds)},\n  "types": ${block(newer.types)}\n}\n`,
);
const steps = older.map((version) => {
  const next = read(version);
  const kinds = difference(newer.kinds, next.kinds);
  const types = differenceOfTypes(newer.types, next.types);
  newer = next;
  return { version, kinds, types };
});
writeFileSync(
  new URL('openapi-older.json', FOLDER),
  `[\n${steps.map((step) => JSON.stringify(step)).join(',\n')}\n]\n`,
);
