import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it.each([
  ['yaml', { HELM: '' }, 'set HELM'],
  ['server-verdicts', { KUBECONFIG: '' }, 'KUBECONFIG must name'],
])(
  'when the reference of the recorder %s is missing, then it fails',
  (name, env, message) => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/run.js', 'tools/record/index.ts', name], {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  },
  60_000,
);
