import { printXml } from '../../problem/printable.ts';
import { failsRun, fileOf, type LintProblem } from '../problem.ts';
import { seeAlso } from './page.ts';
import { type Report, type Reporter, sentence } from './reporter.ts';

/**
 * JUnit's XML, valid for the schemas of both Ant and Jenkins: a suite for each file, with a failed test for each
 * problem that fails the run, or one test that passes if there is none. Other warnings are the output of the suite.
 */
export const junit: Reporter = (report) => {
  const suites = suitesOf(report).map(({ name, problems }, id) => suite(name, problems, id, report));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
};

function suitesOf({ problems, files }: Report): { name: string; problems: LintProblem[] }[] {
  const suites = new Map<string, LintProblem[]>((files.length > 0 ? files : ['']).map((file) => [file, []]));
  for (const problem of problems) {
    const file = fileOf(problem) ?? problem.file ?? '';
    const suite = suites.get(file);
    if (suite) suite.push(problem);
    else suites.set(file, [problem]);
  }
  return [...suites].map(([name, found]) => ({ name: nameOf(name), problems: found }));
}

const nameOf = (file: string): string => (file === '' ? 'values' : file === '-' ? 'stdin' : file);

function suite(name: string, problems: readonly LintProblem[], id: number, { strict, version, now }: Report): string {
  const fails = (problem: LintProblem): boolean => failsRun(problem, strict);
  const failures = problems.filter(fails);
  const others = problems.filter((problem) => !fails(problem));
  const tests = failures.length > 0 ? failures.map(failure) : [testcase('values', 'no problem')];
  const attributes = {
    name: token(name),
    tests: tests.length,
    failures: failures.length,
    errors: 0,
    time: 0,
    timestamp: now.toISOString().slice(0, 19),
    hostname: 'localhost',
    id,
    package: 'kilo-chart',
  };
  const printed = others.map((problem) => `${problem.severity}: ${place(problem)}${sentence(problem)}\n`).join('');
  return [
    `  <testsuite${list(attributes)}>\n`,
    `    <properties>\n      <property${list({ name: 'kilo-chart', value: version })}/>\n    </properties>\n`,
    ...tests,
    `    <system-out>${escapeXml(printed)}</system-out>\n    <system-err></system-err>\n  </testsuite>\n`,
  ].join('');
}

function failure(problem: LintProblem): string {
  const { rule, message, where = {} } = problem;
  const at = where.line === undefined ? '' : ` ${where.line}:${where.column ?? 1}`;
  const content = `${place(problem)}${sentence(problem)}\n${seeAlso(rule)}`;
  const body = `      <failure${list({ message, type: rule })}>${escapeXml(content)}</failure>\n`;
  return testcase(rule, `${rule}${at}`, body);
}

function testcase(classname: string, name: string, content = ''): string {
  const start = `    <testcase${list({ name: token(name), classname, time: 0 })}`;
  return content === '' ? `${start}/>\n` : `${start}>\n${content}    </testcase>\n`;
}

function place(problem: LintProblem): string {
  const { line, column } = problem.where ?? {};
  const parts = [fileOf(problem), line, column].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(':')}: `;
}

const list = (attributes: Readonly<Record<string, string | number>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');

/** XML's tokens have no line breaks, no blanks at their ends, and are not empty. */
const token = (text: string): string => text.replace(/\s+/g, ' ').trim() || 'values';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no way to write at all becomes U+FFFD. */
const escapeXml = (text: string): string =>
  printXml(
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"]/g, (character) => ENTITIES[character] as string),
  );
