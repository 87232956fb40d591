// Loaded before a program: at its end, writes the peak of its memory in KiB to file descriptor 3. Threads load it, too.
if (require('node:worker_threads').isMainThread)
  process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)));
