import { pageOf, RULES } from '../../lint/index.ts';

/** Every rule with its severity as text: one line each. */
export function renderRuleList(): string {
  const width = Math.max(...[...RULES.keys()].map((id) => id.length));
  return [...RULES.values()]
    .map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`)
    .join('');
}

/** The same as JSON. */
export function renderRuleJson(): string {
  const rules = [...RULES.values()].map(({ id, severity, summary }) => ({
    id,
    severity,
    summary,
    page: pageOf(id),
  }));
  return `${JSON.stringify(rules, undefined, 2)}\n`;
}
