// Writes the built-in chart's templates in Go's language, for Helm (npm run generate). They are the same templates,
// statement by statement, so that differences between the outputs are differences between the programs. The templates
// of bitnami's library are written by hand: test/charts/kilo-go/_common.tpl.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { hbs } from '../../src/templates/handlebars/parse/syntax.ts';

const ROOTS = new Set(['Values', 'Release', 'Chart', 'Capabilities', 'Template', 'Files']);
/** Statements that print nothing and have no counterpart in Helm. */
const SILENT = new Set(['kilo.warnings']);

/** Translates a directory of Handlebars templates. @returns Go templates, by the names of their files */
export function translateTemplates(directory: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(directory).sort()) {
    const isPartial = name.startsWith('_');
    const target = isPartial ? name.replace(/\.hbs$/, '.tpl') : name.replace(/\.hbs$/, '');
    if (name === '_warnings.hbs') continue;
    files[target] = translate(readFileSync(join(directory, name), 'utf8'));
  }
  return files;
}

function translate(text: string): string {
  const { body } = Handlebars.parse(text) as unknown as hbs.Program;
  const named = body.filter(({ type }) => type === 'DecoratorBlock').map((node) => define(node as hbs.DecoratorBlock));
  const rest = program({ body: body.filter(({ type }) => type !== 'DecoratorBlock') }, [ROOT_CONTEXT]);
  return `${named.join('\n')}${rest.trim() === '' ? '' : `{{- $root := $ }}\n${rest}`}`;
}

/** A context is a variable; the parameters of blocks are other variables. */
interface Context {
  readonly variable: string;
  readonly key?: string;
  readonly parameters: readonly string[];
}

/** The contexts of the surrounding blocks, the innermost last. */
type Scope = readonly Context[];

const ROOT_CONTEXT: Context = { variable: '$root', parameters: [] };

const define = ({ params: [name], program: { body } }: hbs.DecoratorBlock): string =>
  `{{- define ${JSON.stringify((name as hbs.StringLiteral).value)} -}}\n{{- $root := .root }}{{- $this := .this -}}\n${program({ body }, [{ variable: '$this', parameters: [] }])}{{- end }}\n`;

function program({ body }: Pick<hbs.Program, 'body'>, scope: Scope): string {
  return body.map((node) => statement(node, scope)).join('');
}

function statement(node: hbs.Statement, scope: Scope): string {
  switch (node.type) {
    case 'ContentStatement':
      return (node as hbs.ContentStatement).value;
    case 'CommentStatement':
      return '';
    case 'MustacheStatement':
      return mustache(node as hbs.MustacheStatement, scope);
    case 'BlockStatement':
      return block(node as hbs.BlockStatement, scope);
    default:
      throw new Error(`${node.type} has no counterpart`);
  }
}

const nameOf = ({ path }: hbs.Call): string => (path as hbs.PathExpression).original;

function mustache(node: hbs.MustacheStatement, scope: Scope): string {
  const name = nameOf(node);
  if (name === 'warn') return '';
  if (name === 'fail') return `{{ fail ${expression(node.params[0] as hbs.Expression, scope)} }}`;
  const isCall = node.params.length > 0 || node.hash || name === 'include';
  const value = isCall ? call(node, scope) : expression(node.path, scope);
  if (value === '') return '';
  if (isCall && node.escaped) return `{{ toJson (${value}) }}`;
  return node.escaped ? `{{ toJson ${value} }}` : `{{ ${value} }}`;
}

/** Handlebars keeps the blanks before the tag that closes a chain of `{{else if}}`. */
function trimChain({ inverse }: hbs.BlockStatement): void {
  if (!inverse?.chained) return;
  const [inner] = inverse.body as hbs.BlockStatement[];
  const last = (inner?.inverse ?? inner?.program)?.body.at(-1) as hbs.ContentStatement | undefined;
  if (last?.type === 'ContentStatement') last.value = last.value.replace(/[ \t]+$/, '');
}

