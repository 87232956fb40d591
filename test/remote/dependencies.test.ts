import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/remote/cache.ts';
import { digestOf, lockedDependency, oldDigestOf } from '../../src/remote/dependencies/lock-digest.ts';
import { newMap } from '../../src/yaml/value.ts';
import { inProcess } from '../run-case.ts';
import { archiveOf, isolated, serve, serveFiles, temporary } from './servers.ts';
import { repositoryFiles } from './static.ts';

const helm = process.env.HELM;

type Files = Readonly<Record<string, string | Uint8Array>>;

const NEAR = 'apiVersion: v2\nname: near\nversion: 0.1.0\n';
const LIBRARY = 'apiVersion: v2\nname: lib\nversion: 0.3.1\ntype: library\n';

/** A chart with dependencies of every kind. */
const chartFiles = (url: string, more = ''): Files => ({
  'lib/Chart.yaml': LIBRARY,
  'lib/templates/_x.tpl': '{{ define "x" }}x{{ end }}',
  'app/Chart.yaml': `apiVersion: v2
name: app
version: 1.0.0
dependencies:
- name: web
  version: ^1.0.0
  repository: ${url}
  alias: front
  condition: front.enabled
- name: web
  version: ~1.0
  repository: ${url}/
- name: lib
  version: 0.x
  repository: file://../lib
  tags: [a, "<b>"]
  import-values:
  - x
  - child: x
    parent: y
- name: near
  version: ">=0.1.0"
  repository: ""
${more}`,
  'app/charts/near/Chart.yaml': NEAR,
});

function write(directory: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

const run = (argv: readonly string[], io: ReturnType<typeof isolated>) =>
  inProcess(argv, { cwd: io.cwd, env: io.env as Record<string, string>, stdin: '' });

const treeOf = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();

const DONE = [
  'Chart.lock',
  'Chart.yaml',
  'charts/lib-0.3.1.tgz',
  'charts/near/Chart.yaml',
  'charts/web-1.0.0.tgz',
  'charts/web-1.1.0.tgz',
];

describe('when the dependencies of a chart are updated', () => {
  it('then they are fetched, locked, listed and rendered', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    write(io.cwd, chartFiles(origin));
    const missing = await run(['template', 'x', './app'], io);
    expect(missing.stderr).toContain('found in Chart.yaml, but missing in charts/ directory: web, web, lib');
    expect(missing.stderr).toContain('kilo-chart dependency build ./app');
    const { stdout, stderr } = await run(['dependency', 'update', 'app'], io);
    expect(stderr).toBe('wrote 4 files to app\n');
    expect(stdout.replaceAll(origin, 'URL')).toBe(`Getting updates for unmanaged Helm repositories...
...Successfully got an update from the "URL" chart repository
Saving 4 charts
Downloading web from repo URL
Downloading web from repo URL/
Dependency near did not declare a repository. Assuming it exists in the charts directory
Deleting outdated charts
`);
    expect(treeOf(join(io.cwd, 'app'))).toEqual(DONE);
    const rendered = await run(['template', 'x', './app'], io);
    expect(rendered.stdout).toContain('# Source: app/charts/front/templates/config.yaml');
    const before = readFileSync(join(io.cwd, 'app/Chart.lock'), 'utf8');
    await run(['dep', 'up', 'app'], io);
    expect(readFileSync(join(io.cwd, 'app/Chart.lock'), 'utf8')).toBe(before);
  });

  it('then what is not needed any more is removed, and what is no chart of a repository stays', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    write(io.cwd, { ...chartFiles(origin), 'app/charts/old-1.0.0.tgz': await archiveOf('1.0.0', 'old') });
    write(io.cwd, { 'app/charts/near-0.2.0.tgz': await archiveOf('0.2.0', 'near') });
    await run(['dependency', 'update', 'app'], io);
    expect(treeOf(join(io.cwd, 'app'))).toEqual([...DONE, 'charts/near-0.2.0.tgz'].sort());
  });

  it('then the next build fetches what is locked, though there are newer versions', async () => {
    const files = await repositoryFiles();
    const index = Buffer.from(files['index.yaml'] as Uint8Array).toString();
    const served: Record<string, Uint8Array | string> = { ...files };
    const { origin } = await serve((request, response) => serveFiles(served)(request, response));
    const io = isolated();
    write(io.cwd, chartFiles(origin));
    await run(['dependency', 'update', 'app'], io);
    served['web-1.9.0.tgz'] = await archiveOf('1.9.0');
    served['index.yaml'] = index.replace(
      '  web:\n',
      '  web:\n  - name: web\n    version: 1.9.0\n    urls: [web-1.9.0.tgz]\n',
    );
    await run(['dependency', 'build', 'app'], io);
    expect(treeOf(join(io.cwd, 'app'))).toEqual(DONE);
    await run(['dependency', 'update', 'app'], io);
    expect(treeOf(join(io.cwd, 'app'))).toContain('charts/web-1.9.0.tgz');
    expect(treeOf(join(io.cwd, 'app'))).not.toContain('charts/web-1.1.0.tgz');
  });

  it('and nothing is asked for, then nothing is written', async () => {
    const io = isolated();
    write(io.cwd, { 'app/Chart.yaml': NEAR });
    expect(await run(['dependency', 'update', 'app'], io)).toMatchObject({ stdout: '', stderr: '', status: '0\n' });
    expect(treeOf(join(io.cwd, 'app'))).toEqual(['Chart.yaml']);
  });

  it('of a chart of apiVersion v1, then requirements.lock is written', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    const requirements = `dependencies:\n- name: web\n  version: ^1.0.0\n  repository: ${origin}\n`;
    write(io.cwd, { 'app/Chart.yaml': 'name: app\nversion: 1.0.0\n', 'app/requirements.yaml': requirements });
    expect((await run(['dependency', 'update', 'app'], io)).stderr).toBe('wrote 2 files to app\n');
    expect(treeOf(join(io.cwd, 'app'))).toEqual([
      'Chart.yaml',
      'charts/web-1.1.0.tgz',
      'requirements.lock',
      'requirements.yaml',
    ]);
    expect((await run(['dependency', 'build', 'app'], io)).stderr).toBe('');
  });
});

