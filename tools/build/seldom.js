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
  'go/glob.ts',
  'functions/semver.ts',
  'functions/urls.ts',
  'schema/compile.ts',
  'schema/explain.ts',
  'problem/suggest.ts',
  'templates/handlebars/compile.ts',
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

/** A module of functions that call those of another, which is a chunk of its own. */
function writeCalls(code, chunk) {
  const functions = [...code.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(([, name]) => name);
  const others = code.match(/^export (?!const|async|function|type|interface).*/m);
  if (others) throw new Error(`${chunk} is seldom called, and exports something else than functions: ${others[0]}`);
  const calls = functions.map((name) => `export const ${name} = (...args) => load().${name}(...args);`);
  return `let loaded;\nconst load = () => (loaded ??= require('chunk:${chunk}'));\n${calls.join('\n')}\n`;
}
