import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { importTypeScript } from '../run.js';
import { OPTIMIZE_LATER } from './optimize-later.js';
import { seldomCalled } from './seldom.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns the result of tools/build/embed.ts */
async function embed() {
  try {
    const { embedBuiltInChart } = await importTypeScript(join(root, 'tools/build/embed.ts'));
    return await embedBuiltInChart();
  } catch (error) {
    for (const problem of error.problems ?? []) console.error(problem);
    throw error;
  }
}

/** Starts a thread with the program's core, which is next to the chunk that starts it. */
const START_WORKER = `import { availableParallelism } from 'node:os';
const program = 'require(' + JSON.stringify(__dirname + '/core.js') + ").serve(require('node:worker_threads'))";
export const startWorker = (workerData) => new (require('node:worker_threads').Worker)(program, { eval: true, workerData });
export const countThreads = availableParallelism;
const setBudget = ${OPTIMIZE_LATER};
export const optimizeLater = () => setBudget(400_000);`;

/**
 * Replaces the modules that read the chart by the embedded chart. Parts that few runs need become chunks, if the format
 * has chunks.
 */
function builtInChart({ replaced, required }, hasChunks) {
  const sources = new Map();
  if (hasChunks) sources.set(join(root, 'src/cli/start-worker.ts'), START_WORKER);
  // The package has the pages in docs/rules, where the module itself finds them.
  for (const name in replaced)
    if (!hasChunks || name !== 'cli/rule-pages.ts') sources.set(join(root, 'src', name), replaced[name]);
  for (const name in required) sources.set(join(root, 'src', `${name}.cjs`), required[name]);
  return {
    name: 'built-in chart',
    buildStart() {
      if (!hasChunks) return;
      for (const name in required)
        this.emitFile({ type: 'chunk', id: join(root, 'src', `${name}.cjs`), fileName: `chunks/${name}.js` });
    },
    resolveId(id) {
      if (!(id in required)) return sources.has(id) ? id : null;
      // One chunk requires another: rolldown creates chunks only of dynamic imports, which are asynchronous.
      return hasChunks ? { id: `./${id}.js`, external: true } : join(root, 'src', `${id}.cjs`);
    },
    load: (id) => (sources.has(id) ? { code: sources.get(id), moduleType: 'js' } : null),
  };
}

const commander = (name) => JSON.stringify(join(root, 'node_modules/commander/lib', name));

/** The chunk with commander's help. */
const HELP = 'commander-help';
const HELP_CODE = `import help from ${commander('help.js')};\nexport const { Help, stripColor } = help;`;

/** What each start would load or create without need, and its replacement. */
const LAZY = [
  // Commander can run other programs as commands; this program has none.
  {
    module: 'node:child_process',
    importer: /[/\\]commander[/\\]/,
    code: "exports.spawn = (...args) => require('node:child_process').spawn(...args);",
  },
  // The entry creates a program besides the needed classes.
  {
    module: 'commander',
    importer: /[/\\]src[/\\]/,
    code: `exports.Command = require(${commander('command.js')}).Command;
      exports.CommanderError = require(${commander('error.js')}).CommanderError;
      exports.Option = require(${commander('option.js')}).Option;`,
  },
  // Few runs print help: a chunk, if the format has chunks.
  {
    module: './help.js',
    importer: /[/\\]commander[/\\]lib[/\\]command\.js$/,
    code: `exports.Help = function () { return new (require('chunk:commander-help').Help)(); };
      exports.stripColor = (text) => require('chunk:commander-help').stripColor(text);`,
    format: 'cjs',
  },
  {
    module: './help.js',
    importer: /[/\\]commander[/\\]lib[/\\]command\.js$/,
    code: `exports.Help = function () { return new (require(${commander('help.js')}).Help)(); };
      exports.stripColor = (text) => require(${commander('help.js')}).stripColor(text);`,
  },
  // A CommonJS module has this function anyway.
  {
    module: 'node:module',
    importer: /[/\\]src[/\\]functions[/\\]builtin\.ts$/,
    code: 'exports.createRequire = () => require;',
    format: 'cjs',
  },
];

