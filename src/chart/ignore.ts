import { compilePathPattern } from '../go/path-match.ts';
import type { Problem } from '../problem/problem.ts';

/** Says whether an entry of a chart's folder is no part of the chart. */
export type Ignore = (path: string, isDirectory: boolean) => boolean;

interface Rule {
  readonly pattern: RegExp;
  readonly negated: boolean;
  readonly onlyDirectories: boolean;
  /** Without a slash a pattern is held against the last part of a path. */
  readonly onlyName: boolean;
}

/** What Helm adds to every chart's rules: names in `templates/` that begin with a dot. */
const DEFAULT_RULES = 'templates/.?*';

/**
 * The rules of a `.helmignore` file as Helm's pkg/ignore has them. They look like Git's and are not: the first rule that
 * speaks decides, `!x` ignores at once all that is not `x` and lets `x` go on to the next rule, there is no `**`, and a
 * pattern with a slash in it holds for the whole path from the chart's root.
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
      const hint = 'Helm refuses it, too: * stays within a folder, and a folder takes everything in it along';
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
