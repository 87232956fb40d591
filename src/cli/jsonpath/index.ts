import { writeJson } from '../../functions/policy/go/json.ts';
import { sprint } from '../../go/fmt.ts';
import { GoError, type GoValue, isGoMap } from '../../go/value.ts';
import { fail, type Problem } from '../../problem/problem.ts';
import { createThaw } from '../../yaml/thaw.ts';
import type { ValueMap } from '../../yaml/value.ts';
import { findResults } from './find.ts';
import { parseJsonPath } from './parse.ts';

/** All numbers of a file are float64 to Helm. */
const thaw = createThaw<GoValue>(new Set(), (value) =>
  typeof value === 'object' && value !== null ? value.valueOf() : (value ?? null),
);

/**
 * Prints what a JSONPath template finds in values, as `helm show values --jsonpath` does: nothing where it finds no
 * value for one of its parts, and then a warning, which Helm does not print.
 *
 * @throws ProblemError `usage` for a template that cannot be parsed
 */
export function printJsonPath(template: string, values: ValueMap): { text: string; problems: Problem[] } {
  const nodes = attempt(() => parseJsonPath(template));
  if (nodes instanceof GoError)
    fail({
      code: 'usage',
      message: `error parsing jsonpath ${template}: ${nodes.message}`,
      hint: "for example '{.image.tag}', '{.env[0].name}', '{range .hosts[*]}{.host}{\"\\n\"}{end}'",
    });
  const results = attempt(() => findResults(nodes, thaw.map(values)));
  if (!(results instanceof GoError)) return { text: results.map(printAll).join(''), problems: [] };
  const message = `--jsonpath ${template} prints nothing: ${results.message}`;
  return { text: '', problems: [{ code: 'usage', severity: 'warning', message }] };
}

const printAll = (values: readonly GoValue[]): string => values.map(print).join(' ');

function print(value: GoValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) || isGoMap(value) ? writeJson(value) : sprint(value);
}

function attempt<T>(run: () => T): T | GoError {
  try {
    return run();
  } catch (error) {
    if (error instanceof GoError) return error;
    throw error;
  }
}
