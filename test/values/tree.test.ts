import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { describeMetadata, readChart } from '../../src/chart/index.ts';
import { formatPath, type Path } from '../../src/problem/path.ts';
import {
  type ComputedValues,
  computeValues,
  type DefaultsTree,
  listCharts,
  listSchemas,
  readDefaultsTree,
  type ValuesRequest,
} from '../../src/values/index.ts';
import { nameOrigin } from '../../src/values/origins.ts';
import { toJson } from '../../src/yaml/json.ts';
import { SetInteger, type Value } from '../../src/yaml/value.ts';
import { askTree, makeTree, readTreeCases, type TreeAnswer } from '../../tools/record/ask-tree.js';
import { writeChart } from '../chart/write-chart.ts';
import { thawTree } from './thaw-tree.ts';

/** The charts of test/charts/tree; Helm's answers are recorded by tools/record/record-tree.ts. */
const { helm: version, answers } = JSON.parse(
  readFileSync(new URL('../charts/tree/answers.json', import.meta.url), 'utf8'),
) as { helm: string; answers: Record<string, TreeAnswer> };

const folder = mkdtempSync(join(tmpdir(), 'chart-tree-'));
const directory = makeTree(folder);
let tree: DefaultsTree;

beforeAll(async () => {
  tree = readDefaultsTree(await readChart(directory, 'shop')).source;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compute = (values: string, more: Partial<ValuesRequest> = {}): Promise<ComputedValues> =>
  computeValues(
    { defaults: tree, files: ['my.yaml'], ...more },
    { readFile: async () => values, readStdin: async () => '', fetch: async () => '' },
  );

/** The values of a chart `app` with a chart `sub`. */
async function computePair(
  files: Record<string, string>,
  values: string,
  dependency = '',
  more: Partial<ValuesRequest> = {},
): Promise<ComputedValues> {
  const directory = writeChart({
    'Chart.yaml': `apiVersion: v2\nname: app\nversion: 1.0.0\n${dependency}`,
    'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
    ...files,
  });
  return compute(values, { ...more, defaults: readDefaultsTree(await readChart(directory, 'app')).source });
}

/** In the form of Helm's answers: libraries print nothing. */
function answerOf({ tree, problems }: ComputedValues): TreeAnswer {
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return { error: `chart dependencies processing failed: ${error.message}` };
  if (!tree) throw new Error('no tree');
  const printing = listCharts(tree.root).filter(({ isLibrary }) => !isLibrary);
  const charts = printing.map((one) => [
    one.id,
    {
      values: JSON.parse(toJson(one.values)),
      dependencies: JSON.parse(toJson(describeMetadata(one.metadata).Dependencies ?? null)),
    },
  ]);
  return { charts: Object.fromEntries(charts) };
}

describe('a tree of charts, four levels deep', () => {
  it.each(readTreeCases().map((one) => [one.name, one] as const))(
    '%s: each chart has the same values and dependencies as in Helm',
    async (name, one) => {
      expect(answerOf(await compute(one.values))).toEqual(answers[name]);
    },
  );

  describe.skipIf(!process.env.HELM)('beside Helm', () => {
    it.each(readTreeCases().map((one) => [one.name, one] as const))(
      '%s: the recorded answer is Helm’s',
      async (name, one) => {
        expect(await askTree(process.env.HELM ?? '', directory, one)).toEqual(answers[name]);
      },
    );
  });

  test('the answers are of the version of Helm that is followed', () => {
    expect(version).toBe('v4.2.4');
  });
});

describe('the values of a subchart', () => {
  test('are the very map that the root has under its name', async () => {
    const { tree, values } = await compute('tags: {extras: true}');
    const charts = tree ? listCharts(tree.root) : [];
    expect(charts).toHaveLength(11);
    for (const { path, values: own } of charts) {
      expect(path?.reduce((map, key) => map[key] as typeof map, values)).toBe(own);
    }
  });

  test('are thawed with Helm’s sharing: what is below the first level of global is one map for all', async () => {
    const { tree } = await compute('');
    if (!tree) throw new Error('no tree');
    const thawed = thawTree(tree);
    const [root, primary] = ['shop', 'shop/charts/primary'].map((id) => {
      const chart = listCharts(tree.root).find((one) => one.id === id);
      return thawed.get(chart as never) as { global: { labels: { nested: object } } };
    });
    expect(primary?.global.labels).not.toBe(root?.global.labels);
    expect(primary?.global.labels.nested).toBe(root?.global.labels.nested);
    expect(Object.keys(root?.global.labels.nested ?? {})).toEqual(['from', 'database', 'metrics']);
  });

  test('are computed from defaults that never change', async () => {
    const before = JSON.stringify(tree);
    for (const { values } of readTreeCases()) await compute(values);
    expect(JSON.stringify(tree)).toBe(before);
    expect(answerOf(await compute(''))).toEqual(answers['when nothing is set']);
  });
});

describe('the schemas of a tree', () => {
  test('are asked about the values that each chart gets, under the names that the root has for them', async () => {
    const { tree, values } = await compute('tags: {extras: true}');
    const found = tree ? listSchemas(tree.root) : [];
    expect(found.map(({ chart, path }) => [chart.id, path])).toEqual([
      ['shop', []],
      ['shop/charts/primary', ['primary']],
      ['shop/charts/replica', ['replica']],
    ]);
    expect(found[1]?.values).toBe(values.primary);
    expect(found[1]?.schema.text).toContain('"size"');
  });
});

describe('an integer of --set', () => {
  test('is a plain number, and a distinguishable one only when kinds are requested', async () => {
    const set = ['primary.size=7,connection.ports={1,x},primary.storage.class=01'];
    const plain = await compute('', { set });
    const kinds = await compute('', { set, integers: 'kinds' });
    const at = ({ values }: ComputedValues) => (values.primary as { size: unknown }).size;
    expect(at(plain)).toBe(7);
    expect(at(kinds)).toEqual(new SetInteger('7'));
    expect(toJson(kinds.values)).toBe(toJson(plain.values));
  });
});

const ORIGINS: readonly (readonly [path: string, origin: string])[] = [
  ['primary.size', '--set #1'],
  ['replica.size', 'shop/values.yaml:13:3'],
  ['replica.storage.class', 'shop/charts/database/values.yaml:3:11'],
  ['connection.timeout', 'shop/values.yaml:6:14'],
  // Imported.
  ['port', 'shop/charts/database/values.yaml:5:26'],
  ['monitoring.exporter.port', 'shop/charts/database/charts/metrics/values.yaml:5:12'],
  ['primary.metrics.interval', 'shop/values.yaml:11:13'],
  ['primary.metrics.exporter.path', 'shop/charts/database/charts/metrics/charts/exporter/values.yaml:2:1'],
  ['primary.global.region', 'my.yaml:1:10'],
  ['primary.metrics.global.region', 'my.yaml:1:10'],
  ['primary.global.labels.team', 'shop/values.yaml:4:5'],
  ['primary.global.labels.app', 'shop/charts/database/values.yaml:7:12'],
  ['queue.broker.storage', 'shop/charts/queue-0.3.9.tgz/values.yaml:3:10'],
  ['queue.broker.retention.hours', 'shop/charts/queue-0.3.9.tgz/charts/broker/values.yaml:2:13'],
];

describe('the origin of a value', () => {
  test.each(ORIGINS)('of %s is %s', async (path, origin) => {
    const { origins } = await compute('global: {region: south}\ntags: {extras: true}\n', { set: ['primary.size=3'] });
    const leaf = [...origins.leaves()].find((leaf) => formatPath(leaf.path) === path);
    expect(leaf && nameOrigin(leaf.origin)).toBe(origin);
  });

  test('is known for every leaf, but for the empty global that Helm makes', async () => {
    const { origins, values } = await compute('tags: {extras: true}');
    const found = new Set([...origins.leaves()].map(({ path }) => formatPath(path)));
    const missing = leavesOf(values, []).filter((path) => !found.has(path));
    expect(missing).toEqual([]);
  });
});

function leavesOf(value: Value, path: Path): string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [formatPath(path)];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

const WARNINGS: readonly (readonly [title: string, values: string, message: string, file: string])[] = [
  [
    'a condition is not a boolean',
    'replica: {enabled: "no"}',
    'returned non-bool value: path=replica.enabled chart=replica',
    'my.yaml',
  ],
  ['a tag is not a boolean', 'tags: {storage: 1}', 'returned non-bool value: tag=storage chart=primary', 'my.yaml'],
  [
    'what is to be imported is missing',
    '',
    'ImportValues missing table: error="exports" is not a table',
    'shop/Chart.yaml',
  ],
  [
    'a table of a subchart is overruled',
    'primary: {storage: fast}',
    'cannot overwrite table with non table for shop.primary.storage (map[class:fast options:map[sync:true]])',
    'my.yaml',
  ],
];

/** Each as Helm 4.2.4 prints it; the values are those of the chart. */
const GLOBALS: readonly (readonly [title: string, values: string, messages: string[], sub: string])[] = [
  ['only the chart has a value', 'global: {a: 1}', [], '{"global":{"a":1}}'],
  [
    'the subchart has a map for a string',
    'global: {a: x}\nsub: {global: {a: {m: 1}}}',
    ['key a is table. Skipping'],
    '{"global":{"a":{"m":1}}}',
  ],
  [
    'the subchart has a string for a map',
    'global: {a: {m: 1}}\nsub: {global: {a: x}}',
    ['Conflict: cannot merge map onto non-map for "a". Skipping.'],
    '{"global":{"a":"x"}}',
  ],
  [
    'the subchart has a string for all',
    'global: {a: {m: 1}}\nsub: {global: x}',
    ['skipping globals because destination global is not a table.'],
    '{"global":"x"}',
  ],
  ['the chart has a string for all', 'global: x', ['skipping globals because source global is not a table.'], '{}'],
  ['the chart has null for all', 'global: null', ['skipping globals because source global is not a table.'], '{}'],
  [
    'the chart has null for what the subchart has',
    'global: {a: {m: null, q: null}}\nsub: {global: {a: {m: 2, q: {k: 1}}}}',
    [],
    '{"global":{"a":{"m":null,"q":null}}}',
  ],
  [
    'maps and other values meet below',
    'global: {a: {m: {q: 1}, s: 5}}\nsub: {global: {a: {m: 2, s: {k: 1}}}}',
    [
      'destination for app.a.m is a table. Ignoring non-table value (2)',
      'cannot overwrite table with non table for app.a.s (map[k:1])',
    ],
    '{"global":{"a":{"m":{"q":1},"s":5}}}',
  ],
];

describe('the globals of a subchart', () => {
  test.each(GLOBALS)('when %s, then they are as in Helm', async (_, text, messages, sub) => {
    const { values, problems } = await computePair({}, text);
    const warnings = problems.filter(({ code }) => code === 'values-table');
    expect(warnings.map(({ message }) => message)).toEqual(messages);
    for (const { where } of warnings) {
      expect(where?.file).toBe('my.yaml');
      expect(where?.path?.[0]).toBe('global');
      expect(where?.line).toBe(1);
    }
    expect(toJson(values.sub ?? null)).toBe(sub);
  });

  test('when they have a list, then it is one for both charts, as in Helm', async () => {
    for (const files of [{ 'values.yaml': 'global: {a: [{b: 1}]}' }, { 'my.yaml': '' }]) {
      const { tree } = await computePair(files, 'global: {c: [[{d: 1}]]}');
      if (!tree) throw new Error('no tree');
      const [app, sub] = [...thawTree(tree).values()] as unknown as { global: Record<string, Value[]> }[];
      expect(Object.keys(app?.global ?? {})).toEqual(Object.keys(sub?.global ?? {}));
      for (const [key, list] of Object.entries(app?.global ?? {})) expect(sub?.global[key]).toBe(list);
    }
  });
});

/** Each as Helm 4.2.4 prints it. */
const IMPORTS: readonly (readonly [item: string, message: string | undefined, values: string])[] = [
  ['data', 'ImportValues missing table: error="exports" is not a table', '{"x":1,"z":{"f":3}}'],
  [
    '{child: a.b, parent: x}',
    'ImportValues missing table from chart: chart=sub error="a" is not a table',
    '{"x":1,"z":{"f":3}}',
  ],
  [
    '{child: c.e, parent: x}',
    'ImportValues missing table from chart: chart=sub error="e" is not a table',
    '{"x":1,"z":{"f":3}}',
  ],
  ['{child: c.d, parent: .}', undefined, '{"e":1,"x":1,"z":{"f":3}}'],
  ['{child: c, parent: z}', undefined, '{"x":1,"z":{"d":{"e":1},"f":3}}'],
];

describe('import-values', () => {
  test.each(IMPORTS)('when it is %s, then the warning is %j, as in Helm', async (item, message, expected) => {
    const dependencies = `dependencies: [{name: sub, version: "*", import-values: [${item}]}]\n`;
    const files = { 'values.yaml': 'x: 1\nz: {f: 3}', 'charts/sub/values.yaml': 'c: {d: {e: 1}}' };
    const old = {
      'Chart.yaml': 'apiVersion: v1\nname: app\nversion: 1.0.0\n',
      'requirements.yaml': dependencies,
    };
    for (const [more, file] of [
      [{}, 'app/Chart.yaml'],
      [old, 'app/requirements.yaml'],
    ] as const) {
      const { values, problems } = await computePair({ ...files, ...more }, '', dependencies);
      const { sub: _, ...own } = values;
      expect(toJson(own)).toBe(expected);
      expect(problems).toEqual(
        message === undefined ? [] : [{ code: 'chart', severity: 'warning', message, where: { file } }],
      );
    }
  });
});

/** Each as Helm 4.2.4 prints it: values of the subchart, of the chart, of the user, and what is imported. */
const TABLES: readonly (readonly [
  sub: string,
  app: string,
  user: string,
  item: string,
  messages: string[],
  own: string,
])[] = [
  [
    'a: {m: 1}\nb: {m: {k: 2}}',
    '',
    '',
    '{child: a, parent: q}, {child: b, parent: q}',
    ['cannot overwrite table with non table for q.m (map[k:2])'],
    '{"q":{"m":1}}',
  ],
  [
    'a: {m: {k: 2}}\nb: {m: 1}',
    '',
    '',
    '{child: a, parent: q}, {child: b, parent: q}',
    ['destination for q.m is a table. Ignoring non-table value (1)'],
    '{"q":{"m":{"k":2}}}',
  ],
  [
    'a: {m: {k: 2}}',
    'q: {m: 3}',
    '',
    '{child: a, parent: q}',
    ['cannot overwrite table with non table for q.m (map[k:2])'],
    '{"q":{"m":3}}',
  ],
  [
    'a: {m: 3}',
    'q: {m: {k: 1}}',
    '',
    '{child: a, parent: q}',
    ['destination for q.m is a table. Ignoring non-table value (3)'],
    '{"q":{"m":{"k":1}}}',
  ],
  ['a: {m: null, l: 1}', 'q: {m: {k: 1}, l: null}', '', '{child: a, parent: q}', [], '{"q":{"m":{"k":1}}}'],
  [
    '',
    'q: 5\nw: null',
    'q: {a: 1}\nw: {b: 2}',
    '',
    ['skipped value for app.q: Not a table.'],
    '{"q":{"a":1},"w":{"b":2}}',
  ],
  [
    'q: 5',
    '',
    'sub: {q: {a: 1}}',
    '',
    ['skipped value for app.sub.q: Not a table.', 'destination for app.sub.q is a table. Ignoring non-table value (5)'],
    '{}',
  ],
];

describe('a condition of a dependency', () => {
  test.each([
    ['flag', 'flag: false', false],
    ['flag', 'flag: true', true],
    ['flag', '', true],
    ['flag', 'flag: {a: false}', true],
    ['a.flag', 'a: {flag: false}', false],
    ['a.flag', 'flag: false', true],
    ['none,flag', 'flag: false', false],
    ['flag,other', 'flag: false\nother: true', false],
    [' flag ', 'flag: false', false],
  ])('when it is %j and the values are %j, then the chart takes part: %j', async (condition, values, expected) => {
    const dependencies = `dependencies: [{name: sub, version: "*", condition: "${condition}"}]\n`;
    const { tree, problems } = await computePair({}, values, dependencies);
    expect(problems).toEqual([]);
    expect((tree ? listCharts(tree.root) : []).map(({ name }) => name)).toEqual(expected ? ['app', 'sub'] : ['app']);
  });
});

describe('a table and what is not a table, in two charts', () => {
  test.each(TABLES)('%j in %j with %j, importing [%s]: %j', async (sub, app, user, item, messages, expected) => {
    const dependencies = `dependencies: [{name: sub, version: "*", import-values: [${item}]}]\n`;
    const files = { 'values.yaml': app, 'charts/sub/values.yaml': sub };
    const { values, problems } = await computePair(files, user, dependencies);
    const { sub: _, ...own } = values;
    expect(toJson(own)).toBe(expected);
    expect(problems.map(({ code, message }) => [code, message])).toEqual(
      messages.map((message) => ['values-table', message]),
    );
  });

  test('when a chart is not named as a dependency, then its defaults are known all the same', async () => {
    const files = { 'charts/sub/values.yaml': 'x: {y: 1}' };
    expect((await computePair(files, 'sub: {x: {y: null}}')).problems).toEqual([]);
    expect((await computePair(files, 'sub: {x: {z: null}}')).problems).toMatchObject([
      { code: 'values-null', message: 'null at sub.x.z deletes nothing: the chart has no default there' },
    ]);
  });
});

describe('Helm’s warnings', () => {
  test.each(WARNINGS)('when %s, then the place is reported', async (_, values, message, file) => {
    const { problems } = await compute(values);
    const found = problems.find((problem) => problem.message === message);
    expect(problems.map(({ message }) => message)).toContain(message);
    expect(found?.where?.file).toBe(file);
  });

  test.each<[given: Partial<ValuesRequest> | string, shown: string]>([
    ['sub: 5', '%!t(float64=5)'],
    ['sub: 1e30', '%!t(float64=1e+30)'],
    ['sub: text', '%!t(string=text)'],
    ['sub: ""', '%!t(string=)'],
    ['sub: true', 'true'],
    ['sub: null', '%!t(<nil>)'],
    ['sub: []', '[]'],
    [
      'sub: [1, a, null, [2, true], {b: c, a: [1]}]',
      '[%!t(float64=1) %!t(string=a) <nil> [%!t(float64=2) true] map[%!t(string=a):[%!t(float64=1)] %!t(string=b):%!t(string=c)]]',
    ],
    [{ set: ['sub=5'] }, '%!t(int64=5)'],
    [{ set: ['sub={1,a}'] }, '[%!t(int64=1) %!t(string=a)]'],
    [{ set: ['sub[0].b=1'] }, '[map[%!t(string=b):%!t(int64=1)]]'],
  ])('when the values of a chart are %j, then Helm shows %s', async (given, shown) => {
    const [values, more] = typeof given === 'string' ? [given, {}] : ['', given];
    expect((await computePair({}, values, '', more)).problems).toMatchObject([
      {
        code: 'values-not-a-map',
        message: `type mismatch on sub: ${shown}`,
        hint: 'sub is a chart that this one depends on, and its values are a map: sub: {key: value}',
      },
    ]);
  });

  test('when the values of a chart are not a map, then the error is where they are set', async () => {
    const { problems } = await compute('a: 1\ncache: 5\n');
    expect(problems).toMatchObject([
      {
        severity: 'error',
        message: 'type mismatch on cache: %!t(float64=5)',
        where: { file: 'my.yaml', line: 2 },
        hint: expect.stringContaining('cache: {key: value}'),
      },
    ]);
  });
});
