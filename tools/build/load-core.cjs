// Becomes dist/chunks/core.js: loads what every run needs with what V8 compiled of it in a run before, since parsing and
// compiling would take longer than all else that a run does. (Node's own compile cache keeps what is compiled when a
// module is loaded, and not what is compiled when it is called, which is most of it.)
//
// Nothing is read but the package itself: who can write there can change the program, too. A cache of another program is
// refused by V8, and then the program is compiled as it is.
const { accessSync, constants, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** Each V8 has its own; the one for the Node that built the package comes with it. */
const CACHE = join(__dirname, `core-${process.versions.v8.replace(/-.*/, '')}-${process.arch}.cache`);

/** The core, in the function that Node puts around every module. It is ASCII, and Latin-1 is read as it is. */
const source = readFileSync(join(__dirname, 'core.script'), 'latin1');
const cachedData = readCache();
// The cache holds the name, and is not to hold where it was built.
const script = new Script(source, { filename: 'kilo-chart/core.js', ...(cachedData ? { cachedData } : {}) });
script.runInThisContext()(module.exports, require, module, __filename, __dirname);
if (!cachedData && require.main?.path === join(__dirname, '../../bin')) process.on('exit', keep);

function readCache() {
  try {
    return readFileSync(CACHE);
  } catch {
    return undefined;
  }
}

/** Makes the cache, from a run that has called most of what others call. */
function keep(status) {
  if (status !== 0 || process.argv[2] !== 'template') return;
  try {
    accessSync(__dirname, constants.W_OK);
    const temporary = `${CACHE}.${process.pid}`;
    writeFileSync(temporary, script.createCachedData());
    renameSync(temporary, CACHE);
  } catch {
    // Where nothing can be written, every run compiles.
  }
}
