// Writes test/cluster/releases/VERSION/: the manifests of this version, to keep when it is released. A test applies
// them to an API server, and then those of the sources over them. Run it for each release, before its version is
// changed.
//
//   npm run build && npm run record -- release
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
/** A placeholder for the namespace of a test. */
const NAMESPACE = 'kilo-test-00000000';

const RELEASES: Readonly<Record<string, readonly string[]>> = {
  default: [],
  'all-parameters': ['-f', 'test/kilo/all-parameters.yaml', '--set', 'metrics.podMonitor.enabled=false'],
};

const directory = `${root}/test/cluster/releases/${version}`;
mkdirSync(directory, { recursive: true });
for (const [name, flags] of Object.entries(RELEASES)) {
  const mark = ['--set-string', `commonLabels.kilo-chart/test=${NAMESPACE}`];
  const args = ['bin/kilo-chart.cjs', 'template', 'my-release', '-n', NAMESPACE, ...flags, ...mark];
  writeFileSync(
    `${directory}/${name}.yaml`,
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] }),
  );
}
