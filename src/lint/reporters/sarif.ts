import { formatPath } from '../../problem/path.ts';
import { printJson } from '../../problem/printable.ts';
import type { Severity } from '../../problem/problem.ts';
import type { LintProblem } from '../problem.ts';
import { RULES } from '../rules/index.ts';
import { helpOf } from './page.ts';
import { fileName, hasLine, type Report, type Reporter, sentence } from './reporter.ts';

/** The Static Analysis Results Interchange Format, version 2.1.0: what code scanning reads. */
export const sarif: Reporter = (report) => {
  const { problems, version, pages = NO_PAGES } = report;
  const used = [...new Set(problems.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kilo-chart',
            version,
            rules: used.map((id) => describeRule(id, pages)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => ({
          ruleId: problem.rule,
          ruleIndex: used.indexOf(problem.rule),
          level: levelOf(problem.severity),
          message: { text: sentence(problem) },
          ...locate(problem, report),
        })),
      },
    ],
  };
  return printJson(log);
};

const NO_PAGES: ReadonlyMap<string, string> = new Map();

const levelOf = (severity: Severity): string => severity;

function describeRule(id: string, pages: ReadonlyMap<string, string>) {
  const rule = RULES.get(id);
  return {
    id,
    ...(rule
      ? { shortDescription: { text: rule.summary }, defaultConfiguration: { level: levelOf(rule.severity) } }
      : {}),
    ...helpOf(id, pages),
  };
}

function locate(problem: LintProblem, report: Report) {
  const { line, column, source, path } = problem.where ?? {};
  const file = fileName(problem, report);
  const logical = path && path.length > 0 ? { logicalLocations: [{ fullyQualifiedName: formatPath(path) }] } : {};
  const snippet = source === undefined || source === '' ? {} : { snippet: { text: source } };
  // GitHub requires a line. What has none is shown at the top of its file.
  const region =
    line === undefined || !hasLine(problem)
      ? { startLine: 1 }
      : { startLine: line, ...(column === undefined ? {} : { startColumn: column }), ...snippet };
  return {
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region }, ...logical }],
  };
}

/** A file's name as a URI: relative to the working directory of the run where the name is. */
function uriOf(file: string): string {
  if (/^https?:\/\//.test(file)) return file;
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path.replace(/^\.\//, '');
}
