import { describe, expect, it } from 'vitest';
import { render } from './rendering.ts';

async function evaluated(kind: string, x: unknown, more: object = {}) {
  const { text, problems } = await render(`a: {{evaluate Values.x ${kind === '' ? '' : JSON.stringify(kind)}}}`, {
    x,
    ...more,
  });
  return problems.length > 0 ? problems[0] : text.slice(3);
}

describe('leaf by leaf', () => {
  it.each([
    ['a string', 'string', '{{Release.Name}}-x', 'r-x'],
    ['a list', 'list', ['{{Release.Name}}', 'b', 1, null], '[r, b, 1, null]'],
    ['a map, keys too', 'map', { '{{Release.Name}}': { a: '{{Values.y}}' } }, '{r: {a: "1"}}'],
    ['what is text stays text', 'list', ['{{Values.y}}', '{{true}}'], '["1", "true"]'],
    ['what a template writes cannot break out', 'map', { a: '{{Values.z}}' }, '{a: "x: y, }\\n---\\n"}'],
    ['a brace that is meant', 'list', ['\\{{ .x }}'], '["{{ .x }}"]'],
    ['null', 'map', null, '{}'],
    ['nothing for a list', 'list', '', '[]'],
    ['an empty list for a map', 'map', [], '{}'],
    ['an empty map for a list', 'list', {}, '[]'],
    ['include', 'string', '{{include "common.names.fullname"}}', 'r-c'],
    ['a map in text is JSON', 'string', 'x{{Values.m}}', '"x{"k":1}"'],
  ])('%s', async (_, kind, value, expected) => {
    const found = await evaluated(kind, value, { y: 1, z: 'x: y, }\n---\n', m: { k: 1 } });
    expect(typeof found === 'string' ? found.replaceAll("'", '"') : found).toBe(expected);
  });
});

const OBJECT = 'apiVersion: v1\nkind: C\nmetadata:\n  name: ';
const PRINTED = '{apiVersion: v1, kind: C, metadata: {name: ';

describe('text where a map or a list is expected is YAML', () => {
  it.each([
    ['a map', 'map', 'a: 1\nb: {{Values.z}}', '{a: 1, b: "x: y"}'],
    ['a list', 'list', '- {{Release.Name}}\n- b', '[r, b]'],
    ['either', 'any', '- a', '[a]'],
    ['several documents', 'documents', `${OBJECT}a\n---\n${OBJECT}b`, `[${PRINTED}a}}, ${PRINTED}b}}]`],
    [
      'documents in a list',
      'documents',
      [`${OBJECT}a`, {}, { apiVersion: 'v1', kind: 'C', metadata: { name: '{{Release.Name}}' } }, ''],
      `[${PRINTED}a}}, ${PRINTED}r}}]`,
    ],
  ])('%s', async (_, kind, value, expected) => {
    const found = await evaluated(kind, value, { z: 'x: y' });
    expect(typeof found === 'string' ? found.replaceAll("'", '"') : found).toBe(expected);
  });
});

describe('errors are reported with the path of the value', () => {
  it.each([
    ['a list for a map', 'map', ['a'], ['x'], 'expected a map for x, got a list'],
    ['a list in text', 'map', '- a', ['x'], 'expected a map for x, got a list'],
    ['a word for a list', 'list', 'a', ['x'], 'expected a list for x, got "a"'],
    ['two documents for one', 'map', 'a: 1\n---\nb: 1', ['x'], 'expected a map for x, got several YAML documents'],
    ['broken YAML', 'map', 'a: b: c', ['x'], 'the YAML text of x does not parse'],
    [
      'an object without a kind',
      'documents',
      [{ apiVersion: 'v1', metadata: { name: 'a' } }],
      ['x', 0],
      'the object at x[0] has no kind (a)',
    ],
    [
      'an object in text without a name',
      'documents',
      [{}, 'apiVersion: v1\nkind: C'],
      ['x', 1],
      'the object at x[1] has no metadata (C)',
    ],
    ['a word for an object', 'documents', ['a'], ['x', 0], 'the object at x[0] is a single value'],
    ['a template that fails', 'list', ['a', '{{fail "no"}}'], ['x', 1], 'no'],
    [
      'a field of nothing',
      'map',
      { k: '{{Values.q.r.s}}' },
      ['x', 'k'],
      'cannot read field r of Values.q: Values.q is not set',
    ],
    ['broken Handlebars', 'list', ['{{#if}}'], ['x', 0], 'not a Handlebars template'],
    ["Go's spelling that does not parse", 'string', '{{ if .Release.Name }}', ['x'], 'unexpected EOF'],
    [
      'two languages in one string',
      'string',
      '{{ .Release.Name }}{{Values.y}}',
      ['x'],
      'function "Values" not defined',
    ],
    ['a template that Go does not find', 'string', '{{ include "nix" . }}', ['x'], 'the template nix is not defined'],
    ['itself in Go', 'string', '{{ tpl .Values.x . }}', ['x'], 'tpl is called within itself'],
    [
      'two keys that become one',
      'map',
      { r: 1, '{{Release.Name}}': 2 },
      ['x', '{{Release.Name}}'],
      'two keys of the map are "r"',
    ],
    ['itself', 'string', '{{tpl Values.x}}', ['x'], 'templates call one another'],
    ['a value that multiplies', 'string', '{{tpl Values.y}}{{tpl Values.y}}', ['x'], 'templates call one another'],
  ])('%s', async (_, kind, value, path, message) => {
    const problem = await evaluated(kind, value, { y: '{{tpl Values.x}}' });
    expect(problem).toMatchObject({ message: expect.stringContaining(message), where: { path } });
  });

  it('stops values that multiply one another without end', async () => {
    const levels = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`l${i}`, `{{tpl Values.l${i + 1}}}{{tpl Values.l${i + 1}}}`]),
    );
    const { problems } = await render('a: {{tpl Values.l0}}', { ...levels, l40: 'x' });
    expect(problems[0]?.message).toMatch(/more than 200000 calls/);
  });

  it.each([
    ['{{#each (until 3000)}}{{#each (until 3000)}}{{/each}}{{/each}}', 'more than 5000000 turns of loops'],
    ['{{#each (until 1000)}}{{repeat 1000000 "x"}}{{/each}}', 'the templates make more than 512 MiB of values'],
    ['{{replace "x" (repeat 1000000 "y") (repeat 1000000 "x")}}', 'a string is too long'],
    ['{{#*inline "a"}}b{{/inline}}', 'the template "a" is defined in a value'],
  ])('stops %s', async (bomb, message) => {
    const { problems } = await render('a: {{evaluate Values.b}}', { b: bomb });
    expect(problems).toMatchObject([{ message: expect.stringContaining(message), where: { path: ['b'] } }]);
  });
});
