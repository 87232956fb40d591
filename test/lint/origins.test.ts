import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { compileSchema } from '../../src/schema/index.ts';
import { packChart } from '../../tools/record/write-archive.ts';
import { kiloChart, makeDirectory } from '../cli/program.ts';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const compile = async (name: string) =>
  (await compileSchema(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')), name)).check;
/** Compiled once for all. */
const checks = { sarif: compile('sarif-2.1.0.json'), gitlab: compile('gitlab-codequality.json') };

const POD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - name: a
      image: {{ .Values.image | quote }}
      imagePullPolcy: Always
      ports: {{ .Values.ports | toJson }}
`;
const FILES = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  'chart/values.yaml': 'image: a:1\nports: []\n',
  'chart/templates/pod.yaml': POD,
  'a.yaml': 'ports: [{containerPort: 99999}]\n',
  'broken.yaml': 'ports: [\n',
};
const cwd = makeDirectory(FILES);
writeFileSync(join(cwd, 'c.tgz'), packChart(join(cwd, 'chart'), 'c'));

/** A finding of every origin: what names the chart, and the flags. */
const ORIGINS: readonly (readonly [origin: string, args: string[], file: RegExp])[] = [
  ['a file', ['--chart', 'chart', 'a.yaml'], /^a\.yaml$/],
  ['a file that cannot be read as YAML', ['--chart', 'chart', 'broken.yaml'], /^broken\.yaml$/],
  ['a flag', ['--chart', 'chart', '--set', 'ports[0].containerPort=99999'], /^chart\/(?:values\.yaml|templates\/)/],
  ['a flag over an archive', ['--chart', 'c.tgz', '--set', 'ports[0].containerPort=99999'], /^c\.tgz/],
  [
    'a flag over a file of an archive',
    ['--chart', 'c.tgz', 'a.yaml', '--set', 'ports[0].containerPort=0'],
    /^a\.yaml$/,
  ],
  ['a file over an archive', ['--chart', 'c.tgz', 'a.yaml'], /^a\.yaml$/],
  ['a flag over a file', ['--chart', 'chart', 'a.yaml', '--set', 'ports[0].containerPort=0'], /^a\.yaml$/],
  ['a template', ['--chart', 'chart'], /^chart\/templates\/pod\.yaml$/],
  ['an archive', ['--chart', 'c.tgz'], /c\.tgz/],
  ['a file that does not exist', ['--chart', 'chart', 'gone.yaml'], /^gone\.yaml$/],
];

describe.each(ORIGINS)('a finding of %s', (_, args, file) => {
  const report = async (format: string) => (await kiloChart(cwd, ['lint', ...args, '--format', format])).stdout;
  const json = async (format: string) => JSON.parse(await report(format));

  it('has in SARIF a place that GitHub shows, and the page of its rule', async () => {
    const log = await json('sarif');
    const check = await checks.sarif;
    expect(check(log), JSON.stringify(check.errors?.slice(0, 3))).toBe(true);
    const [{ results, tool }] = log.runs;
    expect(results.length).toBeGreaterThan(0);
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(file);
    for (const { locations } of results) expect(locations[0].physicalLocation.artifactLocation.uri).not.toBe('');
    for (const { id, help, helpUri } of tool.driver.rules) {
      expect(help.markdown).toMatch(new RegExp(`^# .*${id}`));
      // No page is published, and an address that anybody could take is worse than none.
      expect(helpUri).toBeUndefined();
    }
  });

  it("has in GitLab's report a path, a line and a fingerprint of its own", async () => {
    const issues = await json('gitlab');
    const check = await checks.gitlab;
    expect(check(issues), JSON.stringify(check.errors?.slice(0, 3))).toBe(true);
    expect(issues.some(({ location }: { location: { path: string } }) => file.test(location.path))).toBe(true);
    const prints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('has a file in the commands of GitHub, and a suite in JUnit', async () => {
    const commands = (await report('github')).trimEnd().split('\n');
    for (const command of commands) expect(command).toMatch(/^::(?:error|warning) file=[^,:]+[,:]/);
    const contents = await report('junit');
    for (const name of ['junit-ant.xsd', 'junit-jenkins.xsd']) {
      const schema = readFileSync(join(SCHEMAS, name), 'utf8');
      const { errors } = await validateXML({ xml: [{ fileName: 'a.xml', contents }], schema: [schema] });
      expect(errors.map(({ message }) => message)).toEqual([]);
    }
  });

  it('has its page in JSON', async () => {
    const { problems } = await json('json');
    for (const { page, rule } of problems) expect(page).toMatch(new RegExp(`/docs/rules/${rule}\\.md$`));
  });
});

describe('a report of a job that runs below the root of its repository', () => {
  it.each<[format: string, root: string, file: RegExp]>([
    ['github', 'GITHUB_WORKSPACE', /file=work\/a\.yaml,line=1/],
    ['sarif', 'GITHUB_WORKSPACE', /"uri": "work\/a\.yaml"/],
    ['gitlab', 'CI_PROJECT_DIR', /"path": "work\/a\.yaml"/],
    ['json', 'GITHUB_WORKSPACE', /"file": "\.\/a\.yaml"/],
    ['github', 'CI_PROJECT_DIR', /file=\.\/a\.yaml,line=1/],
  ])('names files in the form %s from the directory in %s', async (format, root, file) => {
    const repository = makeDirectory({ 'work/a.yaml': 'ports: [{containerPort: 99999}]\n', ...below('work', FILES) });
    const args = ['lint', '--chart', 'chart', './a.yaml', '--format', format];
    expect((await kiloChart(join(repository, 'work'), args, { env: { [root]: repository } })).stdout).toMatch(file);
  });
});

const below = (directory: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));

describe('a comment in a template', () => {
  it('suppresses what is found in its line', async () => {
    const template = POD.replace(
      '      imagePullPolcy',
      '      # kilo-chart-disable-next-line kubernetes-unknown-field\n$&',
    );
    const directory = makeDirectory({ ...FILES, 'chart/templates/pod.yaml': template });
    expect(await kiloChart(directory, ['lint', '--chart', 'chart', '--quiet'])).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect((await kiloChart(cwd, ['lint', '--chart', 'chart', '--quiet'])).status).toBe(1);
  });
});