/** What is wrong with `app`, where all else is right. */
const FAULTS: readonly (readonly [string, string, Files, string])[] = [
  [
    'a range that no version is in',
    '- {name: web, version: ^7, repository: URL, alias: x}',
    {},
    `can't get a valid version for 1 subchart(s): "web" (repository "URL", version "^7")`,
  ],
  [
    'a range that is malformed',
    '- {name: web, version: "what?", repository: URL, alias: x}',
    {},
    'dependency "web" has an invalid version/constraint format: improper constraint: "what?"',
  ],
  [
    'a chart that is not there',
    '- {name: nope, version: 1.x, repository: URL}',
    {},
    'nope chart not found in repo URL',
  ],
  [
    'a repository that is not known',
    '- {name: nope, version: 1.x, repository: "@mine"}',
    {},
    'no repository definition for @mine',
  ],
  [
    'a repository that is no URL',
    '- {name: nope, version: 1.x, repository: stable}',
    {},
    'a repository is a URL, or @NAME',
  ],
  [
    'a server that is not there',
    '- {name: nope, version: 1.x, repository: "http://127.0.0.1:1"}',
    {},
    'unable to get an update from the "http://127.0.0.1:1" chart repository',
  ],
  ['a directory that is not there', '- {name: nope, version: 1.x, repository: "file://../nope"}', {}, 'nope not found'],
  [
    'a directory of another version',
    '- {name: lib, version: 7.x, repository: "file://../lib", alias: x}',
    {},
    `can't get a valid version for 1 subchart(s): "lib"`,
  ],
  ['a local chart that is not there', '- {name: nope, version: 1.x, repository: ""}', {}, 'charts/nope not found'],
  [
    'a local chart of another version',
    '- {name: far, version: 1.x, repository: ""}',
    { 'app/charts/far/Chart.yaml': 'apiVersion: v2\nname: far\nversion: 2.0.0\n' },
    'dependency far at version 2.0.0 does not satisfy the constraint 1.x',
  ],
  [
    'an archive that is not a chart',
    '- {name: broken, version: 1.x, repository: URL}',
    {},
    'does not appear to be a gzipped archive',
  ],
  ['an archive that leads out of charts/', '- {name: out, version: 1.x, repository: URL}', {}, '404'],
];

