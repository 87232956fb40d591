import type { GoFile } from '../../templates/index.ts';
import { ExactNumber, type Value } from '../../yaml/value.ts';
import type { TemplateRule, UsersValuesRule } from '../rule.ts';
import { type ChartReading, defaultAt } from '../templates/reading.ts';
import { actions, functionOf, startOf, valuesPath } from '../templates/walk.ts';

/** Functions that pass on a number as Helm prints it. */
const AS_PRINTED: ReadonlySet<string> = new Set(['quote', 'squote', 'toString', 'default', 'print', 'trim']);

/** A place that prints a value as it is. */
export interface Print {
  readonly file: GoFile;
  /** Where the value is named. */
  readonly at: number;
  readonly path: readonly string[];
}

/** The places that print a value of the chart as it is, where a large number would get an exponent. */
export function* plainPrints({ files }: Pick<ChartReading, 'files'>): Generator<Print> {
  for (const file of files) {
    for (const tree of file.trees) {
      for (const action of actions(tree)) {
        const [first, ...rest] = action.pipe.commands;
        if (!first || !rest.every((command) => AS_PRINTED.has(functionOf(command) ?? ''))) continue;
        const operand =
          first.args.length === 1
            ? first.args[0]
            : AS_PRINTED.has(functionOf(first) ?? '')
              ? first.args.at(-1)
              : undefined;
        const path = operand && valuesPath(operand);
        if (operand && path && path.length > 0) yield { file, at: startOf(operand), path };
      }
    }
  }
}

/** Whether Helm, which reads numbers of files as floating point, prints a number with an exponent. */
function hasExponent(value: Value | undefined): boolean {
  const number = value instanceof ExactNumber ? Number(value.text) : value;
  return typeof number === 'number' && Math.abs(number) >= 1e6;
}

/** `1000000` as Go prints it as a float64. */
function printFloat(value: Value | undefined): string {
  const number = value instanceof ExactNumber ? Number(value.text) : Number(value);
  return number.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

export const number: TemplateRule & UsersValuesRule = {
  id: 'template-number',
  severity: 'warning',
  summary: 'A large number that Helm prints with an exponent, such as 1e+06',

  checkTemplates(chart, report) {
    for (const { file, at, path } of plainPrints(chart)) {
      const value = defaultAt(chart, path);
      if (!hasExponent(value)) continue;
      report(
        { file, at },
        `Helm prints ${path.join('.')} as ${printFloat(value)}: numbers of values files are floating point`,
        'write | int64 after it, or quote the number in the values file',
      );
    }
  },

  checkUsersValues(chart, values, report) {
    const large = [...values].filter(({ value, isOfFile }) => isOfFile && hasExponent(value));
    if (large.length === 0) return;
    const printed = new Set(printedPaths(chart, []));
    for (const { path, value } of large)
      if (printed.has(JSON.stringify(path)))
        report(path, `Helm prints ${path.join('.')} as ${printFloat(value)}`, `write it in quotes: ${inQuotes(value)}`);
  },
};

const inQuotes = (value: Value | undefined): string =>
  `"${value instanceof ExactNumber ? value.text : BigInt(Math.trunc(Number(value)))}"`;

function* printedPaths(chart: ChartReading, prefix: readonly string[]): Generator<string> {
  for (const { path } of plainPrints(chart)) yield JSON.stringify([...prefix, ...path]);
  for (const [key, inner] of chart.dependencies) yield* printedPaths(inner, [...prefix, key]);
}
