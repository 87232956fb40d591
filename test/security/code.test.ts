import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from '../package/built.ts';

describe.skipIf(!isBuilt())('when Node may make no code from strings, then the program works all the same', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'kilo-chart-code-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  const chart = join(scratch, 'chart');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.2.3\n');
  const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ tpl "{{ .Release.Name }}" . }}}\n';
  writeFileSync(join(chart, 'templates/a.yaml'), template);
  writeFileSync(join(scratch, 'my.yaml'), 'image: {tag: 0.7.0}\n');

  it.each([
    [
      'template of the built-in chart',
      ['template', 'x', '-n', 'kube-system', '--platform', 'k3s', '-f', 'my.yaml'],
      'kind: DaemonSet',
    ],
    ['lint of the built-in chart', ['lint', '-n', 'kube-system', '--platform', 'k3s', 'my.yaml'], ''],
    ['template of a chart in Go templates', ['template', 'x', 'chart'], 'name: x'],
  ])('%s', (_, args, printed) => {
    const program = join(ROOT, 'bin/kilo-chart.cjs');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disallow-code-generation-from-strings', program, ...args],
      { encoding: 'utf8', cwd: scratch },
    );
    expect(stderr).not.toMatch(/EvalError|bug/);
    expect(status).toBe(0);
    expect(stdout).toContain(printed);
  });
});
