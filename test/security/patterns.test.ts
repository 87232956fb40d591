import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUILDERS, findBuilt } from '../../tools/patterns/built.ts';
import { findLiterals, type Literal, spell } from '../../tools/patterns/literals.ts';
import { ROOT } from '../package/built.ts';

/** The places of what `npm run patterns` has not checked. */
function unchecked(literals: readonly Literal[]): string[] {
  const checked = new Set(JSON.parse(readFileSync(join(ROOT, 'tools/patterns/checked.json'), 'utf8')) as string[]);
  return literals.filter((literal) => !checked.has(spell(literal))).map(({ place }) => place);
}

it('when a regular expression is written, then it was checked for superlinear backtracking', () => {
  const literals = findLiterals(ROOT, 'src');
  expect(literals.length).toBeGreaterThan(800);
  expect(unchecked(literals)).toEqual([]);
});

it('when a module builds regular expressions, then they were checked, too', async () => {
  const built = await findBuilt();
  expect(built.length).toBeGreaterThan(10);
  expect(unchecked(built)).toEqual([]);
});

it('when a module builds a constant regular expression, then it is known to the check', () => {
  const builders = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => /^(?:const|export const) \w+ = new RegExp\(/m.test(readFileSync(join(ROOT, 'src', name), 'utf8')))
    .map((name) => `src/${name}`);
  expect(Object.keys(BUILDERS)).toEqual(expect.arrayContaining(builders));
});
