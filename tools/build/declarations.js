import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'rolldown/utils';

/**
 * Collects the exports of a module in one file of declarations, which imports nothing, because the package has no
 * dependencies. It knows the declarations that the compiler prints for this project's modules, and refuses anything
 * else.
 *
 * @param {string} entry a `.d.ts` file of the compiler, with those that it imports beside it
 * @returns {string} its declarations, and those that they need
 * @throws Error for an import of a package, and for two declarations of one name
 */
export function bundleDeclarations(entry) {
  const read = memoize(readModule);
  /** The code of each declaration, by its name. */
  const printed = new Map();
  const places = new Map();

  const add = (file, name) => {
    const found = resolve(read, file, name);
    if (places.has(found.name)) {
      if (places.get(found.name) === found.file) return;
      const both = [places.get(found.name), found.file].map((path) => relative(dirname(entry), path)).join(' and ');
      throw new Error(`${found.name} is declared by ${both}: the declarations of the package need two names`);
    }
    if (found.name !== name) throw new Error(`${file}: ${found.name} is renamed to ${name}, which is not supported`);
    places.set(found.name, found.file);
    const { declarations, imports } = read(found.file);
    const own = declarations.get(found.name);
    printed.set(found.name, own.map(({ code }) => inlineModules(code, found.file)).join('\n'));
    for (const { node } of own)
      for (const used of referencesOf(node)) if (declarations.has(used) || imports.has(used)) add(found.file, used);
  };

  /** Writes the type of a whole module, `typeof import('./compile.ts')`, as the type of an object. */
  const inlineModules = (code, file) =>
    code.replace(/\btypeof import\('(\.[^']*)'\)/g, (_, specifier) => {
      const module = join(dirname(file), specifier.replace(/\.ts$/, '.d.ts'));
      const values = [...read(module).exports.keys()].filter((name) => !isType(declarationOf(read, module, name)));
      for (const name of values) add(module, name);
      return `{ ${values.map((name) => `readonly ${name}: typeof ${name}`).join('; ')} }`;
    });

  const { exports } = read(entry);
  const names = [...exports.keys()].sort();
  for (const name of names) add(entry, name);
  const list = names.map((name) => (isType(declarationOf(read, entry, name)) ? `type ${name}` : name)).join(', ');
  return `${[...printed.values()].join('\n')}\nexport { ${list} };\n`;
}

/** What a module declares, imports and exports, by name. */
function readModule(file) {
  const text = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, text);
  const declarations = new Map();
  const imports = new Map();
  const exports = new Map();
  const moduleOf = ({ value }) => {
    if (!value.startsWith('.')) throw new Error(`${file}: the declarations of the package import ${value}`);
    return join(dirname(file), value.replace(/\.[jt]s$/, '.d.ts'));
  };
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      // A package that nothing exported needs may be imported.
      for (const { imported, local } of statement.specifiers)
        imports.set(local.name, () => ({ file: moduleOf(statement.source), name: imported?.name ?? '*' }));
      continue;
    }
    if (statement.type === 'ExportAllDeclaration') throw new Error(`${file}: export * is not supported`);
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared === null) {
      for (const { local, exported } of statement.specifiers)
        exports.set(exported.name, () =>
          statement.source ? { file: moduleOf(statement.source), name: local.name } : { file, name: local.name },
        );
      continue;
    }
    const comment = comments.find(
      ({ end }) => end <= statement.start && /^\s+$/.test(text.slice(end, statement.start)),
    );
    const isDocumentation = comment?.value.startsWith('*') && !comment.value.includes('@module');
    const code = `${isDocumentation ? `${text.slice(comment.start, comment.end)}\n` : ''}${text
      .slice(declared.start, statement.end)
      .trim()}`;
    const name = (declared.id ?? declared.declarations[0].id).name;
    declarations.set(name, [...(declarations.get(name) ?? []), { code, node: declared }]);
    if (statement !== declared) exports.set(name, undefined);
  }
  return { declarations, imports, exports };
}

/** @returns the file that declares what `file` calls `name`, and its name there */
function resolve(read, file, name) {
  const { declarations, imports, exports } = read(file);
  if (declarations.has(name)) return { file, name };
  const next = (imports.get(name) ?? exports.get(name))?.();
  if (next === undefined) throw new Error(`${file} has no ${name}`);
  return resolve(read, next.file, next.name);
}

const isType = ({ type }) => type === 'TSInterfaceDeclaration' || type === 'TSTypeAliasDeclaration';

function declarationOf(read, file, name) {
  const found = resolve(read, file, name);
  return read(found.file).declarations.get(found.name)[0].node;
}

/** @returns the names in a declaration, without those of its own fields */
function referencesOf(node, found = new Set()) {
  if (Array.isArray(node)) for (const item of node) referencesOf(item, found);
  else if (typeof node === 'object' && node !== null) {
    if (node.type === 'TSImportType') {
      if (!node.source.value.startsWith('.') || node.qualifier)
        throw new Error(`import(${node.source.raw}) in a type is not supported`);
      return found;
    }
    if (node.type === 'Identifier') found.add(node.name);
    for (const key in node) if (key !== 'key' || node.computed) referencesOf(node[key], found);
  }
  return found;
}

function memoize(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}
