import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'rolldown/utils';

/**
 * Modules that all runs would load although few runs call them. They become chunks, and the modules that import them
 * get functions that load the chunk on the first call; so these modules export only functions. Creating their functions
 * and tables took 1.5 ms of each start, which takes 20 ms without Node's own part.
 */
const SELDOM = [
  'cli/helm-commands.ts',
  'chart/dependencies.ts',
  'chart/load.ts',
  'chart/metadata.ts',
  'chart/pack.ts',
  'manifests/diff.ts',
  'problem/excerpt.ts',
  'functions/bcrypt.ts',
  'functions/certificates.ts',
  'functions/ciphers.ts',
  'functions/dates.ts',
  'functions/random.ts',
  'functions/regex.ts',
  'functions/policy/go/json-fault.ts',
  'functions/policy/go/keys.ts',
  'functions/policy/go/times.ts',
  'functions/policy/go/toml.ts',
  'functions/policy/go/urls.ts',
  'functions/policy/go/versions.ts',
  'functions/policy/go/yaml-pretty.ts',
  'go/csv.ts',
  'go/fmt/floats.ts',
  'go/fmt/print-value.ts',
  'go/glob.ts',
  'go/path-match.ts',
  'go/semver.ts',
  'lint/kubernetes/cel/check.ts',
  'lint/kubernetes/validation/structural.ts',
  'functions/urls.ts',
  'functions/wrapping.ts',
  'release/repair.ts',
  'schema/compile.ts',
  'schema/explain.ts',
  'schema/pattern.ts',
  'problem/suggest.ts',
  'templates/handlebars/compile.ts',
  'templates/go/problems.ts',
  'templates/go/strings.ts',
  'templates/handlebars/parse/go-spelling.ts',
  'values/coalesce-tree.ts',
  'values/render.ts',
  'values/resolve.ts',
  'values/set-hints.ts',
  'yaml/explain.ts',
  'yaml/inside.ts',
  'yaml/plain-blocks.ts',
];

/**
 * @param source the directory of the sources
 * @returns a plugin for the bundler
 */
export function seldomCalled(source) {
  const chunks = new Map(SELDOM.map((name) => [join(source, name), name.replaceAll('/', '-').replace(/\.ts$/, '')]));
  return {
    name: 'seldom called',
    buildStart() {
      for (const [path, name] of chunks)
        this.emitFile({ type: 'chunk', id: `${path}?called`, fileName: `chunks/${name}.js` });
    },
    resolveId(id, importer) {
      if (id.startsWith('chunk:')) return { id: `./${id.slice('chunk:'.length)}.js`, external: true };
      if (id.endsWith('?called')) return id;
      const path = importer && join(dirname(importer), id);
      return chunks.has(path) ? `${path}?calls` : null;
    },
    load(id) {
      const [path, kind] = id.split('?');
      if (kind !== 'called' && kind !== 'calls') return null;
      const code = readFileSync(path, 'utf8');
      return { code: kind === 'called' ? code : writeCalls(code, chunks.get(path)), moduleType: 'ts' };
    },
  };
}

/**
 * Writes a module whose functions call those of another one, which becomes a chunk.
 *
 * @param {string} code TypeScript
 * @param {string | undefined} chunk its name
 * @returns {string}
 * @throws Error when the module exports anything but functions and types, because only functions can be loaded on a
 * call
 */
export function writeCalls(code, chunk) {
  const calls = functionsOf(code, chunk).map((name) => `export const ${name} = (...args) => load().${name}(...args);`);
  return `let loaded;\nconst load = () => (loaded ??= require('chunk:${chunk}'));\n${calls.join('\n')}\n`;
}

const TYPES = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression']);
/** Functions that return functions. */
const MAKERS = new Set(['memoize', 'guarded', 'counted', 'characters']);

/** Whether an expression is a function, or another name of a function of the same module. */
const isFunction = (value, program) =>
  FUNCTIONS.has(value?.type) ||
  (value?.type === 'CallExpression' && MAKERS.has(value.callee.name)) ||
  (value?.type === 'Identifier' && program.body.some((statement) => declares(statement, value.name)));

/** Whether a statement declares a function of this name, or imports something of this name. */
const declares = ({ type, declaration, specifiers = [], ...statement }, name) => {
  if (type === 'ImportDeclaration') return specifiers.some(({ local }) => local.name === name);
  const made = declaration ?? { type, ...statement };
  if (made.type === 'FunctionDeclaration') return made.id.name === name;
  return (made.declarations ?? []).some(({ id, init }) => id.name === name && FUNCTIONS.has(init?.type));
};

/** The names of the functions that a module exports. */
function functionsOf(code, chunk) {
  const { program } = parseSync(`${chunk}.ts`, code);
  return program.body.flatMap((statement) => {
    if (!statement.type.startsWith('Export') || statement.exportKind === 'type') return [];
    const { type, id, declarations = [] } = statement.declaration ?? { type: 'none' };
    if (statement.type === 'ExportNamedDeclaration') {
      if (TYPES.has(type)) return [];
      if (type === 'FunctionDeclaration') return [id.name];
      if (
        type === 'VariableDeclaration' &&
        statement.declaration.kind === 'const' &&
        declarations.every(({ init }) => isFunction(init, program))
      )
        return declarations.map((declaration) => declaration.id.name);
    }
    const text = code.slice(statement.start, statement.end).split('\n', 1)[0];
    throw new Error(`${chunk} is called seldom, and exports something else than functions: ${text}`);
  });
}
