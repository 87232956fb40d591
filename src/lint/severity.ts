import type { Severity } from '../problem/problem.ts';
import type { LintProblem } from './problem.ts';

/** The setting of a rule in a configuration. */
export type RuleSetting = Severity | 'off';

/**
 * Rules that report that something could not be checked. Without them a run could pass although nothing was checked, so
 * neither a configuration nor a comment can turn them off.
 */
export const ESSENTIAL: ReadonlySet<string> = new Set([
  'chart',
  'file',
  'template-syntax',
  'values-not-a-map',
  'yaml-syntax',
]);

/** @returns why a rule cannot have this setting; undefined where it can */
export function checkRuleSetting(rule: string, setting: string): string | undefined {
  if (!ESSENTIAL.has(rule) || setting === 'error') return undefined;
  return `${rule} is always an error: it reports what could not be checked`;
}

/** Problems with the configured severities of their rules, without those of rules that are off. */
export function applySeverities(
  problems: readonly LintProblem[],
  rules: Readonly<Record<string, RuleSetting>>,
): LintProblem[] {
  return problems.flatMap((problem) => {
    const setting = Object.hasOwn(rules, problem.rule) ? rules[problem.rule] : undefined;
    if (setting === undefined || setting === problem.severity) return [problem];
    return setting === 'off' ? [] : [{ ...problem, severity: setting }];
  });
}
