import { isMap, type ValueMap } from '../../yaml/value.ts';
import type { DefaultsRule, ReportInValues } from '../rule.ts';
import type { ChartReading } from '../templates/reading.ts';
import { hintForBoolean } from '../words.ts';

export const unusedDefault: DefaultsRule = {
  id: 'template-unused-default',
  severity: 'warning',
  summary: 'A default that no template reads',

  checkDefaults(chart, report) {
    if (!chart.isComplete || chart.chart.metadata.type === 'library') return;
    visit(chart, chart.defaults.values, [], report);
  },
};

function visit(chart: ChartReading, defaults: ValueMap, path: readonly string[], report: ReportInValues): void {
  for (const [key, value] of Object.entries(defaults)) {
    const here = [...path, key];
    if (path.length === 0 && isElsewhere(key, chart)) continue;
    if (!chart.reads.has(here))
      report(here, `no template reads ${here.join('.')}`, hintForBoolean(key) ?? 'remove it, or use it in a template');
    else if (isMap(value) && !chart.reads.hasWhole(here)) visit(chart, value, here, report);
  }
}

/** What other charts read, or Helm itself. */
const isElsewhere = (key: string, { dependencies, chart }: ChartReading): boolean =>
  key === 'global' ||
  // The condition of a chart around this one.
  key === 'enabled' ||
  key === 'tags' ||
  key === 'exports' ||
  dependencies.has(key) ||
  (chart.metadata.dependencies ?? []).some(({ name, alias }) => key === (alias || name) || key === name);
