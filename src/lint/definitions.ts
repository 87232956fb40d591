import { type Chart, nameFile } from '../chart/index.ts';
import { LineMap } from '../yaml/lines.ts';
import { readYaml } from '../yaml/read.ts';
import { isMap, type ValueMap } from '../yaml/value.ts';
import type { Checker } from './kubernetes/check.ts';
import type { LintProblem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import { findInText } from './yaml-text.ts';

/** What is wrong with the objects in the `crds/` of a chart, which Helm sends to the API server as they are written. */
export const checkDefinitions = (chart: Chart, checker: Checker): LintProblem[] =>
  chart.crds.flatMap(({ path, text: content }) => {
    const file = nameFile(chart, path);
    return objectsIn(content, file).flatMap((object) => checkObject(object, file, content, checker));
  });

/** What is not YAML is reported where the objects are printed. */
function objectsIn(content: string, file: string): ValueMap[] {
  try {
    return readYaml(content, { name: file }).documents.flatMap(({ value }) => (isMap(value) ? [value] : []));
  } catch {
    return [];
  }
}

function checkObject(object: ValueMap, file: string, content: string, checker: Checker): LintProblem[] {
  const findings = checker.check(object).filter(({ rule, severity = rule.severity }) => severity === 'error');
  if (findings.length === 0) return [];
  const map = new LineMap(content);
  return findings.map((finding) => {
    const { line, column } = map.locate(findInText(content, object, finding.path) ?? 0);
    return problemOf(finding, object, { file, line, column, source: map.line(line) }, finding.hint);
  });
}
