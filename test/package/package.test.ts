import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from './built.ts';

/** A project that installs the package, a tarball of this checkout, and nothing else. */
describe.skipIf(!isBuilt())('when the package is installed in an empty directory', () => {
  let directory: string;
  const npm = (...args: string[]): string =>
    execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const program = (...args: string[]): string =>
    execFileSync(process.execPath, ['node_modules/kilo-chart/bin/kilo-chart.cjs', ...args], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-installed-'));
    writeFileSync(join(directory, 'package.json'), '{"private":true,"type":"module"}\n');
    const packed = JSON.parse(npm('pack', ROOT, '--ignore-scripts', '--json')) as { filename: string }[];
    npm('install', `./${packed[0]?.filename}`);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('then nothing else is installed', () => {
    expect(readdirSync(join(directory, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'kilo-chart',
    ]);
    expect(existsSync(join(directory, 'node_modules/kilo-chart/node_modules'))).toBe(false);
    const { dependencies } = JSON.parse(npm('ls', '--omit=dev', '--all', '--json')) as {
      dependencies: Record<string, { dependencies?: object }>;
    };
    expect(Object.keys(dependencies)).toEqual(['kilo-chart']);
    expect(dependencies['kilo-chart']?.dependencies).toBeUndefined();
  });

  it.each([
    ['the built-in chart', ['template', 'kilo', '--platform', 'k3s', '-n', 'kube-system'], 'kind: DaemonSet'],
    ['a report', ['lint', '--platform', 'k3s', '-n', 'kube-system', '--format', 'json'], '"problems"'],
    ['a template in a value', ['template', 'kilo', '--set', 'commonLabels.a=\\{\\{Release.Name\\}\\}'], 'a: '],
  ])('then it prints %s', (_, args, printed) => {
    expect(program(...args)).toContain(printed);
  });

  it.each(['draft-07/schema#', 'draft/2019-09/schema', 'draft/2020-12/schema'])(
    'then it renders a chart from a directory, with a schema of %s',
    (draft) => {
      const chart = `chart-${draft.replaceAll(/\W/g, '-')}`;
      program('create', chart);
      const scheme = draft.startsWith('draft-07') ? 'http' : 'https';
      const schema = {
        $schema: `${scheme}://json-schema.org/${draft}`,
        properties: { host: { type: 'string', pattern: '^[a-z.]+$' } },
      };
      writeFileSync(join(directory, chart, 'values.schema.json'), JSON.stringify(schema));
      expect(program('template', 'web', `./${chart}`, '--set', 'host=example.org')).toContain('kind: Deployment');
      expect(() => program('template', 'web', `./${chart}`, '--set', 'host=-')).toThrow('error: host: ');
    },
  );

  it('then a program in JavaScript can import it', () => {
    writeFileSync(
      join(directory, 'program.js'),
      "import { renderRelease } from 'kilo-chart';\n" +
        "const { manifests } = await renderRelease({ namespace: 'kube-system' });\n" +
        'console.log(manifests.length);\n',
    );
    const printed = execFileSync(process.execPath, ['program.js'], { cwd: directory, encoding: 'utf8' });
    expect(Number(printed)).toBeGreaterThan(3);
  });

  it('then a program in CommonJS can require it', () => {
    const code = "require('kilo-chart').renderRelease().then(({ manifests }) => console.log(manifests.length))";
    const printed = execFileSync(process.execPath, ['--eval', code], { cwd: directory, encoding: 'utf8' });
    expect(Number(printed)).toBeGreaterThan(3);
  });

  it('then its declarations are one file, which imports nothing and which the compiler takes with all checks', () => {
    const declared = readFileSync(join(directory, 'node_modules/kilo-chart/dist/index.d.ts'), 'utf8');
    // Examples in comments import the package.
    expect(declared.replaceAll(/\/\*[\s\S]*?\*\//g, '')).not.toMatch(/\bimport\b|\brequire\b|\bfrom '/);
    mkdirSync(join(directory, 'typed'));
    writeFileSync(
      join(directory, 'typed/program.ts'),
      "import { type KiloValues, loadChart, type LoadResult, renderRelease, type RenderResult } from 'kilo-chart';\n" +
        'export const loaded: Promise<LoadResult> = loadChart({ path: "web" });\n' +
        'const values: KiloValues = { image: { tag: "0.7.0" } };\n' +
        'export const rendered: Promise<RenderResult> = renderRelease({ values });\n' +
        'export const other: Promise<RenderResult> = renderRelease({ chart: "web", values: { any: 1 } });\n' +
        '// @ts-expect-error: the built-in chart has no such value.\n' +
        'export const wrong = renderRelease({ values: { imagee: {} } });\n',
    );
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022'];
    execFileSync(process.execPath, [tsc, ...options, '--types', '', 'typed/program.ts'], { cwd: directory });
  });
});
