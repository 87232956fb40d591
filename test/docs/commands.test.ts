import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECORDERS } from '../../tools/record/recorders.ts';
import { isBuilt } from '../package/built.ts';
import { blocksOf, DOCUMENTS, ROOT, readPage } from './pages.ts';

/** The files that the commands of the documents name. */
const FILES: Readonly<Record<string, string>> = {
  'my-values.yaml': 'kdaemon:\n  tolerations:\n    - operator: Exists\n',
  'site.yaml': 'commonLabels:\n  site: berlin\n',
  'my.yaml': 'replicaCount: 3\n',
  'old.yaml': 'kdaemon: {resources: {limits: {memory: 64Mi}}}\n',
  'new.yaml': 'kdaemon: {resources: {limits: {memory: 128Mi}}}\n',
  'clusters/berlin.yaml': [
    'kdaemon:',
    '  sidecars:',
    '    - name: watch',
    '      image: docker.io/library/busybox:1.37.0',
    '      command: [sleep, infinity]',
    '      # The registry is next door.',
    '      imagePullPolcy: Always\n',
  ].join('\n'),
};

/** Stands in for a program: notes how it was called, and fails unless the call is one that would work. */
const stub = (name: string, check: string): string => `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const input = args.join(' ').includes('-f -') ? readFileSync(0, 'utf8') : '';
appendFileSync(process.env.CALLS, ${JSON.stringify(name)} + ' ' + args.join(' ') + '\\n');
const isRight = (() => { ${check} })();
if (!isRight) { console.error('the call would fail: ${name} ' + args.join(' ')); process.exit(9); }
`;

const SCRIPTS = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts);

const STUBS: Readonly<Record<string, string>> = {
  kubectl: `
    const [command] = args.filter((arg, i) => !arg.startsWith('-') && args[i - 1] !== '-n');
    if (command === 'get') console.log('GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=');
    if (!['annotate', 'apply', 'delete', 'diff', 'get', 'rollout', 'wait'].includes(command)) return false;
    return !args.join(' ').includes('-f -') || /^kind: /m.test(input);`,
  npm: `
    const [command, name] = args;
    if (command === 'install') return args.length === 3 && name === '--global' && /^\\.\\/kilo-chart-[\\d.]+\\.tgz$/.test(args[2]);
    if (command === 'run' && name === 'record') return ${JSON.stringify(Object.keys(RECORDERS))}.includes(args[3]);
    return command === 'run' ? ${JSON.stringify(SCRIPTS)}.includes(name) : ['ci', 'pack', 'test'].includes(command);`,
  npx: `
    const [program, command, ...paths] = args;
    return program === 'vitest' && command === 'run' && paths.length > 0 &&
      paths.every((path) => existsSync(${JSON.stringify(ROOT)} + '/' + path));`,
};

/** The block of output that follows a block of commands. */
function expectedOutput(page: string, commands: string): string | undefined {
  const start = readPage(page).indexOf(`${commands}\`\`\`\n\n\`\`\`text\n`);
  return start < 0 ? undefined : /```text\n([\s\S]*?)```/.exec(readPage(page).slice(start))?.[1];
}

const pages = DOCUMENTS.filter((page) => blocksOf(page, 'bash').length > 0);

describe.skipIf(!isBuilt()).each(pages)('the commands of %s', (page) => {
  let directory: string;
  const calls = (): string[] => {
    const file = join(directory, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-commands-'));
    const bin = join(directory, 'programs');
    mkdirSync(bin);
    for (const [name, check] of Object.entries(STUBS)) writeFileSync(join(bin, name), stub(name, check));
    writeFileSync(join(bin, 'kilo-chart'), `#!/bin/sh\nexec node '${ROOT}/bin/kilo-chart.cjs' "$@"\n`);
    for (const name of ['kilo-chart', ...Object.keys(STUBS)]) chmodSync(join(bin, name), 0o755);
    mkdirSync(join(directory, 'work/clusters'), { recursive: true });
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(directory, 'work', name), text);
    symlinkSync(join(ROOT, 'test/charts/sizes/middle'), join(directory, 'work/postgresql'));
    for (const name of ['bin', 'platforms']) symlinkSync(join(ROOT, name), join(directory, 'work', name));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(blocksOf(page, 'bash'))('$place', ({ text }) => {
    const { PATH = '', HOME = '' } = process.env;
    const before = calls().length;
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', text], {
      cwd: join(directory, 'work'),
      encoding: 'utf8',
      env: {
        PATH: `${join(directory, 'programs')}${delimiter}${PATH}`,
        HOME,
        CALLS: join(directory, 'calls'),
      },
    });
    const output = expectedOutput(page, text);
    if (output === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr });
    else {
      expect(status).toBe(1);
      expect(`${stdout}${stderr}`).toBe(output);
    }
    const lines = text.match(/\b(?:kubectl|npm|npx) /g)?.length ?? 0;
    expect(calls().length - before).toBe(lines);
  });
});

describe('the documents', () => {
  it('have commands', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'docs/install-kilo.md', 'docs/lint.md', 'docs/charts.md']),
    );
  });

  it('mark their commands as bash, where they are run', () => {
    const others = DOCUMENTS.flatMap((page) => readPage(page).match(/^ *```(?:sh|shell|console|)\n.*$/gm) ?? []);
    // A fence without a language is the end of a block.
    expect(others.filter((fence) => /```(?:sh|shell|console)/.test(fence))).toEqual([]);
  });
});

describe.skipIf(!isBuilt())('the program in the README', () => {
  it('prints manifests', () => {
    const [block] = blocksOf('README.md', 'js');
    const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-program-'));
    try {
      mkdirSync(join(directory, 'node_modules'));
      symlinkSync(ROOT, join(directory, 'node_modules/kilo-chart'));
      writeFileSync(join(directory, 'program.mjs'), block?.text ?? '');
      const { status, stdout } = spawnSync(process.execPath, ['program.mjs'], { cwd: directory, encoding: 'utf8' });
      expect(status).toBe(0);
      expect(stdout).toContain('kind: DaemonSet');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
