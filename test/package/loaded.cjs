// Loaded in front of the program: at its end, writes what was loaded since to file descriptor 3.
const before = new Set(process.moduleLoadList);
process.on('exit', () => {
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  const node = process.moduleLoadList
    .filter((name) => !before.has(name) && name.startsWith('NativeModule '))
    .map((name) => name.slice('NativeModule '.length));
  require('node:fs').writeSync(3, JSON.stringify({ files, node }));
});
