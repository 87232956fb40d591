import { describe, expect, test } from 'vitest';
import {
  arrange,
  countHooks,
  INSTALL_ORDER,
  printManifests,
  readManifests,
  showOnly,
} from '../../src/manifests/index.ts';

const file = (text: string, source = 'c/templates/t.yaml') => ({
  source,
  file: `${source.replace('c/', '')}.hbs`,
  text,
});

const object = (kind: string, name: string, more = ''): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;

const hook = (kind: string, name: string, events: string, weight = '0'): string =>
  object(kind, name, `  annotations:\n    helm.sh/hook: ${events}\n    helm.sh/hook-weight: "${weight}"\n`);

const names = (manifests: readonly { object: { metadata?: unknown } }[]) =>
  manifests.map(({ object }) => (object.metadata as { name: string }).name);

describe('documents', () => {
  test('are split at every --- at the start of a line, and those without content are dropped', () => {
    const text = [
      '',
      '---',
      '# a comment',
      '---',
      '#another\t',
      '---',
      '  #third',
      '---   ',
      object('A', 'a'),
      '--- # rest',
      '  ',
      '---',
      'null',
      `---\r\n${object('B', 'b')}`,
    ].join('\n');
    const { manifests, problems } = readManifests(file(text));
    expect(problems).toEqual([]);
    expect(names(manifests)).toEqual(['a', 'b']);
    expect(manifests[0]?.text).toBe(object('A', 'a').trimEnd());
  });

  test.each(['...', '...  \n', '... # c\n', '...\n# c\n'])('may have %j at their end', (end) => {
    const { manifests, problems } = readManifests(file(`${object('A', 'a')}${end}`));
    expect(names(manifests)).toEqual(['a']);
    expect(problems).toEqual([]);
  });

  test('are not split at a mark that is indented: only Helm removes the blanks before it', () => {
    expect(readManifests(file(`\n ---\n${object('A', 'a')}`))).toMatchObject({
      manifests: [],
      problems: [{ code: 'manifest-yaml', rendered: { line: 3, column: 1 } }],
    });
  });

  test('keep a comment in front of their object', () => {
    const { manifests } = readManifests(file(`# why\n${object('A', 'a')}`));
    expect(manifests[0]?.text).toMatch(/^# why\napiVersion/);
  });

  test('keep line breaks at their end that are a part of the last value', () => {
    const { manifests } = readManifests(file(object('A', 'a', 'data: |+\n  x\n\n')));
    expect(printManifests(manifests)).toMatch(/data: \|\+\n {2}x\n\n$/);
  });
});

const FAULTS: readonly (readonly [string, string, string, number, number | undefined])[] = [
  ['YAML that does not parse', `${object('A', 'a')}b: c: d\n`, 'c/templates/t.yaml is not YAML after rendering:', 5, 5],
  ['a list', '---\n- a\n', 'an object of c/templates/t.yaml is a list', 2, 1],
  ['a single value', 'a\n', 'an object of c/templates/t.yaml is a single value', 1, 1],
  ['no kind', '# c\n\napiVersion: v1\nmetadata: {name: a}\n', 'an object of c/templates/t.yaml has no kind (a)', 3, 1],
  ['no apiVersion', 'kind: A\nmetadata: {name: a}\n', 'an object of c/templates/t.yaml has no apiVersion (A a)', 1, 1],
  [
    'a kind that is a number',
    'apiVersion: v1\nkind: 1\n',
    'an object of c/templates/t.yaml has the number 1 for its kind',
    2,
    7,
  ],
  ['no metadata', 'apiVersion: v1\nkind: A\n', 'an object of c/templates/t.yaml has no metadata (A)', 1, 1],
  [
    'no name',
    'apiVersion: v1\nkind: A\nmetadata: {}\n',
    'an object of c/templates/t.yaml has no metadata.name (A)',
    1,
    1,
  ],
  [
    'a name that is a number',
    object('A', '5'),
    'an object of c/templates/t.yaml has the number 5 for its metadata.name (A)',
    4,
    9,
  ],
  [
    'an annotation that is a boolean',
    object('A', 'a', '  annotations: {x: yes}\n'),
    'an object of c/templates/t.yaml has true for the annotation x (A a)',
    5,
    20,
  ],
  [
    'text after its end',
    `${object('A', 'a')}...\nb: 1\n`,
    'an object of c/templates/t.yaml is followed by text that does not belong to it (A a)',
    1,
    1,
  ],
];

const OBJECT = 'an object has apiVersion, kind and metadata.name';
const API_VERSION = 'write apiVersion: v1, or the group and version of its kind';
const KIND = 'write kind: ConfigMap, or whatever it is';
const METADATA = 'write metadata: {name: …}';
const QUOTE = 'put a string in quotes; in a template write {{toString x}}';
const ANNOTATIONS: Readonly<Record<string, string>> = {
  '1': 'the number 1',
  '[b]': 'a list of 1 item',
  '{b: 1}': 'a map with the key b',
  true: 'true',
  '9007199254740993': 'the number 9007199254740993',
};

describe('what is not an object', () => {
  test.each(FAULTS)(
    'when a document is %s, then its place in the text is reported',
    (_, text, message, line, column) => {
      const { manifests, problems } = readManifests(file(text));
      expect(manifests).toEqual([]);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.message.startsWith(message)).toBe(true);
      expect(problems[0]).toMatchObject({
        severity: 'error',
        where: { file: 'templates/t.yaml.hbs' },
        rendered: { line, column },
      });
      expect(problems[0]?.rendered?.lines[line - (problems[0]?.rendered?.first ?? 0)]).toBe(text.split('\n')[line - 1]);
    },
  );

  test.each([
    ['- a', ' is a list', OBJECT],
    ['a', ' is a single value', OBJECT],
    ['{}', ' has no apiVersion', API_VERSION],
    ['{a: 1, b: 2, c: 3, d: 4, e: 5}', ' has no apiVersion (it has a, b, c, d)', API_VERSION],
    ['apiVersion: ""', ' has no apiVersion (it has apiVersion)', API_VERSION],
    ['apiVersion: 1.5', ' has the number 1.5 for its apiVersion (it has apiVersion)', API_VERSION],
    ['apiVersion: v1', ' has no kind (it has apiVersion)', KIND],
    ['{apiVersion: v1, kind: null, metadata: {name: a}}', ' has no kind (a)', KIND],
    ['{apiVersion: v1, kind: {a: b}}', ' has a map with the key a for its kind (it has apiVersion, kind)', KIND],
    ['{apiVersion: v1, kind: A}', ' has no metadata (A)', METADATA],
    ['{apiVersion: v1, kind: A, metadata: null}', ' has no metadata (A)', METADATA],
    ['{apiVersion: v1, kind: A, metadata: a}', ' has the string "a" for its metadata (A)', METADATA],
    ['{apiVersion: v1, kind: AList, metadata: {}}', ' has no metadata.name (AList)', METADATA],
    ['{apiVersion: v1, kind: A, items: [], metadata: {}}', ' has no metadata.name (A)', METADATA],
    ['{apiVersion: v1, kind: A, metadata: {name: ""}}', ' has no metadata.name (A)', METADATA],
    ['{apiVersion: v1, kind: A, metadata: {name: [a]}}', ' has a list of 1 item for its metadata.name (A)', QUOTE],
    [
      '{apiVersion: v1, kind: A, metadata: {generateName: 1}}',
      ' has the number 1 for its metadata.generateName (A)',
      QUOTE,
    ],
    [
      '{apiVersion: v1, kind: A, metadata: {name: a, annotations: [b]}}',
      ' has a list of 1 item for its metadata.annotations (A a)',
      'write a map of strings',
    ],
    ...['1', '[b]', '{b: 1}', 'true', '9007199254740993'].map((value): [string, string, string] => [
      `{apiVersion: v1, kind: A, metadata: {name: a, annotations: {x: w, z: ${value}}}}`,
      ` has ${ANNOTATIONS[value]} for the annotation z (A a)`,
      QUOTE,
    ]),
    [`{apiVersion: v1, kind: ${'k'.repeat(254)}, metadata: null}`, ` has no metadata (${'k'.repeat(253)}…)`, METADATA],
    [
      '{apiVersion: v1, kind: A, metadata: {name: a}}\n...\nb: 1',
      ' is followed by text that does not belong to it (A a)',
      'begin another document with ---',
    ],
  ])('when a document is %s, then it%s, and the hint is %j', (text, message, hint) => {
    expect(readManifests(file(text)).problems).toMatchObject([
      { code: 'manifest-object', message: `an object of c/templates/t.yaml${message}`, hint },
    ]);
  });

  test.each(['kind: AList\nitems: [{}]', 'kind: List\nmetadata: null\nitems: []', 'kind: A\nmetadata: {name: a}'])(
    'when a document is %j, then it is an object',
    (text) => {
      expect(readManifests(file(`apiVersion: v1\n${text}`)).problems).toEqual([]);
    },
  );

  test('when it is in a Secret, then the lines with its data are marked', () => {
    const secret = 'a: 1\n---\nkind: Secret\nmetadata: {name: a}\ndata:\n  x: b\n  z: c: d\n  w: 1\nlast: 1\n';
    expect(readManifests(file(secret)).problems[1]?.rendered).toEqual({
      source: 'c/templates/t.yaml',
      line: 7,
      column: 7,
      lines: ['data:', '  x: b', '  z: c: d', '  w: 1'],
      first: 5,
      secret: [false, true, true, true],
    });
    expect(readManifests(file('kind: Secret\ndata: {a: b}')).problems[0]?.rendered).toMatchObject({
      lines: ['kind: Secret', 'data: {a: b}'],
      secret: [false, true],
    });
    expect(readManifests(file('kind: A\ndata: {a: b}')).problems[0]?.rendered).not.toHaveProperty('secret');
  });

  test('when nothing else is asked for, then the rules are those of an API server', () => {
    for (const read of [readManifests(file('kind: A')), arrange([file('kind: A')])])
      expect(read).toMatchObject({ manifests: [], problems: [{ severity: 'error' }] });
  });

  test('when one document is wrong, then the others are read', () => {
    const { manifests, problems } = readManifests(file(`a: b: c\n---\n${object('A', 'a')}\n---\nkind: B`));
    expect(names(manifests)).toEqual(['a']);
    expect(problems).toHaveLength(2);
    expect(problems[1]?.rendered?.line).toBe(9);
  });

  test('when a map has a key twice, then it is a warning: Helm and kubectl take the last one', () => {
    const { manifests, problems } = readManifests(file(object('A', 'a', 'data: 1\ndata: 2\n')));
    expect(manifests[0]?.object.data).toBe(2);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'yaml-duplicate-key', rendered: { line: 6 } }]);
  });

  test('when an object only has a generateName, then it is one', () => {
    expect(readManifests(file('apiVersion: v1\nkind: A\nmetadata: {generateName: a-}')).problems).toEqual([]);
  });

  test('when an annotation is null, then it is one: Go reads an empty string', () => {
    expect(readManifests(file(object('A', 'a', '  annotations: {x: }\n'))).problems).toEqual([]);
  });
});

