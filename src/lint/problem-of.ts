import type { Problem, Where } from '../problem/problem.ts';
import type { ValueMap } from '../yaml/value.ts';
import { nameOf, text } from './kubernetes/read.ts';
import type { LintProblem } from './problem.ts';
import type { Finding, RuleInfo } from './rule.ts';

/** The problem for a finding in an object, at the place that is to be changed, with the hint that fits it. */
export const problemOf = (
  { rule, path, message, severity = rule.severity }: Finding,
  object: ValueMap,
  where: Where | undefined,
  hint: string | undefined,
): LintProblem => ({
  code: codeOf(rule),
  rule: rule.id,
  severity,
  message,
  ...(where ? { where } : {}),
  ...(hint === undefined ? {} : { hint }),
  object: { kind: text(object, 'kind') ?? '', name: nameOf(object), path },
});

export const codeOf = ({ id }: RuleInfo): Problem['code'] => (id.startsWith('kubernetes') ? 'kubernetes' : 'kilo');
