// Keeps what V8 compiles of the program for a usual run, so that later runs need not: see bin/load.js.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CODE_CACHE, loadCore } = require('../bin/load.js');

const script = loadCore();
const { main } = require('../dist/kilo-chart.js');
process.argv = [...process.argv.slice(0, 2), 'template', 'kilo', '-n', 'kube-system', '--set', 'image.tag=0.7.0'];
await main();
writeFileSync(CODE_CACHE, script.createCachedData());
