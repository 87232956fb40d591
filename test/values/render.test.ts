import { expect, it } from 'vitest';
import {
  evaluate,
  Origins,
  readDefaults,
  readFileSource,
  renderOrigins,
  renderValues,
} from '../../src/values/index.ts';
import { parseJson } from '../../src/yaml/json.ts';

const evaluation = evaluate(
  readDefaults('kilo', 'values.yaml', 'image: {tag: v0.7.0}\nbig: 9007199254740993\ngone: [1]\nb10: 1\nb9: 1\n').source,
  [
    readFileSource('prod.yaml', 'image:\n  tag: v0.7.1\n').source,
    {
      kind: 'flag',
      flag: '--set',
      position: 1,
      text: 'kdaemon.containerSecurityContext.runAsUser=0,kdaemon.args={--a text that is much longer than its column},gone=null',
    },
  ],
);

it('when values are rendered, then keys are sorted and numbers keep their digits', () => {
  expect(renderValues(evaluation.values, 'json')).toBe(
    '{"b10":1,"b9":1,"big":9007199254740993,"image":{"tag":"v0.7.1"},"kdaemon":{"args":["--a text that is much longer than its column"],"containerSecurityContext":{"runAsUser":0}}}\n',
  );
  expect(renderValues(evaluation.values, 'yaml')).toBe(
    'b9: 1\nb10: 1\nbig: 9007199254740993\nimage:\n  tag: v0.7.1\nkdaemon:\n  args:\n  - --a text that is much longer than its column\n  containerSecurityContext:\n    runAsUser: 0\n',
  );
  expect(renderValues(Object.create(null), 'yaml')).toBe('{}\n');
});

it('when origins are rendered, then the table reads well at 80 columns', () => {
  const text = renderOrigins(new Origins(evaluation), 'text');
  expect(text).toBe(
    [
      'b9                                1                     values.yaml:5:1',
      'b10                               1                     values.yaml:4:1',
      'big                               9007199254740993      values.yaml:2:1',
      'image.tag                         v0.7.1                prod.yaml:2:3',
      '                                                        was v0.7.0, values.yaml:1:9',
      'kdaemon.args[0]                   --a text that is mu…  --set #1',
      'kdaemon.containerSecurityContext.runAsUser',
      '                                  0                     --set #1',
      'gone                              (deleted)             --set #1',
      '                                                        was [1], values.yaml:3:1',
      '',
    ].join('\n'),
  );
});

it('when origins are rendered as JSON, then each leaf is an entry with all that is known', () => {
  const leaves = parseJson(renderOrigins(new Origins(evaluation), 'json'));
  expect(leaves).toContainEqual({
    path: 'image.tag',
    value: 'v0.7.1',
    origin: { kind: 'file', file: 'prod.yaml', line: 2, column: 3 },
    replaced: { kind: 'default', file: 'values.yaml', line: 1, column: 9, value: 'v0.7.0' },
  });
  expect(leaves).toContainEqual(
    expect.objectContaining({
      path: 'gone',
      deleted: true,
      origin: expect.objectContaining({ kind: 'flag', offset: 105 }),
    }),
  );
});

it('when a key has control characters, then the table shows and does not obey them', () => {
  const { source } = readDefaults('kilo', 'values.yaml', '"a\\nb\\e[31m\\u202e": 1');
  expect(renderOrigins(new Origins(evaluate(source, [])), 'text')).toBe(
    'a\\u000ab\\u001b\\[31m\\u202e  1  values.yaml:1:1\n',
  );
});