const lazyModules = (format) => ({
  name: 'lazy modules',
  buildStart() {
    if (format === 'cjs') this.emitFile({ type: 'chunk', id: HELP, fileName: 'chunks/commander-help.js' });
  },
  resolveId(id, importer) {
    if (id === HELP) return id;
    const found = LAZY.findIndex(
      (lazy) => lazy.module === id && lazy.importer.test(importer) && (lazy.format ?? format) === format,
    );
    return found >= 0 ? `lazy-${found}` : null;
  },
  load(id) {
    if (id === HELP) return { code: HELP_CODE, moduleType: 'js' };
    const [, index] = /^lazy-(\d+)$/.exec(id) ?? [];
    return index === undefined ? null : { code: LAZY[index].code, moduleType: 'js' };
  },
});

/**
 * Removes what js-yaml creates when it is loaded and this program never uses: js-yaml does not declare that it has no
 * side effects. Functions and classes do nothing by themselves.
 */
const onlyWhatIsUsed = {
  name: 'only what is used',
  transform: (code, id) =>
    /[/\\]js-yaml\.mjs$/.test(id)
      ? code.replace(
          /^(var \w+ = )(?:\/\* @__PURE__ \*\/ )?(?!class\b)(.*(?:\n[\t\])}].*)*);$/gm,
          (whole, start, value) => (/[(`]/.test(value) ? `${start}/* @__PURE__ */ (() => (${value}))();` : whole),
        )
      : null,
};

/** Text that is only ASCII is read and parsed sooner. Other characters are only in strings and patterns. */
function toAscii(code) {
  if (/\\[^\0-\x7f]/.test(code)) throw new Error('a backslash is before a character that is to be escaped');
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** How rolldown exports a name from a chunk. */
const EXPORT = /Object\.defineProperty\(exports,"(\w+)",\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/;
const EXPORTS = new RegExp(`${EXPORT.source}(?:,${EXPORT.source}){2,}`, 'g');

/** One call exports all names of a chunk, where each had its own: a tenth less to read for every run. */
const exportAtOnce = (code) =>
  code.replace(EXPORTS, (whole) => {
    const names = whole.split(/(?<=\}\)),/).map((one) => one.replace(EXPORT, '$1:()=>$2'));
    return `(e=>{for(let n in e)Object.defineProperty(exports,n,{enumerable:!0,get:e[n]})})({${names.join(',')}})`;
  });

/**
 * Bundles the program. The built-in chart goes in as data, with its templates and its schema compiled.
 *
 * @param input the modules to begin with, by the names of their files
 * @param options of the output
 * @param target what runs it; default: Node, without further plugins
 * @returns its files, only ASCII
 */
export async function bundleProgram(input, options, { platform = 'node', plugins = [], transform = {} } = {}) {
  const hasChunks = options.codeSplitting !== false;
  const bundle = await rolldown({
    cwd: root,
    input,
    platform,
    transform,
    plugins: [
      ...plugins,
      builtInChart(await embed(), hasChunks),
      ...(hasChunks ? [seldomCalled(join(root, 'src'))] : []),
      lazyModules(options.format),
      onlyWhatIsUsed,
    ],
    checks: { ineffectiveDynamicImport: false, bundlerTimings: false },
    treeshake: { propertyReadSideEffects: false },
  });
  const { output } = await bundle.generate({
    ...options,
    minifyInternalExports: false,
    // The names of functions and classes are kept, for crash reports.
    minify: {
      compress: { keepNames: { function: true, class: true } },
      mangle: { keepNames: true },
      codegen: { removeWhitespace: true },
    },
  });
  await bundle.close();
  return output.map(({ fileName, code, modules }) => ({ fileName, code: toAscii(exportAtOnce(code)), modules }));
}
