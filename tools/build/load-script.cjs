// Becomes dist/chunks/core.js and go.js: loads what every run needs, and what every run of a chart in Go templates
// needs, with what V8 compiled of it in a run before, since parsing and compiling would take longer than the rest of
// the run. (Node's own compile cache keeps what is compiled when a module is loaded, but not what is compiled when it
// is called, which is most of it.)
//
// The cache is the user's own, and never in the package: it would differ from build to build, and fit only one version
// of Node. Its name contains the hash of the program, because V8 compares only its length. A cache that V8 refuses is
// written again.
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** The script's name and the hash of its text; the build fills them in. */
const SCRIPT = '$SCRIPT';
const HASH = '$HASH';
/** Each V8 has its own cache. */
const NAME = `${SCRIPT}-${HASH}-${process.versions.v8.replace(/-.*/, '')}-${process.arch}.cache`;
const directory = findDirectory(process.env, process.platform);

/** The script, in the function that Node puts around every module. It is ASCII, and Latin-1 is read as it is. */
const source = readFileSync(join(__dirname, `${SCRIPT}.script`), 'latin1');
const cachedData = readCache();
// The cache contains the name, which must not contain the directory of the build.
const script = new Script(source, { filename: `kilo-chart/${SCRIPT}.js`, ...(cachedData ? { cachedData } : {}) });
script.runInThisContext()(module.exports, require, module, __filename, __dirname);
const isFit = cachedData !== undefined && script.cachedDataRejected !== true;
if (!isFit && directory !== undefined && require.main?.path === join(__dirname, '../../bin')) process.on('exit', keep);

/** The directory for caches; undefined where it is not known, or not wanted. */
function findDirectory({ KILO_CHART_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME }, platform) {
  if (KILO_CHART_CACHE !== undefined) return KILO_CHART_CACHE || undefined;
  if (platform === 'win32') return LOCALAPPDATA && join(LOCALAPPDATA, 'kilo-chart');
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'kilo-chart');
  return HOME && join(HOME, platform === 'darwin' ? 'Library/Caches' : '.cache', 'kilo-chart');
}

function readCache() {
  try {
    return directory && readFileSync(join(directory, NAME));
  } catch {
    return undefined;
  }
}

/** Writes the cache after a run that has called most of what others call, and removes those of other versions. */
function keep(status) {
  if (status !== 0 || process.argv[2] !== 'template') return;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const temporary = join(directory, `${NAME}.${process.pid}`);
    writeFileSync(temporary, script.createCachedData(), { mode: 0o600 });
    renameSync(temporary, join(directory, NAME));
    for (const name of readdirSync(directory))
      if (name.startsWith(`${SCRIPT}-`) && name.endsWith('.cache') && name !== NAME) rmSync(join(directory, name));
  } catch {
    // Where nothing can be written, every run compiles.
  }
}
