import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type LintProblem, REPORTERS, type Report } from '../../src/lint/index.ts';
import { compileSchema } from '../../src/schema/index.ts';
import { lintFile, readCorpus } from './corpus.ts';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const now = new Date('2026-01-02T03:04:05Z');

const report = (problems: readonly LintProblem[], more: Partial<Report> = {}): Report => ({
  problems,
  files: ['a.yaml'],
  strict: false,
  version: '1.2.3',
  now,
  ...more,
});

/** Characters that mean something to one of the formats, and some that none of them can write. */
const HOSTILE = '50% a:b,c;d\r\n::error::x <b> & "q" \' ]]> \u0000\u001b[31m \ud800 \ufffe 日本語 🚀 \u2028';

const hostile: LintProblem = {
  code: 'schema',
  rule: 'schema',
  severity: 'error',
  message: HOSTILE,
  hint: HOSTILE,
  where: { file: 'a,b: %\n ü?#.yaml', line: 3, column: 7, path: ['a.b', 0, HOSTILE], source: HOSTILE },
  file: 'a.yaml',
};
const placeless: LintProblem = {
  code: 'kilo',
  rule: 'kilo-root',
  severity: 'warning',
  message: 'no place',
  file: 'a.yaml',
};
const flag: LintProblem = {
  code: 'values-set',
  rule: 'values-set',
  severity: 'error',
  message: 'in a flag',
  where: { flag: { name: '--set', text: 'a=b', offset: 2 } },
  file: '-',
};
const object: LintProblem = {
  code: 'kubernetes',
  rule: 'kubernetes-name',
  severity: 'error',
  message: 'too long',
  object: { kind: 'Service', name: 'a', path: ['metadata', 'name'] },
};
const stdin: LintProblem = { ...hostile, where: { file: '-', line: 1, column: 2 }, file: '-' };
const all = [hostile, placeless, flag, object, stdin];

describe('the report for GitHub Actions', () => {
  it('has a command for each problem, escaped as the runner takes it apart', () => {
    const lines = REPORTERS.github(report(all)).trimEnd().split('\n');
    expect(lines).toHaveLength(all.length);
    const parsed = lines.map(parseCommand);
    expect(parsed[0]).toMatchObject({
      command: 'error',
      properties: { file: 'a,b: %\n ü?#.yaml', line: '3', col: '7', title: 'schema' },
    });
    expect(parsed[0]?.message).toContain(HOSTILE);
    expect(parsed[0]?.message).toContain(`hint: ${HOSTILE}`);
    expect(lines[1]).toBe('::warning file=a.yaml,title=kilo-root::no place');
    expect(lines[2]).toBe('::error file=stdin,title=values-set::in a flag%0A--set a=b');
    expect(lines[3]).toBe('::error file=a.yaml,title=kubernetes-name::too long (Service a: metadata.name)');
    expect(parsed[4]?.properties).toEqual({ file: 'stdin', line: '1', col: '2', title: 'schema' });
  });

  it('is empty without problems', () => {
    expect(REPORTERS.github(report([]))).toBe('');
  });
});

/** As actions/runner's ActionCommand.TryParseV2 does. */
function parseCommand(line: string) {
  const match = /^::([^\s:]+) (.*?)::(.*)$/s.exec(line);
  if (!match) throw new Error(`not a command: ${line}`);
  const [, command = '', list = '', data = ''] = match;
  const unescapeData = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const unescapeProperty = (text: string) => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
  const properties = Object.fromEntries(
    list
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), unescapeProperty(pair.slice(pair.indexOf('=') + 1))]),
  );
  return { command, properties, message: unescapeData(data) };
}

describe('the report as SARIF', () => {
  it('is valid against the schema of version 2.1.0', async () => {
    const schema = JSON.parse(readFileSync(join(SCHEMAS, 'sarif-2.1.0.json'), 'utf8'));
    const { check } = await compileSchema(schema, 'sarif');
    const corpus = await corpusProblems();
    for (const problems of [[], all, corpus]) {
      const log = JSON.parse(REPORTERS.sarif(report(problems)));
      expect(check(log), JSON.stringify(check.errors?.slice(0, 3))).toBe(true);
      expect(log.runs[0].results).toHaveLength(problems.length);
    }
    expect(check({ version: '2.1.0' })).toBe(false);
  });

  it('has a physical location with a line for each result, without which GitHub refuses the whole file', () => {
    const [run] = JSON.parse(REPORTERS.sarif(report(all, { files: [] }))).runs;
    for (const { locations } of run.results)
      expect(locations[0].physicalLocation).toMatchObject({
        artifactLocation: { uri: expect.stringMatching(/./) },
        region: { startLine: expect.any(Number) },
      });
  });

  it('points at the line, names the rule and counts columns as JavaScript does', () => {
    const [run] = JSON.parse(REPORTERS.sarif(report([hostile]))).runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'a%2Cb%3A%20%25%0A%20%C3%BC%3F%23.yaml' },
      region: { startLine: 3, startColumn: 7 },
    });
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('schema');
  });
});

describe('the report as JUnit', () => {
  it.each(['junit-ant.xsd', 'junit-jenkins.xsd'])('is valid against %s', async (name) => {
    const schema = readFileSync(join(SCHEMAS, name), 'utf8');
    const corpus = await corpusProblems();
    for (const problems of [[], all, corpus]) {
      for (const strict of [false, true]) {
        const contents = REPORTERS.junit(report(problems, { strict }));
        const { valid, errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents }], schema: [schema] });
        expect(errors.map(({ message }) => message)).toEqual([]);
        expect(valid).toBe(true);
      }
    }
  });

  it('has a suite for each file, a failure for what fails the run, and a test that passes for a file without', () => {
    const text = REPORTERS.junit(report([placeless], { files: ['a.yaml', 'b.yaml'] }));
    expect(text.match(/<testsuite /g)).toHaveLength(2);
    expect(text).not.toContain('<failure');
    expect(text).toContain('<system-out>warning: a.yaml: no place\n</system-out>');
    expect(REPORTERS.junit(report([placeless], { strict: true }))).toContain(
      '<failure message="no place" type="kilo-root">',
    );
  });
});

describe('the report as JSON', () => {
  it('has everything that is known, and reads back', () => {
    const read = JSON.parse(REPORTERS.json(report([hostile, object])));
    expect(read).toMatchObject({ version: '1.2.3', files: ['a.yaml'], errors: 2, warnings: 0 });
    expect(read.problems[0]).toMatchObject({ rule: 'schema', message: HOSTILE, line: 3, column: 7 });
    expect(read.problems[1]).toMatchObject({ object: { kind: 'Service', name: 'a', path: 'metadata.name' } });
  });
});

async function corpusProblems(): Promise<LintProblem[]> {
  const problems: LintProblem[] = [];
  for (const file of readCorpus('faulty').slice(0, 60)) problems.push(...(await lintFile(file)));
  return problems;
}
