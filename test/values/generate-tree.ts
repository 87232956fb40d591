import fc from 'fast-check';
import { newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';

/** A tree of charts as its files, and a user's values. */
export interface TreeInput {
  readonly tree: Readonly<Record<string, string>>;
  readonly user: string;
}

/** Few names, so that they meet: keys of values are names of charts, too. */
const NAMES = ['db', 'web', 'lib'];
const ALIASES = ['', '', '', 'one', 'two', 'web'];
const KEYS = ['a', 'b', 'global', 'tags', 'exports', 'enabled', 'one', ...NAMES];

const leaf: fc.Arbitrary<Value> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.constantFrom<Value>(1, 2, 'x', 'y') },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom<Value[]>([1], [], [{ a: null }]) },
);

/** A map, in which what Helm has to find as a map mostly is one. */
const map = (depth: number): fc.Arbitrary<ValueMap> =>
  fc
    .uniqueArray(fc.constantFrom(...KEYS), { maxLength: 4 })
    .chain((keys) => fc.tuple(...keys.map((key) => valueFor(key, depth).map((value): [string, Value] => [key, value]))))
    .map((entries) => newMap(entries));

function valueFor(key: string, depth: number): fc.Arbitrary<Value> {
  if (depth <= 0) return leaf;
  if (key === 'tags') {
    const tag = fc.oneof({ weight: 9, arbitrary: fc.boolean() }, { weight: 1, arbitrary: fc.constant('no') });
    return fc.dictionary(fc.constantFrom('t1', 't2'), tag, { noNullPrototype: false }).map((tags) => tags as ValueMap);
  }
  if (key === 'enabled') return leaf;
  const isTable = key === 'global' || key === 'exports' || NAMES.includes(key) || key === 'one';
  return fc.oneof(
    { weight: isTable ? 40 : 2, arbitrary: map(depth - 1) },
    { weight: isTable ? 1 : 3, arbitrary: leaf },
  );
}

const path = fc
  .array(fc.constantFrom('a', 'b', 'exports', 'global', 'db', 'web'), { minLength: 1, maxLength: 2 })
  .map((names) => names.join('.'));

const importItem: fc.Arbitrary<Value> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('a', 'b') },
  {
    weight: 3,
    arbitrary: fc
      .tuple(path, fc.oneof(path, fc.constant('.')))
      .map(([child, parent]) => ({ child, parent }) as ValueMap),
  },
);

const dependency = fc.record({
  name: fc.constantFrom(...NAMES),
  alias: fc.constantFrom(...ALIASES),
  version: fc.constantFrom('*', '*', '*', '1.x', '^2.0.0', ''),
  condition: fc.constantFrom('', '', 'db.enabled', 'web.enabled', 'enabled', 'one.enabled,a', 'global.a', 'a.b,,b'),
  tags: fc.subarray(['t1', 't2']),
  imports: fc.array(importItem, { maxLength: 2 }),
});

interface GeneratedChart {
  readonly values: ValueMap;
  readonly dependencies: readonly Value[] | undefined;
  readonly charts: readonly (readonly [string, GeneratedChart])[];
}

const chart = (depth: number): fc.Arbitrary<GeneratedChart> =>
  fc.record({
    values: map(4),
    dependencies: fc.option(
      fc
        .uniqueArray(dependency, { maxLength: 3, selector: ({ name, alias }) => alias || name })
        .map((all) => all.map(written)),
      { nil: undefined, freq: 6 },
    ),
    charts:
      depth === 0
        ? fc.constant([])
        : fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), chart(depth - 1)), {
            maxLength: 3,
            selector: ([name]) => name,
          }),
  });

const written = ({ name, alias, version, condition, tags, imports }: Generated): Value => ({
  name,
  version,
  repository: '',
  ...(alias === '' ? {} : { alias }),
  ...(condition === '' ? {} : { condition }),
  ...(tags.length === 0 ? {} : { tags }),
  ...(imports.length === 0 ? {} : { 'import-values': imports }),
});

type Generated = typeof dependency extends fc.Arbitrary<infer T> ? T : never;

/** A root and up to three levels of charts below it. */
export const treeInput: fc.Arbitrary<TreeInput> = fc.tuple(chart(3), map(4)).map(([root, user]) => ({
  tree: Object.fromEntries(filesOf('', 'app', root)),
  user: JSON.stringify(user),
}));

/** JSON is YAML. */
function filesOf(prefix: string, name: string, { values, dependencies, charts }: GeneratedChart): [string, string][] {
  const metadata = { apiVersion: 'v2', name, version: '1.2.3', ...(dependencies && { dependencies }) };
  return [
    [`${prefix}Chart.yaml`, JSON.stringify(metadata)],
    [`${prefix}values.yaml`, JSON.stringify(values)],
    ...charts.flatMap(([name, chart]) => filesOf(`${prefix}charts/${name}/`, name, chart)),
  ];
}