function block(node: hbs.BlockStatement, scope: Scope): string {
  trimChain(node);
  const [param] = node.params;
  const value = expression(param as hbs.Expression, scope);
  const otherwise = node.inverse ? `{{ else }}${program(node.inverse, scope)}` : '';
  const inside = (context: Scope) => program(node.program ?? { body: [] }, context);
  switch (nameOf(node)) {
    case 'if':
      return `{{ if ${value} }}${inside(scope)}${otherwise}{{ end }}`;
    case 'unless':
      return `{{ if not ${value} }}${inside(scope)}${otherwise}{{ end }}`;
    case 'with': {
      const [name] = node.program?.blockParams ?? [];
      const context = { variable: `$with${scope.length}`, parameters: name ? [name] : [] };
      const own = name ? `{{- $${name} := . }}` : '';
      return `{{ with ${value} }}{{- ${context.variable} := . }}${own}${inside([...scope, context])}${otherwise}{{ end }}`;
    }
    case 'each': {
      const [item, key] = node.program?.blockParams ?? [];
      const context = {
        variable: `$item${scope.length}`,
        key: `$key${scope.length}`,
        parameters: [item, key].filter((one) => one !== undefined),
      };
      const own = `${item ? `{{- $${item} := ${context.variable} }}` : ''}${key ? `{{- $${key} := ${context.key} }}` : ''}`;
      return `{{ range ${context.key}, ${context.variable} := ${value} }}${own}${inside([...scope, context])}${otherwise}{{ end }}`;
    }
    default:
      throw new Error(`{{#${nameOf(node)}}} has no counterpart`);
  }
}

function expression(node: hbs.Expression, scope: Scope): string {
  switch (node.type) {
    case 'StringLiteral':
      return JSON.stringify((node as hbs.StringLiteral).value);
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return String((node as hbs.Node & { readonly value: unknown }).value);
    case 'SubExpression':
      return `(${call(node as hbs.SubExpression, scope)})`;
    case 'PathExpression':
      return path(node as hbs.PathExpression, scope);
    default:
      throw new Error(`${node.type} has no counterpart`);
  }
}

function path({ data, depth, parts, original }: hbs.PathExpression, scope: Scope): string {
  const context = scope.at(-1 - depth);
  if (context === undefined) throw new Error(`${original} leads out of the template`);
  const [first, ...rest] = parts;
  if (data && first === 'root') return fields('$root', rest);
  if (data && (first === 'key' || first === 'index') && context.key !== undefined) return context.key;
  if (data) throw new Error(`@${first} has no counterpart`);
  if (first === undefined) return context.variable;
  if (depth === 0 && !/^(?:this|\.)[./]/.test(original)) {
    if (scope.some(({ parameters }) => parameters.includes(first))) return fields(`$${first}`, rest);
    if (ROOTS.has(first)) return fields('$root', parts);
  }
  return fields(context.variable, parts);
}

const fields = (base: string, names: readonly string[]): string =>
  names.reduce((text, name) => `${text}.${name}`, base);

function call(node: hbs.Call, scope: Scope): string {
  const { params, hash } = node;
  const original = nameOf(node);
  const args = params.map((param) => expression(param, scope));
  if (original === 'include') return include(args, hash, scope);
  if (original === 'evaluate') return evaluate(args);
  return [original, ...args].join(' ');
}

/** Named templates get the root context and their argument; blank lines at both ends are dropped. */
function include([name = '', given]: readonly string[], hash: hbs.Hash | undefined, scope: Scope): string {
  if (SILENT.has(JSON.parse(name))) return '';
  const pairs = (hash?.pairs ?? []).map(({ key, value }) => `${JSON.stringify(key)} ${expression(value, scope)}`);
  const argument = pairs.length > 0 ? `(dict ${pairs.join(' ')})` : (given ?? '$root');
  return `regexReplaceAll "\\\\A([ \\\\t]*\\\\n)+|\\\\s+\\\\z" (include ${name} (dict "root" $root "this" ${argument})) ""`;
}

/** In Helm a value is printed, rendered as one template and parsed again. */
function evaluate([value, kind]: readonly string[]): string {
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
