import type { Severity } from '../problem/problem.ts';
import type { LintProblem } from './problem.ts';

/** What a configuration makes of a rule. */
export type RuleSetting = Severity | 'off';

/**
 * Rules that say that something was not checked at all. Without them a run would pass in which nothing was looked at, so
 * neither a configuration nor a comment turns them off.
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

/** Problems with the severities that a configuration gives their rules; those of rules that are off are left out. */
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