describe('when a dependency cannot be had', () => {
  it.each(FAULTS)('because of %s, then an error reports it, and nothing is changed', async (_, line, more, message) => {
    const files = await repositoryFiles();
    const broken =
      '  broken:\n  - {name: broken, version: 1.0.0, urls: [broken.tgz]}\n  out:\n  - {name: out, version: 1.0.0, urls: [..%2f..%2fx.tgz]}\n';
    const index = Buffer.from(files['index.yaml'] as Uint8Array)
      .toString()
      .replace('entries:\n', `entries:\n${broken}`);
    const { origin } = await serve(serveFiles({ ...files, 'index.yaml': index, 'broken.tgz': 'nonsense' }));
    const io = isolated();
    write(io.cwd, { ...chartFiles(origin, `${line.replace('URL', origin)}\n`), ...more });
    const before = treeOf(join(io.cwd, 'app'));
    const { stderr, status } = await run(['dependency', 'update', 'app'], io);
    expect(status).toBe('1\n');
    expect(stderr.replaceAll(origin, 'URL')).toContain(message);
    expect(treeOf(join(io.cwd, 'app'))).toEqual(before);
    expect(readdirSync(join(io.cwd, 'app')).sort()).toEqual(['Chart.yaml', 'charts']);
  });

  it('because the lock file is out of step, then build reports it', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    write(io.cwd, { ...chartFiles(origin), 'app/Chart.lock': 'dependencies: []\ndigest: sha256:00\ngenerated: ""\n' });
    const { stderr } = await run(['dependency', 'build', 'app'], io);
    expect(stderr).toContain('the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml)');
    expect(stderr).toContain('kilo-chart dependency update');
  });

  it('because the lock file is a link, then it is not followed', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    write(io.cwd, chartFiles(origin));
    writeFileSync(join(io.cwd, 'elsewhere'), '');
    symlinkSync('../elsewhere', join(io.cwd, 'app/Chart.lock'));
    expect((await run(['dependency', 'update', 'app'], io)).stderr).toContain('the Chart.lock file is a symlink');
    expect(readFileSync(join(io.cwd, 'elsewhere'), 'utf8')).toBe('');
    expect(existsSync(join(io.cwd, 'app/charts/web-1.1.0.tgz'))).toBe(false);
  });
});

describe('when dependencies are listed', () => {
  it.each([
    ['there are none', { 'app/Chart.yaml': NEAR }, 'WARNING: no dependencies at app/charts\n'],
    [
      'some are there',
      {
        'app/Chart.yaml': `${NEAR}dependencies:\n- {name: a, version: 1.x}\n- {name: b, version: 1.x}\n- {name: c, version: 1.x}\n- {name: d, version: 2.x}\n`,
        'app/charts/a-1.0.0.tgz': 'archive 1.0.0',
        'app/charts/a-1.2.0.tgz': 'archive 1.2.0',
        'app/charts/b/Chart.yaml': 'apiVersion: v2\nname: b\nversion: 1.0.0\n',
        'app/charts/d/Chart.yaml': 'apiVersion: v2\nname: d\nversion: 1.0.0\n',
        'app/charts/e/Chart.yaml': 'apiVersion: v2\nname: e\nversion: 1.0.0\n',
      },
      'NAME\tVERSION\tREPOSITORY\tSTATUS          \na   \t1.x    \t          \ttoo many matches\nb   \t1.x    \t          \tunpacked        \nc   \t1.x    \t          \tmissing         \nd   \t2.x    \t          \twrong version   \n\nWARNING: "app/charts/e" is not in Chart.yaml.\n',
    ],
  ] as [string, Files, string][])('and %s, then the table is as of Helm', async (_, files, table) => {
    const io = isolated();
    write(io.cwd, files);
    for (const [path, content] of Object.entries(files)) {
      const [, version] = /^archive (.*)$/.exec(String(content)) ?? [];
      if (version !== undefined) write(io.cwd, { [path]: await archiveOf(version, 'a') });
    }
    expect((await run(['dependency', 'list', 'app'], io)).stdout).toBe(table);
    if (helm) expect((await runHelm(['dependency', 'list', 'app'], io.cwd, io)).output).toBe(table);
  });
});

