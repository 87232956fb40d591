const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const DIST = join(__dirname, '../dist');
/** What every run loads. */
const CORE = join(DIST, 'chunks/core.js');
/** What V8 made of it when the package was built; of use to a Node with the same V8. */
const CODE_CACHE = join(DIST, 'code-cache');

/**
 * Loads the program with what Node has compiled of it before: parsing and compiling would take longer than all else that
 * a run does.
 *
 * Nothing is read but the package itself: who can write there can change the program, too. A cache of another V8 or of
 * another program is refused by V8, and then the program is compiled as it is.
 */
function load() {
  // Node 22.1 and newer keep what they compile by themselves, here beside the program where that can be written.
  if (Module.enableCompileCache) Module.enableCompileCache(join(DIST, 'compile-cache'));
  else loadCore(readCache());
  return require('../dist/kilo-chart.js');
}

function readCache() {
  try {
    return readFileSync(CODE_CACHE);
  } catch {
    return undefined;
  }
}

/**
 * What `require` of the core does, with a cache.
 *
 * @returns the script, which can make a cache of what was compiled
 */
function loadCore(cachedData) {
  // The program is ASCII: Latin-1 is read as it is.
  const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(CORE, 'latin1')}\n})`;
  // The cache keeps the name, and is not to keep where it was built.
  const script = new Script(source, { filename: 'kilo-chart/core.js', ...(cachedData ? { cachedData } : {}) });
  const core = new Module(CORE, module);
  core.filename = CORE;
  core.paths = [];
  Module._cache[CORE] = core;
  script.runInThisContext()(core.exports, Module.createRequire(CORE), core, CORE, dirname(CORE));
  core.loaded = true;
  return script;
}

module.exports = { load, loadCore, CODE_CACHE };
