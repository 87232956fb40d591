// Installs the packed package in an empty directory and runs it under each version of Node that is named, with the
// `node` package of the registry: `npm run smoke -- 20 22 24 26`. Prints a line for each.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The versions that the package supports. */
const VERSIONS = ['20', '22', '24', '26'];
/** Where npm puts the executable of the `node` package. */
const NODE = 'node_modules/node/bin/node';

const versions = process.argv.length > 2 ? process.argv.slice(2) : VERSIONS;
const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-smoke-'));
const run = (command, args, cwd = directory) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', timeout: 300_000, stdio: ['ignore', 'pipe', 'pipe'] });
const npm = (...args) => run('npm', [...args, '--no-audit', '--no-fund']);

try {
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], root);
  writeFileSync(join(directory, 'package.json'), '{"private":true}\n');
  writeFileSync(
    join(directory, 'cjs.cjs'),
    "require('kilo-chart').renderRelease().then(({ text }) => console.log(text.length));",
  );
  writeFileSync(
    join(directory, 'esm.mjs'),
    "import { lintValues } from 'kilo-chart';\nconsole.log((await lintValues()).problems.length);",
  );
  const { version } = JSON.parse(run('npm', ['pkg', 'get', 'version', 'name', '--json'], root));
  npm('install', `./kilo-chart-${version}.tgz`);
  for (const version of versions) {
    npm('install', '--no-save', `node@${version}`);
    const node = existsSync(join(directory, NODE)) ? NODE : undefined;
    if (node === undefined) throw new Error(`node@${version} brought no ${NODE}`);
    const found = run(node, ['--version']).trim();
    if (!found.startsWith(`v${version}.`)) throw new Error(`node@${version} is ${found}`);
    const cli = 'node_modules/kilo-chart/bin/kilo-chart.cjs';
    const text = run(node, [cli, 'template', 'kilo', '-n', 'kube-system', '--platform', 'k3s']);
    if (!text.includes('kind: DaemonSet')) throw new Error(`${found}: template printed no DaemonSet`);
    if (!(Number(run(node, ['cjs.cjs'])) > 1000)) throw new Error(`${found}: require does not work`);
    if (!(Number(run(node, ['esm.mjs'])) >= 0)) throw new Error(`${found}: import does not work`);
    console.log(`${found}: the command, import and require work`);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
