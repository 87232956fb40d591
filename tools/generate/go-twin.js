// Writes the built-in chart's templates in Go's language, for Helm (npm run generate). They are the same templates,
// statement by statement, so that differences between the outputs are differences between the programs. The templates
// of bitnami's library are written by hand: test/charts/kilo-go/_common.tpl.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

const ROOTS = new Set(['Values', 'Release', 'Chart', 'Capabilities', 'Template', 'Files']);
/** Statements that print nothing and have no counterpart in Helm. */
const SILENT = new Set(['kilo.warnings']);

/**
 * Translates a directory of Handlebars templates.
 *
 * @param {string} directory
 * @returns {Record<string, string>} Go templates, by the names of their files
 */
export function translateTemplates(directory) {
  const files = {};
  for (const name of readdirSync(directory).sort()) {
    const isPartial = name.startsWith('_');
    const target = isPartial ? name.replace(/\.hbs$/, '.tpl') : name.replace(/\.hbs$/, '');
    if (name === '_warnings.hbs') continue;
    files[target] = translate(readFileSync(join(directory, name), 'utf8'));
  }
  return files;
}

function translate(text) {
  const { body } = Handlebars.parse(text);
  const named = body.filter(({ type }) => type === 'DecoratorBlock').map(define);
  const rest = program({ body: body.filter(({ type }) => type !== 'DecoratorBlock') }, [ROOT_CONTEXT]);
  return `${named.join('\n')}${rest.trim() === '' ? '' : `{{- $root := $ }}\n${rest}`}`;
}

/** A context is a variable; the parameters of blocks are variables of their own. */
const ROOT_CONTEXT = { variable: '$root', parameters: [] };

const define = ({ params, program: { body } }) =>
  `{{- define ${JSON.stringify(params[0].value)} -}}\n{{- $root := .root }}{{- $this := .this -}}\n${program({ body }, [{ variable: '$this', parameters: [] }])}{{- end }}\n`;

function program({ body }, scope) {
  return body.map((node) => statement(node, scope)).join('');
}

function statement(node, scope) {
  switch (node.type) {
    case 'ContentStatement':
      return node.value;
    case 'CommentStatement':
      return '';
    case 'MustacheStatement':
      return mustache(node, scope);
    case 'BlockStatement':
      return block(node, scope);
    default:
      throw new Error(`${node.type} has no counterpart`);
  }
}

function mustache(node, scope) {
  const name = node.path.original;
  if (name === 'warn') return '';
  if (name === 'fail') return `{{ fail ${expression(node.params[0], scope)} }}`;
  const isCall = node.params.length > 0 || node.hash || name === 'include';
  const value = isCall ? call(node, scope) : expression(node.path, scope);
  if (value === '') return '';
  if (isCall && node.escaped) return `{{ toJson (${value}) }}`;
  return node.escaped ? `{{ toJson ${value} }}` : `{{ ${value} }}`;
}

/** Handlebars keeps the blanks before the tag that closes a chain of `{{else if}}`. */
function trimChain({ inverse }) {
  if (!inverse?.chained) return;
  const [inner] = inverse.body;
  const last = (inner.inverse ?? inner.program).body.at(-1);
  if (last?.type === 'ContentStatement') last.value = last.value.replace(/[ \t]+$/, '');
}

function block(node, scope) {
  trimChain(node);
  const [param] = node.params;
  const value = expression(param, scope);
  const otherwise = node.inverse ? `{{ else }}${program(node.inverse, scope)}` : '';
  const inside = (context) => program(node.program ?? { body: [] }, context);
  switch (node.path.original) {
    case 'if':
      return `{{ if ${value} }}${inside(scope)}${otherwise}{{ end }}`;
    case 'unless':
      return `{{ if not ${value} }}${inside(scope)}${otherwise}{{ end }}`;
    case 'with': {
      const [name] = node.program.blockParams ?? [];
      const context = { variable: `$with${scope.length}`, parameters: name ? [name] : [] };
      const own = name ? `{{- $${name} := . }}` : '';
      return `{{ with ${value} }}{{- ${context.variable} := . }}${own}${inside([...scope, context])}${otherwise}{{ end }}`;
    }
    case 'each': {
      const [item, key] = node.program.blockParams ?? [];
      const context = {
        variable: `$item${scope.length}`,
        key: `$key${scope.length}`,
        parameters: [item, key].filter(Boolean),
      };
      const own = `${item ? `{{- $${item} := ${context.variable} }}` : ''}${key ? `{{- $${key} := ${context.key} }}` : ''}`;
      return `{{ range ${context.key}, ${context.variable} := ${value} }}${own}${inside([...scope, context])}${otherwise}{{ end }}`;
    }
    default:
      throw new Error(`{{#${node.path.original}}} has no counterpart`);
  }
}

function expression(node, scope) {
  switch (node.type) {
    case 'StringLiteral':
      return JSON.stringify(node.value);
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return String(node.value);
    case 'SubExpression':
      return `(${call(node, scope)})`;
    case 'PathExpression':
      return path(node, scope);
    default:
      throw new Error(`${node.type} has no counterpart`);
  }
}

function path({ data, depth, parts, original }, scope) {
  const context = scope.at(-1 - depth);
  const [first, ...rest] = parts;
  if (data && first === 'root') return fields('$root', rest);
  if (data && (first === 'key' || first === 'index')) return context.key;
  if (data) throw new Error(`@${first} has no counterpart`);
  if (first === undefined) return context.variable;
  if (depth === 0 && !/^(?:this|\.)[./]/.test(original)) {
    if (scope.some(({ parameters }) => parameters.includes(first))) return fields(`$${first}`, rest);
    if (ROOTS.has(first)) return fields('$root', parts);
  }
  return fields(context.variable, parts);
}

const fields = (base, names) => names.reduce((text, name) => `${text}.${name}`, base);

function call({ path: { original }, params, hash }, scope) {
  const args = params.map((param) => expression(param, scope));
  if (original === 'include') return include(args, hash, scope);
  if (original === 'evaluate') return evaluate(args);
  return [original, ...args].join(' ');
}

/** Named templates get the root context and their argument; blank lines at both ends are dropped. */
function include([name, given], hash, scope) {
  if (SILENT.has(JSON.parse(name))) return '';
  const pairs = (hash?.pairs ?? []).map(({ key, value }) => `${JSON.stringify(key)} ${expression(value, scope)}`);
  const argument = pairs.length > 0 ? `(dict ${pairs.join(' ')})` : (given ?? '$root');
  return `regexReplaceAll "\\\\A([ \\\\t]*\\\\n)+|\\\\s+\\\\z" (include ${name} (dict "root" $root "this" ${argument})) ""`;
}

/** In Helm a value is printed, rendered as one template and parsed again. */
function evaluate([value, kind]) {
  const text = `(include "twin.evaluate" (dict "root" $root "value" ${value}))`;
  switch (kind) {
    case '"map"':
      return `fromYaml ${text}`;
    case '"list"':
    case '"documents"':
      return `fromYamlArray ${text}`;
    case '"any"':
      return `ternary (fromYamlArray ${text}) (fromYaml ${text}) (kindIs "slice" ${value})`;
    default:
      return `tpl (toString (default "" ${value})) $root`;
  }
}
