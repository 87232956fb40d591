import { compilePathPattern } from '../go/path-match.ts';
import type { Problem } from '../problem/problem.ts';

/** Whether an entry of a chart's directory is excluded from the chart. */
export type Ignore = (path: string, isDirectory: boolean) => boolean;

interface Rule {
  readonly pattern: RegExp;
  readonly negated: boolean;
  readonly onlyDirectories: boolean;
  /** A pattern without a slash is matched with the last part of a path. */
  readonly onlyName: boolean;
}

/** The rule that Helm adds for every chart: names in `templates/` that begin with a dot. */
const DEFAULT_RULES = 'templates/.?*';

/**
 * The rules of a `.helmignore` file, as in Helm's pkg/ignore. They look like Git's, but differ: the first rule that
 * matches decides, `!x` ignores at once everything but `x` and continues with the next rule for `x`, there is no `**`,
 * and a pattern with a slash is matched with the whole path from the chart's root.
 *
 * @param file its name, for problems
 */
export function readIgnore(text: string, file: string): { ignore: Ignore; problems: Problem[] } {
  const problems: Problem[] = [];
  const rules: Rule[] = [];
  `${text.replace(/^\ufeff/, '')}\n${DEFAULT_RULES}`.split('\n').forEach((source, index) => {
    const line = source.trim();
    if (line === '' || line.startsWith('#')) return;
    const read = readRule(line);
    if (typeof read !== 'string') rules.push(read);
    else {
      const where = { file, line: index + 1, column: source.indexOf(line) + 1, source };
      const hint = 'Helm refuses it, too: * matches within a directory, and an ignored directory includes its content';
      problems.push({ code: 'chart', severity: 'error', message: read, where, hint });
    }
  });
  return { ignore: (path, isDirectory) => isIgnored(rules, path, isDirectory), problems };
}

function readRule(line: string): Rule | string {
  if (line.includes('**')) return 'double-star (**) syntax is not supported';
  const negated = line.startsWith('!');
  let rule = negated ? line.slice(1) : line;
  const onlyDirectories = rule.endsWith('/');
  if (onlyDirectories) rule = rule.slice(0, -1);
  const rooted = rule.startsWith('/');
  const pattern = compilePathPattern(rooted ? rule.slice(1) : rule);
  return pattern ? { pattern, negated, onlyDirectories, onlyName: !rule.includes('/') } : 'syntax error in pattern';
}

function isIgnored(rules: readonly Rule[], path: string, isDirectory: boolean): boolean {
  for (const { pattern, negated, onlyDirectories, onlyName } of rules) {
    const matches = pattern.test(onlyName ? path.slice(path.lastIndexOf('/') + 1) : path);
    if (negated) {
      if ((onlyDirectories && !isDirectory) || !matches) return true;
    } else if (matches && (!onlyDirectories || isDirectory)) return true;
  }
  return false;
}
