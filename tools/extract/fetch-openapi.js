// Takes the schemas of a real API server's kinds and writes what lint needs of them, small: src/lint/kubernetes/openapi.json.
//
//   KUBECONFIG=… npm run record -- openapi
//
// The file's form is described in src/lint/kubernetes/openapi.ts, which reads it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const TARGET = new URL('../../src/lint/kubernetes/openapi.json', import.meta.url);

const kubectl = (...args) => execFileSync('kubectl', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const { gitVersion } = JSON.parse(kubectl('get', '--raw', '/version'));
const { definitions } = JSON.parse(kubectl('get', '--raw', '/openapi/v2'));

/** Which resources exist, whether they live in a namespace, and the kinds that can be created. */
const resources = new Map();
const lists = JSON.parse(kubectl('get', '--raw', '/apis')).groups.flatMap(({ versions }) =>
  versions.map(({ groupVersion }) => ({ groupVersion, path: `/apis/${groupVersion}` })),
);
for (const { groupVersion, path } of [{ groupVersion: 'v1', path: '/api/v1' }, ...lists]) {
  for (const { name, kind, namespaced, verbs } of JSON.parse(kubectl('get', '--raw', path)).resources) {
    if (!name.includes('/') && verbs.includes('create')) resources.set(`${groupVersion}/${kind}`, namespaced);
  }
}

/** Types that Go reads in a way of its own, whatever their schema says. */
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

/** Fields that OpenAPI calls required and the server does without: Go's zero value will do, or it has a default. */
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

const types = {};
const kinds = {};
for (const [key, namespaced] of [...resources].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const definition = Object.keys(definitions).find((name) =>
    definitions[name]['x-kubernetes-group-version-kind']?.some(
      ({ group, version, kind }) => `${group ? `${group}/` : ''}${version}/${kind}` === key,
    ),
  );
  if (!definition) throw new Error(`${key} has no schema`);
  kinds[key] = { type: describe({ $ref: `#/definitions/${definition}` }), ...(namespaced ? {} : { cluster: true }) };
}

/** A schema as one word: a scalar, `[]` or `{}` before what a list or map holds, or the name of a type. */
function describe({ $ref, type, format = '', items, additionalProperties, enum: words, properties }) {
  if ($ref) return refer($ref.slice('#/definitions/'.length));
  if (words) return `=${words.filter((word) => word !== '').join('|')}`;
  if (type === 'array') return `[]${describe(items)}`;
  if (type === 'object' && additionalProperties) return `{}${describe(additionalProperties)}`;
  if (type === undefined || (type === 'object' && !properties)) return 'any';
  const word = SCALARS[`${type}/${format}`];
  if (!word) throw new Error(`no word for ${type}/${format}`);
  return word;
}

function refer(name) {
  const special = SPECIAL.get(name);
  if (special) return special;
  const definition = definitions[name];
  if (!definition.properties) return describe(definition);
  // `io.k8s.api.core.v1.Pod` is `core.v1.Pod`: the group's last word, the version and the type.
  const short = name.split('.').slice(-3).join('.');
  if (!types[short]) {
    types[short] = {};
    const fields = Object.entries(definition.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    const required = new Set(definition.required);
    for (const [field, schema] of fields) {
      const demanded = required.has(field) && !NOT_DEMANDED.has(`${short}.${field}`);
      types[short][demanded ? `${field}!` : field] = describe(schema);
    }
  }
  return short;
}

const ordered = Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
const line = ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
const block = (map) => `{\n${Object.entries(map).map(line).join(',\n')}\n  }`;
writeFileSync(
  TARGET,
  `{\n  "version": ${JSON.stringify(gitVersion)},\n  "kinds": ${block(kinds)},\n  "types": ${block(ordered)}\n}\n`,
);
