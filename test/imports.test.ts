import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycles, findViolations } from '../tools/layers/check.ts';
import { type Graph, readImports } from '../tools/layers/imports.ts';
import { ROOMS } from '../tools/layers/rooms.ts';

const sources = readImports(join(import.meta.dirname, '../src'));

/**
 * What does not hold yet, to be removed one by one. An entry that has become true is a failure, so that this list can
 * only shrink.
 */
const KNOWN_VIOLATIONS: readonly string[] = [];
const KNOWN_CYCLES: readonly (readonly string[])[] = [];

describe('the sources', () => {
  it('import only what the rooms allow', () => {
    expect(findViolations(sources, ROOMS)).toEqual(KNOWN_VIOLATIONS);
  });

  it('have no import cycles, imports of types included', () => {
    expect(findCycles(sources)).toEqual(expect.arrayContaining(KNOWN_CYCLES as string[][]));
    expect(findCycles(sources)).toHaveLength(KNOWN_CYCLES.length);
  });

  it('fill every room', () => {
    const used = new Set([...sources.keys()].map((path) => path.split('/', 1)[0]));
    expect([...used].sort()).toEqual(ROOMS.map(({ name }) => name).sort());
  });
});

describe('the rooms', () => {
  it('are ordered: each imports rooms before it, and never itself', () => {
    const names = ROOMS.map(({ name }) => name);
    for (const [index, { name, mayImport }] of ROOMS.entries())
      for (const imported of mayImport)
        expect(names.slice(0, index), `${name} imports ${imported}`).toContain(imported);
  });
});

/** Every kind of import there is. */
const KINDS: Readonly<Record<string, (path: string) => string>> = {
  'a static import': (path) => `import { x } from '${path}';\nx();\n`,
  'an import for its effects': (path) => `import '${path}';\n`,
  'a type import': (path) => `import type { X } from '${path}';\nexport type Y = X;\n`,
  'an inline type import': (path) => `import { type X } from '${path}';\nexport type Y = X;\n`,
  'a dynamic import': (path) => `export const load = async () => import('${path}');\n`,
  'an export from': (path) => `export { x } from '${path}';\n`,
  'an export of all': (path) => `export * from '${path}';\n`,
  'a type export from': (path) => `export type { X } from '${path}';\n`,
  'an import in a type': (path) => `export type Y = import('${path}').X;\n`,
  'a typeof import': (path) => `export type Y = typeof import('${path}');\n`,
  'an import assignment': (path) => `import x = require('${path}');\nx();\n`,
};

