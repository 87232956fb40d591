import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command.ts';
import { isBuilt, ROOT } from './built.ts';

const hasMan = spawnSync('man', ['--version']).status === 0;

describe.skipIf(!isBuilt())('the manual page', () => {
  it.skipIf(!hasMan)('is read by man, without a warning, with a section for each command', () => {
    const { status, stdout, stderr } = spawnSync(
      'man',
      ['--warnings', '--local-file', join(ROOT, 'man/kilo-chart.1')],
      {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // Terminals print bold letters twice.
    const text = stdout.replaceAll(/.\u0008/gu, '');
    expect(text).toContain('render Helm charts');
    for (const { name, hidden } of COMMANDS)
      expect(text.includes(`KILO-CHART ${name.toUpperCase()}\n`), name).toBe(hidden !== true);
    expect(text).toContain('--set <key=value>');
  });
});
