// Becomes dist/chunks/core.js, and those of other scripts: loads what every run needs, and what every run of a kind
// needs, with what V8 compiled of it in a run before, since parsing and compiling would take longer than the rest of
// the run. (Node's own compile cache keeps what is compiled when a module is loaded, but not what is compiled when it
// is called, which is most of it.)
//
// The cache is the user's own, and never in the package: it would differ from build to build, and fit only one version
// of Node. Its name contains the hash of the program, because V8 compares only its length. A cache that V8 refuses is
// written again.
//
// V8 runs what a cache holds without looking at it. So the file begins with the hash of the program, and holds the data
// twice: where the halves differ, it is damaged, and it is made anew. (Comparing takes a tenth of a millisecond; loading
// Node's own checksums takes several.) And the file must be the user's own, and writable by nobody else: who may change it
// otherwise may change what the program does.
const {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** The script's name and the hash of its text; the build fills them in, and $OPTIMIZE_LATER below. */
const SCRIPT = '$SCRIPT';
const HASH = '$HASH';
const isProgram = require.main?.path === join(__dirname, '../../bin');
/** Runs of different kinds call different functions, and some have V8 set differently, which its cache depends on. */
const isOfChart = isProgram && namesChart(process.argv.slice(2));
const KIND = isOfChart ? `${SCRIPT}-chart` : isProgram && process.argv[2] === 'lint' ? `${SCRIPT}-lint` : SCRIPT;
/** The commands whose caches are kept, with the highest status of a run that has called most of what others call. */
const KEPT = { template: 0, lint: 1 };
/** `lint` of more files than these sets V8 differently while it runs. */
const MOST_ARGUMENTS = 150;
/** Each V8 has its own cache. */
const NAME = `${KIND}-${HASH}-${process.versions.v8.replace(/-.*/, '')}-${process.arch}.cache`;
const directory = findDirectory(process.env, process.platform);

/** Making optimized code was a third of the time for a chart that prints a hundred objects. */
const optimizeLater = $OPTIMIZE_LATER;
if (SCRIPT === 'core' && isOfChart) optimizeLater(1_000_000);

/** The script, in the function that Node puts around every module. It is ASCII, and Latin-1 is read as it is. */
const source = readFileSync(join(__dirname, `${SCRIPT}.script`), 'latin1');
const cachedData = readCache();
// The cache contains the name, which must not contain the directory of the build.
const script = new Script(source, { filename: `kilo-chart/${SCRIPT}.js`, ...(cachedData ? { cachedData } : {}) });
script.runInThisContext()(module.exports, require, module, __filename, __dirname);
const isFit = cachedData !== undefined && script.cachedDataRejected !== true;
if (!isFit && directory !== undefined && isProgram) process.on('exit', keep);

/** Whether a chart is rendered that is not the built-in one: `template NAME CHART`. A guess does, since it only saves time. */
function namesChart([command, ...rest]) {
  if (command !== 'template') return false;
  const isValue = (index) => index > 0 && /^-[^=]*$/.test(rest[index - 1]);
  return rest.filter((argument, index) => !argument.startsWith('-') && !isValue(index)).length > 1;
}

/** The directory for caches; undefined where it is not known, or not wanted. */
function findDirectory({ KILO_CHART_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME }, platform) {
  if (KILO_CHART_CACHE !== undefined) return KILO_CHART_CACHE || undefined;
  if (platform === 'win32') return LOCALAPPDATA && join(LOCALAPPDATA, 'kilo-chart');
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'kilo-chart');
  return HOME && join(HOME, platform === 'darwin' ? 'Library/Caches' : '.cache', 'kilo-chart');
}

/** @returns what V8 made; undefined for no file, and one that is damaged, of another program, or open to others */
function readCache() {
  if (directory === undefined) return undefined;
  let file;
  try {
    file = openSync(join(directory, NAME));
    const { uid, mode } = fstatSync(file);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const kept = readFileSync(file);
    const middle = (kept.length + HASH.length) / 2;
    const data = kept.subarray(HASH.length, middle);
    const isWhole = kept.latin1Slice(0, HASH.length) === HASH && data.length > 0 && data.equals(kept.subarray(middle));
    return isWhole ? data : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes the cache after a run that has called most of what others call, and removes those of other versions. */
function keep(status) {
  if (!(status <= KEPT[process.argv[2]]) || process.argv.length > MOST_ARGUMENTS) return;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const temporary = join(directory, `${NAME}.${process.pid}`);
    const data = script.createCachedData();
    writeFileSync(temporary, Buffer.concat([Buffer.from(HASH), data, data]), { mode: 0o600 });
    renameSync(temporary, join(directory, NAME));
    const isOfKind = new RegExp(`^${KIND}-[0-9a-f]{16}-.*\\.cache$`);
    for (const name of readdirSync(directory)) if (isOfKind.test(name) && name !== NAME) rmSync(join(directory, name));
  } catch {
    // Where nothing can be written, every run compiles.
  }
}