/** One import in one file, and what is said of it. */
const ROWS: readonly (readonly [file: string, specifier: string, violation: string | undefined])[] = [
  ['problem/a.ts', '../yaml/value.ts', 'problem may not import yaml'],
  ['yaml/a.ts', '../problem/problem.ts', undefined],
  ['yaml/a.ts', '../functions/truth.ts', 'yaml may not import functions'],
  ['yaml/a.ts', 'yaml', 'yaml may not import this package'],
  ['yaml/a.ts', 'js-yaml', undefined],
  ['go/a.ts', '../yaml/value.ts', undefined],
  ['go/a.ts', '../functions/truth.ts', 'go may not import functions'],
  ['functions/a.ts', '../templates/index.ts', 'functions may not import templates'],
  ['functions/policy/a.ts', '../../yaml/value.ts', undefined],
  ['functions/policy/a.ts', '../truth.ts', undefined],
  ['chart/a.ts', '../values/index.ts', 'chart may not import values'],
  ['values/a.ts', '../chart/index.ts', undefined],
  ['values/a.ts', '../chart/walk.ts', 'it is the inside of chart'],
  ['values/a.ts', '../schema/index.ts', 'values may not import schema'],
  ['values/a.ts', 'node:fs', 'values may not import this package'],
  ['schema/a.ts', 'ajv/dist/2020.js', undefined],
  ['schema/a.ts', 'handlebars', 'schema may not import this package'],
  ['templates/handlebars/runtime/a.ts', '../../../values/index.ts', 'templates may not import values'],
  ['templates/handlebars/runtime/a.ts', '../../../functions/truth.ts', undefined],
  ['templates/handlebars/runtime/a.ts', '../compile.ts', undefined],
  ['manifests/a.ts', '../templates/language.ts', 'manifests may not import templates'],
  ['release/a.ts', '../templates/handlebars/parse/parse.ts', 'it is the inside of templates'],
  ['release/a.ts', '../templates/index.ts', undefined],
  ['release/a.ts', '../lint/index.ts', 'release may not import lint'],
  ['lint/rules/a.ts', '../../schema/words.ts', 'it is the inside of schema'],
  ['lint/rules/a.ts', '../../schema/index.ts', undefined],
  ['lint/a.ts', '../cli/run.ts', 'lint may not import cli'],
  ['index.ts', './cli/run.ts', 'index.ts may not import cli'],
  ['index.ts', './release/index.ts', undefined],
  ['cli/commands/a.ts', '../../values/merge.ts', 'it is the inside of values'],
  ['cli/commands/a.ts', '../../values/index.ts', undefined],
  ['cli/commands/a.ts', '../../../package.json', undefined],
  ['cli/commands/a.ts', '../../../tools/layers/rooms.ts', 'it is in no room'],
  ['elsewhere/a.ts', '../yaml/value.ts', 'elsewhere/a.ts is in no room'],
];

/** @returns the imports of a tree of files, which is written to the disk and removed again */
function plant(files: Readonly<Record<string, string>>): Graph {
  const tree = mkdtempSync(join(tmpdir(), 'kilo-chart-imports-'));
  try {
    for (const [path, code] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), code);
    }
    return readImports(tree);
  } finally {
    rmSync(tree, { recursive: true });
  }
}

describe.each(Object.entries(KINDS))('when the import is %s', (_, code) => {
  it.each(ROWS)('then in %s of %s the check reports: %s', (path, specifier, violation) => {
    const found = findViolations(plant({ [path]: code(specifier) }), ROOMS);
    if (violation === undefined) expect(found).toEqual([]);
    else {
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(violation);
    }
  });

  it('then a cycle is found, whatever the kind of its other half', () => {
    for (const other of Object.values(KINDS)) {
      const files = { 'yaml/a.ts': code('./b.ts'), 'yaml/b.ts': other('./c.ts'), 'yaml/c.ts': code('./a.ts') };
      expect(findCycles(plant(files))).toEqual([['yaml/a.ts', 'yaml/b.ts', 'yaml/c.ts']]);
    }
  });
});

describe('when an import is unusual', () => {
  it('then a computed path is refused', () => {
    const found = findViolations(plant({ 'yaml/a.ts': 'export const load = (x: string) => import(x);\n' }), ROOMS);
    expect(found).toEqual(['yaml/a.ts imports a computed path: it cannot be checked']);
  });

  it('then one in a comment or a string is not counted', () => {
    const code = "// import '../cli/run.ts'\nexport const x = \"import '../cli/run.ts'\";\n";
    expect(findViolations(plant({ 'yaml/a.ts': code }), ROOMS)).toEqual([]);
  });

  it('then a file that imports itself is a cycle', () => {
    expect(findCycles(plant({ 'yaml/a.ts': "export * from './a.ts';\n" }))).toEqual([['yaml/a.ts']]);
  });

  it('then two files that import a third are not a cycle', () => {
    const files = {
      'yaml/a.ts': "import './c.ts';",
      'yaml/b.ts': "import './c.ts'; import './a.ts';",
      'yaml/c.ts': '',
    };
    expect(findCycles(plant(files))).toEqual([]);
  });

  it('then a file that is not TypeScript is refused', () => {
    expect(() => plant({ 'yaml/a.ts': 'import from from;' })).toThrow('yaml/a.ts: ');
  });
});
