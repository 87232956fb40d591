import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDirectory } from '../cli/program.ts';
import { inProcess } from '../run-case.ts';
import { isBuilt, ROOT } from './built.ts';

const BIN = join(ROOT, 'bin/kilo-chart.cjs');
const PEAK = join(ROOT, 'bench/peak.cjs');

/** As many as make the program take threads. */
const FILES = Object.fromEntries(
  Array.from({ length: 400 }, (_, index) => [
    `c${index}.yaml`,
    `# kilo-chart-disable-file ${index % 3 === 0 ? 'kilo-rolling-tag' : 'kilo-cni'}
image: {tag: latest}
kdaemon:
  containerSecurityContext: {runAsUser: 0, privileged: true}
  podSecurityContext: {enabled: false}
  tolerations: [{operator: Exists}]
  podLabels: {cluster: c${index}}
  sidecars: [{name: s, image: "a:1.${index}", imagePullPolcy: Always}]
`,
  ]),
);

describe.skipIf(!isBuilt())('lint with threads', () => {
  it('prints the same, in the same order, as without', async () => {
    const cwd = makeDirectory(FILES);
    const args = ['lint', '--format', 'json', ...Object.keys(FILES)];
    const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    expect(await inProcess(args, { cwd, env: {}, stdin: '' })).toEqual({ stdout, stderr, status: `${status}\n` });
    const { problems } = JSON.parse(stdout) as { problems: { rule: string }[] };
    const count = (rule: string) => problems.filter((problem) => problem.rule === rule).length;
    expect([count('kilo-rolling-tag'), count('kubernetes-unknown-field'), count('suppression')]).toEqual([
      266, 400, 266,
    ]);
  });

  it('when there are thousands of files, then they are checked batch by batch, and need no more memory than a few', () => {
    const [few, many] = [200, 2000].map((number) => {
      const names = Array.from({ length: number }, (_, index) => `${'./'.repeat(index % 10)}c${(index / 10) | 0}.yaml`);
      const { output } = spawnSync(process.execPath, ['--require', PEAK, BIN, 'lint', '--quiet', ...names], {
        cwd: makeDirectory(FILES),
        stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      });
      return Number(output[3]) / 1024;
    });
    // docs/lint.md promises 300 MB for 5,000 files.
    expect(many).toBeLessThan(300);
    expect(many).toBeLessThan((few ?? 0) + 100);
  });
});
