import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../kilo/render.ts';
import { establish } from './definitions.ts';
import { apply, hasCluster, inNamespace, kubectl, marked } from './kubectl.ts';

const TIMEOUT = 120_000;
const RELEASES = join(import.meta.dirname, 'releases');
const ALL = ['-f', 'test/kilo/all-parameters.yaml', '--set', 'metrics.podMonitor.enabled=false'];

/** What each release printed when it was made: npm run record -- release. */
const released = readdirSync(RELEASES).flatMap((version) =>
  ['default', 'all-parameters'].map((name) => ({ version, name, file: join(RELEASES, version, `${name}.yaml`) })),
);

describe.skipIf(!hasCluster)('an upgrade of a released version', { timeout: TIMEOUT }, () => {
  beforeAll(() => establish(), TIMEOUT);

  it.each(released)('from $version, with the values $name, is applied', async ({ name, file }) => {
    await inNamespace(async (namespace) => {
      await apply(readFileSync(file, 'utf8').replaceAll('kilo-test-00000000', namespace));
      const flags = name === 'default' ? [] : ALL;
      const upgrade = ['template', 'my-release', '-n', namespace, '--is-upgrade', ...flags, ...marked(namespace)];
      const { code, stdout, stderr } = await runCli(upgrade);
      expect(code, stderr).toBe(0);
      const lines = (await apply(stdout)).trim().split('\n');
      // Selectors and the like cannot be changed: apply would fail.
      for (const line of lines) expect(line).toMatch(/ (?:unchanged|configured|created)$/);
      const diff = await kubectl(['diff', '-f', '-'], stdout);
      expect(diff.code, diff.stdout + diff.stderr).toBe(0);
    });
  });
});
