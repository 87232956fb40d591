import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version that is installed where `KUBECONFORM` names none. */
const MODULE = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0';
/** The name of its rows: it checks objects, and something else renders them. */
export const KUBECONFORM = 'kubeconform, of rendered manifests';

/**
 * kubeconform, set up to work without a network: with the schemas of Kubernetes that `lint` has, too.
 *
 * @param folder for the program, where Go builds it, and for the schemas
 * @returns a function that returns its command for manifests (files, or one folder); undefined where there is neither
 *   kubeconform nor Go
 */
export function setUpKubeconform(folder) {
  const program = findProgram(folder);
  if (program === undefined) return undefined;
  const schemas = join(folder, 'schemas');
  mkdirSync(schemas);
  for (const [name, schema] of makeSchemas()) writeFileSync(join(schemas, name), JSON.stringify(schema));
  const location = join(schemas, '{{.ResourceKind}}{{.KindSuffix}}.json');
  return (manifests) => [program, '-strict', '-schema-location', location, manifests];
}

function findProgram(folder) {
  const named = process.env.KUBECONFORM ?? 'kubeconform';
  if (spawnSync(named, ['-v']).status === 0) return named;
  const { status } = spawnSync('go', ['install', MODULE], { env: { ...process.env, GOBIN: folder } });
  return status === 0 ? join(folder, 'kubeconform') : undefined;
}

/** The schemas of all kinds by the names that kubeconform looks for: `daemonset-apps-v1.json`. */
function* makeSchemas() {
  const file = new URL('../src/lint/kubernetes/openapi.json', import.meta.url);
  const { kinds, types } = JSON.parse(readFileSync(file, 'utf8'));
  for (const [key, { type }] of Object.entries(kinds)) {
    const [kind, version, group] = key.split('/').reverse();
    const parts = [kind, ...(group ? [group.split('.')[0]] : []), version];
    const definitions = {};
    const schema = schemaOf(type, types, definitions);
    yield [`${parts.join('-').toLowerCase()}.json`, { ...schema, definitions }];
  }
}

const INTEGER = { type: ['integer', 'null'] };
const STRING = { type: ['string', 'null'] };

/** The words of openapi.json for scalars as JSON schemas. */
const SCALARS = {
  any: {},
  string: STRING,
  bytes: STRING,
  time: STRING,
  boolean: { type: ['boolean', 'null'] },
  int32: INTEGER,
  int64: INTEGER,
  number: { type: ['number', 'null'] },
  quantity: { type: ['string', 'number', 'null'] },
  'int-or-string': { type: ['string', 'integer', 'null'] },
};

/** @param definitions filled with the types that the word needs */
function schemaOf(word, types, definitions) {
  const inner = () => schemaOf(word.slice(2), types, definitions);
  if (word.startsWith('[]')) return { type: ['array', 'null'], items: inner() };
  if (word.startsWith('{}')) return { type: ['object', 'null'], additionalProperties: inner() };
  if (word.startsWith('=')) return { enum: [...new Set([...word.slice(1).split('|'), '', null])] };
  if (Object.hasOwn(SCALARS, word)) return SCALARS[word];
  if (!(word in definitions)) {
    definitions[word] = undefined;
    const properties = {};
    const required = [];
    for (const [key, value] of Object.entries(types[word] ?? {})) {
      const field = key.replace(/!$/, '');
      properties[field] = schemaOf(value, types, definitions);
      if (field !== key) required.push(field);
    }
    // kubeconform reads schemas as draft 4, where `required` is not empty.
    const needs = required.length > 0 ? { required } : {};
    definitions[word] = { type: ['object', 'null'], properties, ...needs, additionalProperties: false };
  }
  return { $ref: `#/definitions/${word}` };
}

/** What is built is imported as it is, and not bundled with this script. */
const BUILT = new URL('../dist/index.js', import.meta.url).href;

/** Renders values files with the built library, each into a file of its own. @returns their folder */
export async function renderManifests(files, folder) {
  const { printManifests, renderRelease } = await import(BUILT);
  mkdirSync(folder);
  for (const [index, file] of files.entries()) {
    const { manifests } = await renderRelease({ name: 'kilo', namespace: 'kube-system', files: [file] });
    writeFileSync(join(folder, `${index}.yaml`), printManifests(manifests));
  }
  return folder;
}
