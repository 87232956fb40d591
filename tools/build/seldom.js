import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Modules that few runs call, which all runs would load: they become chunks, and what imports them gets functions that
 * load these with the first call. So they export functions alone. To make their functions and tables took each start a
 * millisecond and a half, of twenty beyond Node's own.
 */
const SELDOM = [
  'chart/load.ts',
  'problem/excerpt.ts',
  'functions/bcrypt.ts',
  'functions/certificates.ts',
  'functions/ciphers.ts',
  'functions/dates.ts',
  'functions/policy/go/keys.ts',
  'functions/policy/go/times.ts',
  'functions/policy/go/toml.ts',
  'functions/policy/go/urls.ts',
  'functions/policy/go/versions.ts',
  'functions/policy/go/yaml-pretty.ts',
  'go/glob.ts',
  'go/semver.ts',
  'functions/urls.ts',
  'schema/compile.ts',
  'schema/explain.ts',
  'problem/suggest.ts',
  'values/set-hints.ts',
  'yaml/explain.ts',
];

/**
 * @param source the folder of the sources
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

/** What is exported has to be a function by its looks: an arrow, a function, or what one of these makers returns. */
const FUNCTION =
  /^(?:async )?(?:\([^=]*?\)(?::[^=]+?)? =>|\w+ =>|\(\n|<|function\b|(?:memoize|guarded|counted|characters)\()/;

/**
 * A module of functions that call those of another, which is a chunk of its own.
 *
 * @throws Error for a module that exports something else than functions: it would turn into a function unnoticed
 */
export function writeCalls(code, chunk) {
  const refuse = (what) => {
    throw new Error(`${chunk} is seldom called, and exports something else than functions: ${what}`);
  };
  const names = [];
  for (const [line, kind, name, value] of code.matchAll(
    /^export (?!type |interface )(\S+(?: function)?\*?) ?(\w*)(?:(?:: [^=\n]+(?:=> [^=\n]+)?)? =\s+)?(.*)$/gm,
  )) {
    const isFunction = /^(?:async )?function$/.test(kind) || (kind === 'const' && isFunctionIn(code, name, value));
    if (!isFunction) refuse(line);
    names.push(name);
  }
  const calls = names.map((name) => `export const ${name} = (...args) => load().${name}(...args);`);
  return `let loaded;\nconst load = () => (loaded ??= require('chunk:${chunk}'));\n${calls.join('\n')}\n`;
}

/** Another name of a function of the same module or of an imported one is a function, too. */
const isFunctionIn = (code, name, value) =>
  FUNCTION.test(value) ||
  new RegExp(`^export const ${name}(?:: [^=;]+)? =\\s*(?:async )?\\([^;]*?\\)(?:: [^=;]+)? =>`, 'm').test(code);
