import { expect, test } from 'vitest';
import { readIgnore } from '../../src/chart/ignore.ts';

/** Rules, path (with a slash at its end: a folder), whether it is ignored. From Helm's pkg/ignore. */
const CASES: readonly (readonly [string, string, boolean])[] = [
  ['helm.txt', 'helm.txt', true],
  ['helm.*', 'helm.txt', true],
  ['helm.*', 'rudder.txt', false],
  ['*.txt', 'tiller.txt', true],
  ['*.txt', 'cargo/a.txt', true],
  ['cargo/*.txt', 'cargo/a.txt', true],
  ['cargo/*.*', 'cargo/a.txt', true],
  ['ca[a-z]go/*.txt', 'cargo/a.txt', true],
  ['/*.txt', 'cargo/a.txt', false],
  ['/*.txt', 'a.txt', true],
  ['cargo/', 'cargo/', true],
  ['cargo/', 'cargo', false],
  ['cargo/', 'a/cargo/', true],
  ['/cargo/', 'a/cargo/', false],
  ['a/b', 'x/a/b', false],
  // Negation ignores what does not match, then and there.
  ['!helm.txt', 'helm.txt', false],
  ['!helm.txt', 'tiller.txt', true],
  ['!*.txt', 'cargo/', true],
  ['!cargo/', 'a.txt', true],
  ['!*.txt\nhelm.txt', 'helm.txt', true],
  // Comments, blanks, line ends.
  ['# a\n\n  a  \r\n', 'a', true],
  ['\ufeffa', 'a', true],
  // Helm's own rule.
  ['', 'templates/.dotfile', true],
  ['', 'templates/sub/.dotfile', false],
  ['', 'templates/a', false],
];

test.each(CASES)('when the rules are %j, then %j is %s', (rules, path, expected) => {
  const { ignore, problems } = readIgnore(rules, '.helmignore');
  expect(problems).toEqual([]);
  expect(ignore(path.replace(/\/$/, ''), path.endsWith('/'))).toBe(expected);
});