describe('the digest of a lock file', () => {
  const EMPTY = lockedDependency(
    { name: '', version: '', repository: '', condition: '', tags: [], enabled: false, importValues: [], alias: '' },
    '',
  );

  it('is the one that Helm computes', () => {
    const required = [
      {
        ...EMPTY,
        name: 'web',
        version: '^1.0',
        repository: 'https://charts.example/<x>&y',
        tags: ['a'],
        importValues: [
          newMap([
            ['parent', 'b'],
            ['child', 'a'],
          ]),
        ],
      },
    ];
    const locked = [lockedDependency({ ...EMPTY, name: 'web', repository: 'https://charts.example/<x>&y' }, '1.2.3')];
    // By hand: what encoding/json writes of chart.Dependency.
    const url = 'https://charts.example/\\u003cx\\u003e\\u0026y';
    const asked = `{"name":"web","version":"^1.0","repository":"${url}","tags":["a"],"import-values":[{"child":"a","parent":"b"}]}`;
    const got = `{"name":"web","version":"1.2.3","repository":"${url}"}`;
    expect(digestOf(required, locked)).toBe(`sha256:${sha256(`[[${asked}],[${got}]]`)}`);
    expect(oldDigestOf(required)).toBe(`sha256:${sha256(`{"dependencies":[${asked}]}`)}`);
  });
});

interface HelmRun {
  readonly output: string;
  readonly failed: boolean;
}

const runHelm = (argv: readonly string[], cwd: string, io: ReturnType<typeof isolated>): Promise<HelmRun> =>
  promisify(execFile)(helm as string, argv, { cwd, env: { ...io.env } }).then(
    ({ stdout }) => ({ output: stdout, failed: false }),
    ({ stdout }) => ({ output: String(stdout), failed: true }),
  );

describe.skipIf(!helm)('when Helm does the same', { timeout: 60_000 }, () => {
  const withoutTime = (lock: string): string => lock.replace(/^generated: .*$/m, '');

  it('then the output, the lock file and charts/ are equal', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    const theirs = temporary();
    writeFileSync(join(io.cwd, 'repositories.yaml'), `repositories:\n- name: mine\n  url: ${origin}\n`);
    const known = { ...io, env: { ...io.env, HELM_REPOSITORY_CONFIG: join(io.cwd, 'repositories.yaml') } };
    write(io.cwd, chartFiles(origin));
    cpSync(join(io.cwd, 'app'), join(theirs, 'app'), { recursive: true });
    cpSync(join(io.cwd, 'lib'), join(theirs, 'lib'), { recursive: true });
    const steps: readonly (readonly [readonly string[], typeof io])[] = [
      [['dependency', 'list', 'app'], io],
      [['dependency', 'update', 'app'], io],
      [['dependency', 'list', 'app'], io],
      [['dependency', 'build', 'app'], known],
      [['dependency', 'build', 'app', '--skip-refresh'], known],
    ];
    for (const [argv, environment] of steps) {
      const { output, failed } = await runHelm(argv, theirs, environment);
      const ours = await run(argv, environment);
      expect([ours.stdout, ours.status], argv.join(' ')).toEqual([output, failed ? '1\n' : '0\n']);
      expect(treeOf(join(io.cwd, 'app'))).toEqual(treeOf(join(theirs, 'app')));
    }
    const [own, other] = [io.cwd, theirs].map((at) => withoutTime(readFileSync(join(at, 'app/Chart.lock'), 'utf8')));
    expect(own).toBe(other);
    // Each takes the other's lock file.
    cpSync(join(io.cwd, 'app/Chart.lock'), join(theirs, 'app/Chart.lock'));
    expect((await runHelm(['dependency', 'build', 'app'], theirs, known)).failed).toBe(false);
  });
});
