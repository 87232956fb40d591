import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../bin/kilo-chart.cjs', import.meta.url));

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  const full = openSync('/dev/full', 'w');
  const run = (stdout: number | 'pipe', stderr: number | 'pipe') =>
    spawnSync(process.execPath, [program, 'template'], { stdio: ['ignore', stdout, stderr], encoding: 'utf8' });

  it('when standard output cannot be written, then that is reported, without a stack', () => {
    const { status, stderr } = run(full, 'pipe');
    expect(status).toBe(1);
    expect(stderr).toMatch(/\nerror: standard output cannot be written: no space left on device\n$/);
    expect(stderr).not.toContain('    at ');
  });

  it('when standard error cannot be written, then the manifests are printed all the same', () => {
    const { status, stdout } = run('pipe', full);
    expect(status).toBe(0);
    expect(stdout).toContain('kind: DaemonSet');
  });
});
