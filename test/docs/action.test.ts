import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDirectory } from '../cli/program.ts';
import { isBuilt } from '../package/built.ts';
import { ROOT } from './pages.ts';
import { action, runAction } from './run-action.ts';

/** Runs the action with these inputs and files, and with an npm that only says what it is asked for. */
function runWith(inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>, path = ROOT) {
  const cwd = makeDirectory(files);
  const bin = join(cwd, '.bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "npm $*"\nexit 1\n');
  chmodSync(join(bin, 'npm'), 0o755);
  const env = { PATH: `${bin}${delimiter}${process.env.PATH}` };
  return { ...runAction({ inputs, workspace: cwd, path, env }), cwd };
}

const GOOD =
  'kdaemon:\n  containerSecurityContext: {runAsUser: 0, privileged: true}\n' +
  '  podSecurityContext: {enabled: false}\n  tolerations: [{operator: Exists}]\n';
const FILES = { 'clusters/a.yaml': GOOD, 'clusters/b.yaml': `${GOOD}  arg: []\n` };

describe.skipIf(!isBuilt())('the action for GitHub', () => {
  it('reports each problem at its line, and fails', () => {
    const { stdout, status } = runWith({ files: 'clusters/*.yaml' }, FILES);
    expect(stdout).toMatch(/^::error file=clusters\/b\.yaml,line=5,col=3,title=schema::unknown key/);
    expect(status).toBe(1);
  });

  it('takes flags, a format and a file for the report', () => {
    const inputs = {
      files: 'clusters/a.yaml',
      args: '--strict --platform k3s',
      format: 'sarif',
      'output-file': 'r.sarif',
    };
    const { cwd, status } = runWith(inputs, FILES);
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it('when a working directory is given, then paths count from it, and annotations from the repository', () => {
    const { stdout, status } = runWith({ files: '*.yaml', 'working-directory': 'clusters' }, FILES);
    expect(stdout).toMatch(/^::error file=clusters\/b\.yaml,line=5,col=3,title=schema::unknown key/);
    expect(status).toBe(1);
  });

  it('when an input holds a command, then it is not run', () => {
    const { stdout } = runWith({ files: 'clusters/a.yaml $(echo no) `echo no`', chart: '$(echo no)' }, FILES);
    expect(stdout).not.toContain('::error file=no');
  });

  it('when the checkout is not built, then it is built first', () => {
    const { stdout, status, cwd } = runWith({}, FILES, '/nowhere');
    expect({ stdout, status }).toEqual({ stdout: 'npm ci --no-audit --no-fund --prefix /nowhere\n', status: 1 });
    expect(cwd).not.toBe('');
  });

  it('describes all inputs', () => {
    expect(action.runs.using).toBe('composite');
    for (const { description } of Object.values(action.inputs)) expect(description).not.toBe('');
  });
});
