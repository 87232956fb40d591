import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { arrangeProblems, type LintProblem } from '../../src/lint/problem.ts';
import { spellingAt } from '../../src/lint/spelling.ts';

const cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-places-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** A separate chart `web`, with these files. */
function writeChart(files: Record<string, string>): void {
  rmSync(join(cwd, 'web'), { recursive: true, force: true });
  for (const [path, text] of Object.entries({
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    ...files,
  })) {
    mkdirSync(dirname(join(cwd, 'web', path)), { recursive: true });
    writeFileSync(join(cwd, 'web', path), text);
  }
}

async function lint(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const status = await run(['lint', '--chart', 'web', ...args], {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text), isTTY: false },
    stdin: async () => '',
    env: {},
    cwd,
  });
  return { status, stdout, stderr };
}

const object = (name: string, more = '') => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n${more}`;

/** A document that is not an object, the values of the user, those of the chart, and where this is reported. */
const FAULTY: readonly (readonly [title: string, template: string, file: string, defaults: string, place: string])[] = [
  ['a name that is a number', 'metadata:\n  name: {{Values.a.name}}\n', 'a:\n  name: 1\n', 'a: {}', 'my.yaml:2:3'],
  ['an empty name', 'metadata:\n  name: {{Values.name}}\n', 'x: y\nname: ""\n', 'name: b\nx: z', 'my.yaml:2:1'],
  [
    'a name that is left out where it is empty',
    'metadata:\n{{#if Values.name}}\n  name: {{Values.name}}\n{{/if}}\n  labels: {}\n',
    'name: ""\n',
    'name: b',
    'my.yaml:1:1',
  ],
  [
    'an annotation that is a number',
    'metadata:\n  name: a\n  annotations:\n    {{{nindent 4 (toYaml Values.notes)}}}\n',
    'x: 1\nnotes:\n  b: text\n  c: 2\n',
    'notes: {}\nx: 0',
    'my.yaml:4:3',
  ],
  ['a map for a name', 'metadata:\n  name: {{{toJson Values.name}}}\n', 'name: {a: b}\n', 'name: c', 'my.yaml:1:1'],
  ['a default of the chart', 'metadata:\n  name: {{Values.name}}\n', '', 'x: y\nname: 7', 'web/values.yaml:2:1'],
  [
    'a name that the template writes, where a value decides whether the object is printed',
    '{{#if Values.on}}\nmetadata: {name: 1}\n{{/if}}\n',
    'on: true\n',
    'on: false',
    'web/templates/a.yaml.hbs',
  ],
];

describe('a document that is not an object', () => {
  it.each(FAULTY)('when it has %s, then its place is where that is written', async (_, rest, file, defaults, place) => {
    writeChart({ 'templates/a.yaml.hbs': `apiVersion: v1\nkind: ConfigMap\n${rest}`, 'values.yaml': defaults });
    writeFileSync(join(cwd, 'my.yaml'), file);
    const { stdout } = await lint('my.yaml', '--format', 'json');
    const { problems } = JSON.parse(stdout) as {
      problems: { rule: string; file: string; line: number; column?: number }[];
    };
    const [found] = problems.filter(({ rule }) => rule === 'manifest-object');
    const { file: name, line, column } = found ?? {};
    expect(place.includes(':') ? `${name}:${line}:${column}` : name).toBe(place);
  });
});

describe('what is wrong in the templates of a chart', () => {
  it('when three objects have the same wrong field, then each is an error with its line', async () => {
    writeChart({ 'templates/a.yaml.hbs': ['a', 'b', 'c'].map((name) => object(name, 'dat: {}\n')).join('') });
    const { stdout } = await lint('--format', 'json');
    const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string; line: number }[] };
    expect(problems.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
      'kubernetes-unknown-field web/templates/a.yaml.hbs:5',
      'kubernetes-unknown-field web/templates/a.yaml.hbs:10',
      'kubernetes-unknown-field web/templates/a.yaml.hbs:15',
    ]);
  });

  it.each(['text', 'json', 'github', 'junit', 'sarif'])(
    'when a template cannot be compiled, then the report as %s contains it, and the exit code is 1',
    async (format) => {
      writeChart({ 'templates/a.yaml.hbs': object('a', 'data: {a: {{nowhere 1}}\n{{#if}}\n') });
      const { status, stdout } = await lint('--format', format);
      expect(status).toBe(1);
      expect(stdout).toContain('web/templates/a.yaml.hbs');
      expect(stdout).toContain('template-syntax');
    },
  );

  it("when the chart's own values are wrong, then the place is the one that template names", async () => {
    const schema = { properties: { a: { type: 'string' } } };
    writeChart({
      'values.yaml': 'b: 1\na: 7\n',
      'values.schema.json': JSON.stringify(schema),
      'templates/a.yaml.hbs': object('a'),
    });
    expect((await lint()).stdout).toContain('web/values.yaml:2:1');
  });
});

describe('a hint', () => {
  it.each<[spelling: string]>([['1.10'], ['0755'], ['yes'], ['1_000'], ['1e3'], ['0x1F'], ['true']])(
    'when a label is %s, then it keeps the spelling',
    async (spelling) => {
      writeChart({
        'templates/a.yaml.hbs': object('a', 'data: {{{toJson Values.data}}}\n'),
        'values.yaml': 'data: {}\n',
      });
      writeFileSync(join(cwd, 'my.yaml'), `data:\n  a: ${spelling}   # a comment\n`);
      expect((await lint('my.yaml')).stdout).toContain(`put it in quotes: "${spelling}"`);
    },
  );

  it.each<[source: string, column: number, spelling: string | undefined]>([
    ['a: 1.10', 1, '1.10'],
    ['  a: {b: 1.10, c: 2}', 7, '1.10'],
    ['- 0755', 1, '0755'],
    ['"a: b": yes', 1, 'yes'],
    ['a: "1.10"', 1, undefined],
    ['a: [1]', 1, undefined],
    ['a: two words', 1, undefined],
  ])('reads in %j, from column %d on, %j', (source, column, spelling) => {
    expect(spellingAt({ source, column, line: 1, file: 'a' })).toBe(spelling);
  });
});

it('when a line is wrong in 20,000 ways, then a hundred are reported, and the number of the others', () => {
  const problems = Array.from(
    { length: 20_000 },
    (_, index): LintProblem => ({
      code: 'kubernetes',
      rule: 'kubernetes-name',
      severity: 'error',
      message: `number ${index}`,
      where: { file: 'a.yaml', line: 1, column: index + 1 },
    }),
  );
  const begin = performance.now();
  const arranged = arrangeProblems(problems);
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(arranged).toHaveLength(100);
  expect(arranged.at(-1)?.message).toContain('19900 more');
});
