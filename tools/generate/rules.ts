import { RULES } from '../../src/lint/index.ts';
import { table } from './markdown.ts';

/** The headings of docs/rules/README.md, each with the rules whose names begin so. */
const GROUPS: readonly (readonly [heading: string, prefixes: RegExp])[] = [
  ['Values', /^(?:schema|template|values|yaml)\b/],
  ['Kilo', /^kilo-/],
  ['Kubernetes', /^(?:kubernetes|manifest)-/],
  ['Around', /^/],
];

/** @returns the page with the table under each heading updated from the rules */
export function replaceRuleTables(page: string): string {
  let result = page;
  const left = new Set(RULES.keys());
  for (const [heading, prefixes] of GROUPS) {
    const names = [...left].filter((name) => prefixes.test(name));
    for (const name of names) left.delete(name);
    const rows = names.map((name) => {
      const { severity, summary } = RULES.get(name) ?? { severity: '', summary: '' };
      return [`[${name}](${name}.md)`, severity, summary.replaceAll('|', '\\|')];
    });
    const section = new RegExp(`(^## ${heading}\n\n)(?:\\|.*\n)+`, 'm');
    if (!section.test(result)) throw new Error(`docs/rules/README.md has no table under ${heading}`);
    result = result.replace(section, (_, begin: string) => `${begin}${table(['rule', 'severity', 'finds'], rows)}\n`);
  }
  return result;
}
