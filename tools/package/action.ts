/**
 * Runs the action for GitHub as a job does that has a checkout of this repository below its own: nothing is built or
 * installed there, so that the first step is `npm ci` itself. `npm run check:action` prints a line for each case.
 */
import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runAction } from '../../test/docs/run-action.ts';
import { ROOT, run } from './installed.ts';

const GOOD = `kdaemon:
  containerSecurityContext: {runAsUser: 0, privileged: true}
  podSecurityContext: {enabled: false}
  tolerations: [{operator: Exists}]
`;

type Result = ReturnType<typeof runAction>;

interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly check: (result: Result, workspace: string) => void;
}

const CASES: readonly Case[] = [
  {
    name: 'a checkout without a build is built, and clean files pass',
    inputs: { files: 'clusters/good.yaml' },
    check: ({ stdout, stderr, status }) => {
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(stdout, /^::/m);
    },
  },
  {
    name: 'each problem is an annotation at its line',
    inputs: { files: 'clusters/*.yaml' },
    check: ({ stdout, status }) => {
      assert.match(stdout, /^::error file=clusters\/bad\.yaml,line=5,col=3,title=schema::unknown key/m);
      assert.equal(status, 1);
    },
  },
  {
    name: 'a report is written to a file, from another directory',
    inputs: { files: 'bad.yaml', format: 'sarif', 'output-file': 'r.sarif', 'working-directory': 'clusters' },
    check: ({ status }, workspace) => {
      const { runs } = JSON.parse(readFileSync(join(workspace, 'clusters/r.sarif'), 'utf8'));
      assert.equal(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'clusters/bad.yaml');
      assert.equal(status, 1);
    },
  },
  {
    name: 'a chart of the repository is checked',
    inputs: { chart: 'chart', args: '--strict' },
    check: ({ stdout, status }) => {
      assert.match(stdout, /^::error file=chart\/templates\/service\.yaml,line=\d+/m);
      assert.equal(status, 1);
    },
  },
];

const FILES: Readonly<Record<string, string>> = {
  'clusters/good.yaml': GOOD,
  'clusters/bad.yaml': `${GOOD}  arg: []\n`,
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/templates/service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  ports: [{port: 70000}]\n',
};

const workspace = mkdtempSync(join(tmpdir(), 'kilo-chart-action-'));
try {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const path = join(workspace, 'tools/kilo-chart');
  // What a checkout has: the files that git knows, as they are now.
  for (const file of run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], ROOT).split('\0'))
    if (file !== '') cpSync(join(ROOT, file), join(path, file));
  for (const { name, inputs, check } of CASES) {
    check(runAction({ inputs, workspace, path, env: process.env }), workspace);
    console.log(`ok: ${name}`);
  }
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
