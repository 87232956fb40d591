import { schema } from './chart-parameters.ts';

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
  readonly allOf?: readonly Node[];
}

const { definitions } = schema as unknown as { readonly definitions: Readonly<Record<string, Node>> };

/** src/library/kilo-values.ts: the type of the built-in chart's values, generated from its schema. */
export function printValuesType(): string {
  const fields = printFields(schema as Node, '  ');
  return [
    '// Made from values.schema.json by npm run generate.',
    '',
    '/** Values of the built-in chart; what is left out has its default. docs/parameters.md describes them. */',
    `export interface KiloValues {\n${fields}}`,
    '',
  ].join('\n');
}

function printFields({ properties = {}, required = [], additionalProperties }: Node, indent: string): string {
  const fields = Object.entries(properties).map(([key, node]) => {
    const text = node.description ?? node.title;
    const comment = text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '* /')} */\n`;
    const name = /^[a-zA-Z_]\w*$/.test(key) ? key : `'${key}'`;
    return `${comment}${indent}readonly ${name}${required.includes(key) ? '' : '?'}: ${printType(node, indent)};\n`;
  });
  const more = Object.keys(properties).length > 0 && additionalProperties !== false;
  return fields.join('') + (more ? `${indent}readonly [key: string]: unknown;\n` : '');
}

/** The type of a value; only the schema checks patterns and the like. */
function printType(given: Node, indent: string): string {
  const node = resolve(given);
  if (node.enum) return node.enum.map((value) => printLiteral(value)).join(' | ');
  const types = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  if (types.length === 0) return 'unknown';
  return [...new Set(types.map((type) => printOne(type, node, indent)))].join(' | ');
}

const printLiteral = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll(/[\\']/g, '\\$&')}'` : JSON.stringify(value);

function printOne(type: string, node: Node, indent: string): string {
  if (type === 'integer') return 'number';
  if (type === 'array') return `ReadonlyArray<${node.items ? printType(node.items, indent) : 'unknown'}>`;
  if (type !== 'object') return type;
  if (node.properties) return `{\n${printFields(node, `${indent}  `)}${indent}}`;
  const { additionalProperties } = node;
  const value = typeof additionalProperties === 'object' ? printType(additionalProperties, indent) : 'unknown';
  return `{ readonly [key: string]: ${value} }`;
}

/** A schema merged over the target of its `$ref`. */
function resolve(node: Node): Node {
  const references = [node, ...(node.allOf ?? [])].flatMap(({ $ref }) => $ref ?? []);
  let found = node;
  for (const reference of references) {
    const definition = definitions[reference.replace('#/definitions/', '')];
    if (!definition) throw new Error(`the schema has no ${reference}`);
    found = { ...resolve(definition), ...found };
  }
  return found;
}
