import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, RULES } from '../../src/lint/index.ts';
import { BASE, builtInChart, describeProblem, io, lintFile, RELEASE, readCorpus } from './corpus.ts';

const faulty = readCorpus('faulty');
const clean = readCorpus('clean');

/** Codes of problems that no rule has, each with a page for `kilo-chart explain`. */
const CODES = ['config', 'internal', 'kilo', 'kubernetes', 'release-name', 'usage'];

describe('a faulty values file', () => {
  it.each(faulty.map((file) => [file.name, file] as const))('%s has its findings, and no others', async (_, file) => {
    expect(file.finds.length).toBeGreaterThan(0);
    expect((await lintFile(file)).map(describeProblem)).toEqual(file.finds);
  });

  it('is there at least 150 times', () => {
    expect(faulty.length).toBeGreaterThanOrEqual(150);
  });
});

describe('a clean values file', () => {
  it.each(clean.map((file) => [file.name, file] as const))('%s has no findings', async (_, file) => {
    expect((await lintFile(file)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

/** What no values file of the built-in chart does: other tests, with other charts, check these. */
const ELSEWHERE = [
  'chart',
  'file',
  'manifest-hook',
  'manifest-object',
  'manifest-yaml',
  'template-escape',
  'template-indent',
  'template-misspelt',
  'template-nil',
  'template-number',
  'template-quote',
  'template-random',
  'template-unused-default',
  'template-warning',
  'values-list-as-string',
  'values-list-replaced',
  'values-table',
  'values-unknown',
  'values-unread',
];

describe('every rule', () => {
  const rules = [...RULES.keys()];
  const pages = join(import.meta.dirname, '../../docs/rules');

  it.each(rules.filter((rule) => !ELSEWHERE.includes(rule)))('%s has a faulty file and a near miss', (rule) => {
    expect(faulty.filter(({ name }) => name.startsWith(`faulty/${rule}/`)).length).toBeGreaterThan(0);
    expect(clean.map(({ name }) => name)).toContain(`clean/${rule}`);
  });

  it.each(rules)('%s has a page with its name, its severity and what it finds', (rule) => {
    const page = readFileSync(join(pages, `${rule}.md`), 'utf8');
    const info = RULES.get(rule);
    expect(page.split('\n')[0]).toBe(`# ${rule}`);
    expect(page).toContain(info?.severity);
    expect(page).toContain(info?.summary);
  });

  it('is listed, and no page is left over', () => {
    const index = readFileSync(join(pages, 'README.md'), 'utf8');
    for (const rule of rules) expect(index).toContain(`[${rule}](${rule}.md)`);
    const others = [...CODES, 'README'];
    expect(readdirSync(pages).sort()).toEqual([...rules, ...others].map((name) => `${name}.md`).sort());
  });

  it('finds what names it: no file of the corpus belongs to a rule that does not exist', () => {
    for (const { name } of faulty) expect(rules).toContain(name.split('/')[1]);
  });
});

describe('the values that a chart ships', () => {
  it('have, when a file is empty, exactly the warnings that the defaults deserve', async () => {
    const ready = await builtInChart;
    const empty = { ...io, readFile: async () => '' };
    const found = await lint({ ready, options: RELEASE, shared: {}, files: ['empty.yaml'] }, empty);
    expect(found.map(({ rule, severity, file }) => `${file} ${severity} ${rule}`)).toEqual([
      'empty.yaml warning kilo-root',
      'empty.yaml warning kilo-tolerations',
    ]);
  });

  it('are fine on every platform', async () => {
    const ready = await builtInChart;
    const platforms = ready.chart.files.filter(({ path }) => path.startsWith('platforms/'));
    expect(platforms.length).toBe(14);
    for (const { path, text } of platforms) {
      const found = await lint({ ready, options: RELEASE, shared: { platform: { name: path, text } }, files: [] }, io);
      expect(found.map(({ rule, message }) => `${path} ${rule}: ${message}`)).toEqual([]);
    }
  });
});

it('holds the base of the corpus clean', async () => {
  expect(await lintFile({ path: BASE, flags: {} })).toEqual([]);
});
