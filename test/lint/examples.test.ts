import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, RULES } from '../../src/lint/index.ts';
import { DOCUMENTS } from '../docs/pages.ts';
import { BASE, builtInChart, io, RELEASE } from './corpus.ts';

const root = join(import.meta.dirname, '../..');

interface Example {
  /** `README.md:160`, the line of its first fence. */
  readonly place: string;
  /** The last paragraph before it. */
  readonly intro: string;
  readonly text: string;
}

/** The examples of values in a page; workflows and hooks, which are marked as `yml`, are none. */
function readExamples(page: string): Example[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^([^\n]*)\n\n```yaml\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: intro = '', 2: body = '' }) => ({
      place: `${page}:${text.slice(0, index).split('\n').length + 2}`,
      intro,
      text: body,
    }),
  );
}

/** The report of lint for an example, with the namespace that a command in a comment names. */
async function findRules({ place, text }: Example, shared: Parameters<typeof lint>[0]['shared']): Promise<string[]> {
  const namespace = /^# kilo-chart lint -n (\S+)/m.exec(text)?.[1] ?? RELEASE.namespace;
  const readFile = async (path: string) => (path === place ? text : readFileSync(path));
  const request = { ready: await builtInChart, options: { ...RELEASE, namespace }, shared, files: [place] };
  return (await lint(request, { ...io, readFile })).map(({ rule }) => rule);
}

const documents = DOCUMENTS.flatMap(readExamples);

describe('an example of the documents', () => {
  it.each(documents.map((example) => [example.place, example] as const))(
    '%s is clean, on every platform',
    async (_, one) => {
      const { files } = (await builtInChart).chart;
      expect(await findRules(one, { files: [BASE] })).toEqual([]);
      for (const { path, text } of files.filter(({ path }) => path.startsWith('platforms/')))
        expect(await findRules(one, { platform: { name: path, text } }), path).toEqual([]);
    },
  );

  it('is one of several', () => {
    expect(documents.length).toBeGreaterThanOrEqual(6);
  });
});

/** Pages whose examples are parts of objects, of which the rule speaks, and no values. */
const OF_OBJECTS = [
  'kubernetes-annotation',
  'kubernetes-enum',
  'kubernetes-image',
  'kubernetes-long-name',
  'kubernetes-port',
  'kubernetes-quota',
  'kubernetes-range',
  'kubernetes-run-as-root',
  'kubernetes-selector',
  'kubernetes-type',
  'kubernetes-unknown-kind',
  'kubernetes-webhook',
];

/** Pages whose examples are charts: test/lint/go holds them. */
const OF_CHARTS = [
  ...['template-indent', 'template-misspelt', 'template-nil', 'template-number', 'template-quote', 'template-random'],
  ...['template-unused-default', 'values-unread'],
];

describe('an example of a rule', () => {
  const pages = readdirSync(join(root, 'docs/rules')).map((name) => basename(name, '.md'));
  const examples = pages
    .filter((page) => RULES.has(page) && !OF_OBJECTS.includes(page) && !OF_CHARTS.includes(page))
    .flatMap((rule) => readExamples(`docs/rules/${rule}.md`).map((example) => [example.place, rule, example] as const));

  it.each(examples.filter(([, , { intro }]) => intro === 'Right:'))(
    '%s is clean, where it is right',
    async (_, __, one) => {
      expect(await findRules(one, { files: [BASE] })).toEqual([]);
    },
  );

  it.each(examples.filter(([, , { intro }]) => intro === 'Wrong:'))(
    '%s is found, where it is wrong',
    async (_, rule, one) => {
      const found = [...(await findRules(one, { files: [BASE] })), ...(await findRules(one, {}))];
      expect(found).toContain(rule);
    },
  );

  it('is right or wrong', () => {
    const others = examples.filter(([, , { intro }]) => intro !== 'Right:' && intro !== 'Wrong:');
    expect(others.map(([place]) => place)).toEqual([]);
    expect(examples.length).toBeGreaterThan(70);
  });
});
