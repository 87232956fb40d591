import type { Path } from '../../problem/path.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Origins } from '../../values/index.ts';
import type { RuleInfo, UsersValue } from '../rule.ts';
import { defaultsRules, templateRules, usersValuesRules } from '../rules/index.ts';
import { type ChartReading, whereOf, whereOfDefault } from './reading.ts';

type Found = Problem & { readonly rule: string };

/** Problems of the templates and the defaults of a chart, which do not depend on a release; without its subcharts. */
export function checkReading(chart: ChartReading): Found[] {
  const found: Found[] = [];
  for (const rule of templateRules)
    rule.checkTemplates(chart, (place, message, hint) => found.push(problem(rule, whereOf(place), message, hint)));
  for (const rule of defaultsRules)
    rule.checkDefaults(chart, (path, message, hint) =>
      found.push(problem(rule, whereOfDefault(chart, path), message, hint)),
    );
  return found;
}

/** Problems of the values that the user set, compared with what the templates read. */
export function checkUsersValues(chart: ChartReading, origins: Pick<Origins, 'leaves' | 'where'>): Found[] {
  const values: UsersValue[] = [];
  for (const { path, value, origin } of origins.leaves())
    if (origin.source) values.push({ path, value, isOfFile: origin.source.kind === 'file' });
  if (values.length === 0) return [];
  const found: Found[] = [];
  const where = (path: Path) => ({ ...origins.where(path), path });
  for (const rule of usersValuesRules)
    rule.checkUsersValues(chart, values, (path, message, hint) =>
      found.push(problem(rule, where(path), message, hint)),
    );
  return found;
}

const problem = (
  { id, severity }: RuleInfo,
  where: Problem['where'],
  message: string,
  hint: string | undefined,
): Found => ({
  code: id.startsWith('values') ? 'values-unknown' : 'template-warning',
  rule: id,
  severity,
  message,
  ...(where ? { where } : {}),
  ...(hint === undefined ? {} : { hint }),
});
