import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/cli/output/markdown.ts';
import { readRulePages } from '../../src/cli/rule-pages.ts';
import { RULES } from '../../src/lint/index.ts';
import { kiloChart } from './program.ts';

const source = readFileSync(join(import.meta.dirname, '../../src/problem/problem.ts'), 'utf8');
const union = /export type ProblemCode =([^;]*);/.exec(source)?.[1] ?? '';
const CODES = [...union.matchAll(/'([^']+)'/g)].map(([, code = '']) => code);

describe('kilo-chart explain', () => {
  it('knows the codes of problems', () => expect(CODES.length).toBeGreaterThan(20));

  it.each([...new Set([...CODES, ...RULES.keys()])])('%s has a page that is readable in 80 columns', async (code) => {
    const { status, stdout, stderr } = await kiloChart('/', ['explain', code]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.startsWith(`${code}\n\n`)).toBe(true);
    expect(stdout.trimEnd().endsWith(`/docs/rules/${code}.md`)).toBe(true);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).not.toMatch(/\*\*|```|\]\(/);
  });

  it('when there is no such code, then it suggests one', async () => {
    const { status, stderr } = await kiloChart('/', ['explain', 'kubernetes-prot']);
    expect(status).toBe(1);
    expect(stderr).toContain('did you mean kubernetes-port?');
  });

  it('has no page that belongs to nothing', () => {
    expect([...readRulePages().keys()].filter((name) => !RULES.has(name) && !CODES.includes(name))).toEqual([]);
  });
});

describe('Markdown for a terminal', () => {
  it.each([
    ['# a\n\n**b** [c](d.md) `e f`', 'a\n\nb c `e f`\n'],
    ['[b](https://c.d/e)', 'b\n(https://c.d/e)\n'],
    ['```yaml\na:\n\n  b\n```', '  a:\n\n    b\n'],
    ['- one two three\n- four', '- one two\n  three\n- four\n'],
    ['| a | b |\n|---|---|\n| c | d |', 'a: b\nc: d\n'],
  ])('%j', (page, text) => expect(renderMarkdown(page, 12)).toBe(text));
});
