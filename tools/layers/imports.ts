import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'rolldown/utils';

/** One import of a module, of any kind. */
export interface Import {
  /** As written; undefined for an `import()` whose argument is computed. */
  readonly specifier: string | undefined;
  /** The path of the file, relative to the sources, for a relative specifier. */
  readonly file?: string;
}

/** The imports of each module, by its path relative to the sources. */
export type Graph = ReadonlyMap<string, readonly Import[]>;

/** Every syntax that names another module, with the field that contains the name. */
const SOURCE_OF: Readonly<Record<string, string>> = {
  ImportDeclaration: 'source',
  ExportNamedDeclaration: 'source',
  ExportAllDeclaration: 'source',
  ImportExpression: 'source',
  TSImportType: 'source',
  TSExternalModuleReference: 'expression',
};

/**
 * Reads what every TypeScript file imports: static, of types, dynamic, `export … from`, `typeof import()`.
 *
 * @param root directory of the sources
 * @throws Error for a file that is not TypeScript
 */
export function readImports(root: string): Graph {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort();
  return new Map(paths.map((path) => [path, importsOf(path, readFileSync(join(root, path), 'utf8'))]));
}

function importsOf(path: string, code: string): Import[] {
  const { program, errors } = parseSync(path, code);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const found: Import[] = [];
  visit(program, (specifier) => {
    const isRelative = specifier !== undefined && /^\.\.?\//.test(specifier);
    found.push(isRelative ? { specifier, file: posix.join(posix.dirname(path), specifier) } : { specifier });
  });
  return found;
}

function visit(node: unknown, found: (specifier: string | undefined) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, found);
  else if (typeof node === 'object' && node !== null) {
    const { type } = node as { readonly type?: string };
    const field = type === undefined ? undefined : SOURCE_OF[type];
    if (field !== undefined) {
      const source = (node as Readonly<Record<string, { readonly value?: unknown } | null>>)[field];
      // `export { x };` has no source.
      if (source) found(typeof source.value === 'string' ? source.value : undefined);
    }
    for (const child of Object.values(node)) visit(child, found);
  }
}
