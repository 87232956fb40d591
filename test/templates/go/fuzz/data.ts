import fc from 'fast-check';
import { escapesOf } from './literals.ts';

/** The values that every generated template finds: one of each kind that a values file and `--set` can hold. */
const VALUES = {
  i: 80,
  f: 1.5,
  big: 10000000,
  huge: 1e21,
  neg: -3,
  zero: 0,
  s: 'abc',
  t: 'héllo wörld',
  e: '',
  sp: ' a b ',
  num: '12',
  yaml: 'a: 1\nb: [x, 2]\n',
  json: '{"a": [1, null, "x"]}',
  tpl: '{{ .Values.s }}-{{ include "one" . }}',
  broken: '{{ .Values.s ',
  yes: true,
  no: false,
  n: null,
  l: [3, 1, 2],
  ls: ['b', 'a', 'c'],
  mixed: [1, 'a', null, true, 1.5, { x: 1 }, [2]],
  el: [],
  em: {},
  m: { a: 1, b: 'x', c: { d: [1, 2] } },
  keys: { '10': 'a', '9': 'b', B: 'c', a: 'd', 'x.y': 'e', '': 'f' },
  nested: { k: { x: { y: 'deep' } }, n: null },
  lm: [
    { name: 'a', port: 80 },
    { name: 'b', port: 81, extra: null },
  ],
};

/** Values of `--set` have other kinds than those of files. */
export const SET: readonly string[] = [
  'si=5',
  'sbig=12345678901',
  'sl={1,2}',
  'sm.k=7',
  'sb=true',
  'sn=null',
  'ss=word',
];

/** The names of the values, for templates. */
export const NAMES: readonly string[] = [
  ...Object.keys(VALUES),
  'si',
  'sbig',
  'sl',
  'sm',
  'sb',
  'sn',
  'ss',
  'r',
  'nope',
  'm.a',
  'm.c.d',
  'nested.k.x.y',
  'nested.n.x',
  'nope.x',
  's.x',
  'l.x',
  'sm.k',
  'nested.k',
  'm.c',
];

/** values.yaml, with something random in `r`. */
export const valuesFile: fc.Arbitrary<string> = fc
  .letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, true, false, '', 'a', '0', 'true', 'é', 'a\nb', 'a: b', '<&>"\''),
      fc.integer({ min: -1000, max: 1000 }),
      fc.constantFrom<unknown>(0.1, 1e6, 123456789, 1e-7, 2.5e20, 1e21, -0.5, 9007199254740991, 100),
      fc.string({ maxLength: 5 }),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'x', 'y', 'name', '1', 'A-b'), tie('node'), { maxKeys: 3 }),
    ),
  }))
  .node.map((r) => escapesOf(JSON.stringify({ ...VALUES, r })));