describe('lists of objects', () => {
  test('are one object without a name, and come last as every unknown kind', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${object('A', 'x').replace(/\n(?=.)/g, '\n  ')}`;
    const { manifests, problems } = arrange([file(`${list}\n---\n${object('Service', 's')}`)]);
    expect(problems).toEqual([]);
    expect(manifests.map(({ kind }) => kind)).toEqual(['Service', 'List']);
  });

  test('when an item is printed elsewhere too, then it is a duplicate', () => {
    const list = `apiVersion: v1\nkind: AList\nitems: [{apiVersion: v1, kind: A, metadata: {name: x}}]`;
    expect(arrange([file(`${list}\n---\n${object('A', 'x')}`)]).problems).toMatchObject([
      {
        code: 'manifest-duplicate',
        severity: 'warning',
        message: 'A x is printed twice: by c/templates/t.yaml and by c/templates/t.yaml',
        hint: 'kubectl apply keeps the last one; change the name of one of them',
      },
    ]);
  });

  test('when items are not objects, or have no names, then they are no duplicates', () => {
    const twice = [
      '1',
      '{}',
      '{kind: A}',
      '{metadata: {name: a}}',
      '{kind: A, metadata: {}}',
      '{kind: A, metadata: {name: 1}}',
    ];
    const items = `[${[...twice, ...twice].join(', ')}]`;
    expect(arrange([file(`apiVersion: v1\nkind: List\nitems: ${items}`)]).problems).toEqual([]);
  });
});

describe('the order', () => {
  test('is by kind as Helm installs them, unknown kinds last by name, and else by file and place', () => {
    const shuffled = [...INSTALL_ORDER].reverse();
    const files = [
      file(['Zebra', ...shuffled, 'Ant'].map((kind) => object(kind, 'one')).join('---\n'), 'c/templates/b.yaml'),
      file(['Zebra', ...shuffled, 'Ant'].map((kind) => object(kind, 'two')).join('---\n'), 'c/templates/a.yaml'),
    ];
    const { manifests } = arrange(files);
    const expected = [...INSTALL_ORDER, 'Ant', 'Zebra'].flatMap((kind) => [`${kind} two`, `${kind} one`]);
    expect(manifests.map(({ kind, object }) => `${kind} ${names([{ object }])[0]}`)).toEqual(expected);
    expect(arrange(files.toReversed())).toEqual({ manifests, problems: [] });
  });

  test('is by name for unknown kinds, in the order of bytes, and by place for one kind', () => {
    const kinds = ['b', 'C', 'a', 'B', 'A', 'b', 'c', 'a'];
    const { manifests } = arrange([file(kinds.map((kind, at) => object(kind, `n${at}`)).join('---\n'))]);
    expect(manifests.map(({ kind }) => kind)).toEqual(['A', 'B', 'C', 'a', 'a', 'b', 'b', 'c']);
    expect(names(manifests)).toEqual(['n4', 'n3', 'n1', 'n2', 'n7', 'n0', 'n5', 'n6']);
  });

  test('has other kinds of Kilo last', () => {
    const kilo = (kind: string) => `apiVersion: kilo.squat.ai/v1alpha1\nkind: ${kind}\nmetadata: {name: ${kind}}\n`;
    const text = [kilo('Alpha'), object('Service', 's'), kilo('Peer')].join('---\n');
    expect(names(arrange([file(text)]).manifests)).toEqual(['s', 'Peer', 'Alpha']);
  });

  test('has Peers of Kilo before the webhooks that may judge them, and no other Peers', () => {
    const peer = (group: string, name: string) =>
      `apiVersion: ${group}/v1alpha1\nkind: Peer\nmetadata: {name: ${name}}\n`;
    const text = [
      object('MutatingWebhookConfiguration', 'mutating'),
      peer('example.com', 'other'),
      peer('kilo.squat.ai', 'laptop'),
      object('APIService', 'api'),
      object('ValidatingWebhookConfiguration', 'validating'),
    ].join('---\n');
    expect(names(arrange([file(text)]).manifests)).toEqual(['api', 'laptop', 'mutating', 'validating', 'other']);
  });

  test('has hooks after the rest, by kind, whatever their weights', () => {
    const text = [
      hook('Job', 'late', 'pre-install', '5'),
      hook('Job', 'early', 'post-install', '-5'),
      hook('ConfigMap', 'conf', 'Pre-Install, post-upgrade'),
      object('Job', 'plain'),
    ].join('---\n');
    const { manifests } = arrange([file(text)]);
    expect(names(manifests)).toEqual(['plain', 'conf', 'late', 'early']);
    expect(manifests[1]?.hooks).toEqual(['pre-install', 'post-upgrade']);
  });
});

describe('hooks', () => {
  test('when an event is unknown, then the object is left out, and a warning reports it', () => {
    const { manifests, problems } = arrange([
      file(hook('Job', 'a', 'post-instal')),
      file(hook('Job', 'b', 'crd-install,test')),
      file(hook('Job', 'c', '""')),
    ]);
    expect(manifests).toEqual([]);
    expect(problems.map(({ severity, message, hint }) => [severity, message, hint?.slice(0, 26)])).toEqual([
      [
        'warning',
        'an object (Job a) is left out, as Helm does: "post-instal" is not an event of helm.sh/hook',
        'did you mean post-install?',
      ],
      [
        'warning',
        'an object (Job b) is left out, as Helm does: "crd-install" is not an event of helm.sh/hook',
        expect.anything(),
      ],
      [
        'warning',
        'an object (Job c) is left out, as Helm does: "" is not an event of helm.sh/hook',
        'the events are pre-install',
      ],
    ]);
  });

  test('are counted', () => {
    const { manifests } = arrange([
      file([hook('Job', 'a', 'pre-install'), hook('Pod', 'b', 'test-success'), object('A', 'c')].join('---\n')),
    ]);
    expect(countHooks(manifests)[0]?.message).toMatch(/^2 hooks of Helm are among the objects, 1 of them for tests:/);
    expect(countHooks(manifests.slice(0, 2))[0]?.message).toMatch(/^1 hook of Helm is among the objects, for tests:/);
    expect(countHooks(manifests.slice(0, 1))).toEqual([]);
    const two = arrange([file([hook('Job', 'a', 'pre-install'), hook('Pod', 'b', 'post-install')].join('---\n'))]);
    expect(countHooks(two.manifests)).toEqual([
      {
        code: 'manifest-hook',
        severity: 'warning',
        message: '2 hooks of Helm are among the objects: kubectl knows no hooks and applies them with the rest',
        hint: '--no-hooks leaves them out, --skip-tests those for tests',
      },
    ]);
  });
});

describe('the same object twice', () => {
  test('is a warning that names both templates', () => {
    const { problems } = arrange([
      file(object('A', 'x'), 'c/templates/a.yaml'),
      file(object('A', 'x'), 'c/templates/b.yaml'),
    ]);
    expect(problems).toMatchObject([
      { severity: 'warning', message: 'A x is printed twice: by c/templates/a.yaml and by c/templates/b.yaml' },
    ]);
  });

  test('is another object in another namespace or group, and the same in another version', () => {
    const one = (apiVersion: string, namespace: string) =>
      file(`apiVersion: ${apiVersion}\nkind: A\nmetadata: {name: x, namespace: ${namespace}}`);
    expect(arrange([one('a/v1', 'm'), one('a/v1', 'n'), one('b/v1', 'm')]).problems).toEqual([]);
    expect(arrange([one('a/v1', 'm'), one('a/v2', 'm')]).problems).toHaveLength(1);
  });
});

describe('--show-only', () => {
  const { manifests } = arrange([
    file(`${object('Service', 'a')}---\n${object('Pod', 'b')}`, 'c/templates/a.yaml'),
    file(object('Pod', 'c'), 'c/templates/sub/b.yaml'),
  ]);
  const shown = (...patterns: string[]) => {
    const found = showOnly(manifests, patterns);
    return [names(found.manifests), found.missing];
  };

  test('takes the objects of the templates that a pattern matches', () => {
    expect(shown('templates/a.yaml')).toEqual([['a', 'b'], []]);
    expect(shown('templates/*')).toEqual([['a', 'b'], []]);
    expect(shown('templates/*/*')).toEqual([['c'], []]);
    expect(shown('templates/[a-b].yaml', 'templates/sub/b.yaml')).toEqual([['a', 'b', 'c'], []]);
  });

  test('goes by the patterns, not by the objects', () => {
    expect(shown('templates/sub/*', 'templates/a.yaml', 'templates/*')).toEqual([['c', 'a', 'b', 'a', 'b'], []]);
  });

  test('reports the patterns that match nothing, and those that are invalid', () => {
    expect(shown('templates/none.yaml', '[', 'templates/a.yaml')).toEqual([
      ['a', 'b'],
      ['templates/none.yaml', '['],
    ]);
  });
});
