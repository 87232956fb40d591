import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { render } from './rendering.ts';

const text = async (template: string, values?: unknown): Promise<string> => {
  const { text, problems } = await render(template, values);
  expect(problems).toEqual([]);
  return text;
};

const firstProblem = async (template: string | Record<string, string>, values?: unknown) => {
  const { problems } = await render(template, values);
  return problems[0];
};

describe('{{x}} writes a YAML value', () => {
  it.each([
    ['plain', 'plain'],
    ['yes', '"yes"'],
    ['1', '"1"'],
    [1, '1'],
    [true, 'true'],
    [null, 'null'],
    ['a: b', '"a: b"'],
    ['two\nlines', '"two\\nlines"'],
    ['', '""'],
  ])('%j', async (value, expected) => {
    const written = (await text('a: {{Values.x}}', { x: value })).replace(/^a: /, '').replace(/^'(.*)'$/, '"$1"');
    expect(written).toBe(expected);
  });

  it.each([
    [1, '"1"'],
    [true, '"true"'],
    ['a', 'a'],
    ['', '""'],
  ])('writes %j as a key, which is text', async (key, expected) => {
    const written = await text('{{Values.x}}: 1\n{{#if Values.x}}{{Values.x}}:{{/if}}', { x: key });
    expect(written.split(': 1')[0]?.replaceAll("'", '"')).toBe(expected);
  });

  it('refuses what is not a key', async () => {
    expect(await firstProblem('{{Values.x}}: 1', { x: null })).toMatchObject({
      message: 'null cannot be a key',
      where: { line: 1, column: 1 },
    });
  });

  it('writes maps and lists on one line', async () => {
    expect(await text('a: {{Values.x}}', { x: { b: [1, 'c'] } })).toBe('a: {b: [1, c]}');
  });
});

describe("if, unless, with and each follow Helm's idea of truth", () => {
  it.each([
    [{}, 'no'],
    [[], 'no'],
    ['', 'no'],
    [0, 'no'],
    [false, 'no'],
    [null, 'no'],
    [{ a: 1 }, 'yes'],
    [[0], 'yes'],
    ['0', 'yes'],
    [1, 'yes'],
  ])('%j is %s', async (value, answer) => {
    const opposite = answer === 'yes' ? 'no' : 'yes';
    expect(await text('a: {{#if Values.x}}yes{{else}}no{{/if}}', { x: value })).toBe(`a: ${answer}`);
    expect(await text('a: {{#unless Values.x}}yes{{else}}no{{/unless}}', { x: value })).toBe(`a: ${opposite}`);
    expect(await text('a: {{#with Values.x}}yes{{else}}no{{/with}}', { x: value })).toBe(`a: ${answer}`);
  });

  it('walks the keys of a map in sorted order, digits and all', async () => {
    const template = '{{#each Values.x}}\n{{@key}}: {{this}}\n{{/each}}\n';
    expect(await text(template, { x: { b: 1, a: 2, 10: 3, 9: 4, B: 5 } })).toBe('"10": 3\n"9": 4\nB: 5\na: 2\nb: 1\n');
  });

  it('knows first, last, index and block parameters', async () => {
    const template =
      '{{#each Values.x as |item key|}}\n- [{{key}}, {{item}}, {{@index}}, {{@first}}, {{@last}}]\n{{/each}}\n';
    expect(await text(template, { x: ['a', 'b'] })).toBe('- [0, a, 0, true, false]\n- [1, b, 1, false, true]\n');
  });

  it('leads out of a block by ../, whatever the contexts are', async () => {
    const template =
      '{{#each Values.x as |item|}}\n{{#with ../Values}}\n- [{{../../Release.Name}}, {{item}}, {{../this}}, {{y}}]\n{{/with}}\n{{/each}}\n';
    expect(await text(template, { x: ['a', 1], y: 2 })).toBe('- [r, a, a, 2]\n- [r, 1, 1, 2]\n');
  });

  it('lists what else exists when a name does not exist', async () => {
    expect(await text('{{#each Values.x}}a{{else}}none{{/each}}', { x: {} })).toBe('none');
  });
});

describe('a tag that is the only one on its line leaves no empty line', () => {
  const template =
    'a:\n  {{#with Values.x}}\n  b: {{y}}\n  {{else with Values.z}}\n  c: {{y}}\n  {{else if Values.w}}\n  w: 1\n  {{/with}}\n  d: 1\n';
  it.each([
    [{ x: { y: 1 } }, 'a:\n  b: 1\n  d: 1\n'],
    [{ z: { y: 2 } }, 'a:\n  c: 2\n  d: 1\n'],
    [{ w: true }, 'a:\n  w: 1\n  d: 1\n'],
    [{}, 'a:\n  d: 1\n'],
  ])('%j', async (given, expected) => {
    expect(await text(template, given)).toBe(expected);
  });
});

describe('the built-in objects', () => {
  it('mean the same inside blocks and named templates', async () => {
    const { text } = await render(
      {
        't.yaml': '{{#with Values.x}}\na: {{Release.Name}}\nb: {{include "n" this}}\n{{/with}}\n',
        '_n.tpl': '{{#*inline "n"}}{{{y}}}-{{{Values.z}}}{{/inline}}',
      },
      { x: { y: 1 }, z: 2 },
    );
    expect(text).toBe('a: r\nb: 1-2\n');
  });

  it('can be hidden by block parameters', async () => {
    expect(await text('{{#each Values.x as |Values|}}\n- {{Values}}\n{{/each}}\n', { x: [1] })).toBe('- 1\n');
  });
});

describe('include', () => {
  it('drops blank lines at both ends, and what is only white space', async () => {
    const templates = {
      't.yaml': 'a: {{include "x"}}\nb: {{#if (include "blank")}}yes{{else}}no{{/if}}\n',
      _a: '{{#*inline "x"}}\n  text\n{{/inline}}\n{{#*inline "blank"}}\n  \n{{/inline}}',
    };
    expect((await render(templates)).text).toBe(
      'a: "  text"\nb: no\n'.replaceAll('"', (await render(templates)).text.includes("'") ? "'" : '"'),
    );
  });

  it('passes keywords as a map', async () => {
    const templates = {
      't.yaml': 'a: {{include "x" one=1 two="b"}}\n',
      _: '{{#*inline "x"}}{{{one}}}{{{two}}}{{/inline}}',
    };
    expect((await render(templates)).text).toBe('a: 1b\n');
  });

  it('calls the built-in templates', async () => {
    expect(await text('a: {{include "common.names.fullname"}}')).toBe('a: r-c');
  });

  it('calls a template file by its name', async () => {
    const templates = {
      't.yaml':
        'a: {{include (printf "%s/u.yaml" Template.BasePath)}}\nb: {{include "common.utils.checksumTemplate" path="/u.yaml"}}\n',
      'u.yaml': 'kind: U\ndata: {k: {{Values.x}} }\n',
    };
    const { text, problems } = await render(templates, { x: 1 });
    expect(problems).toEqual([]);
    expect(text).toMatch(/^a: "kind: U\\ndata: \{k: 1 \}"\nb: [0-9a-f]{64}\n$/);
  });

  it.each(['', '# nothing\n', 'null\n', '- a\n', 'apiVersion: v1\nkind: A\nmetadata: {name: a}\n'])(
    'has the checksum of nothing for a template that prints %j',
    async (printed) => {
      const templates = {
        't.yaml': 'a: {{include "common.utils.checksumTemplate" path="/u.yaml"}}',
        'u.yaml': printed,
      };
      expect((await render(templates)).text).toBe(`a: ${createHash('sha256').update('{}').digest('hex')}`);
    },
  );

  it('suggests a name', async () => {
    expect(await firstProblem('a: {{include "common.names.fulname"}}')).toMatchObject({
      message: 'no template "common.names.fulname" is defined',
      hint: 'did you mean common.names.fullname?',
      where: { file: 'templates/t.yaml.hbs', line: 1, column: 4 },
    });
  });

  it('stops when a template includes itself', async () => {
    const problem = await firstProblem({
      't.yaml': 'a: {{include "x"}}',
      _: '{{#*inline "x"}}{{{include "x"}}}{{/inline}}',
    });
    expect(problem?.message).toBe('templates call one another 200 deep, at x');
  });
});

describe('errors of templates are reported with their places', () => {
  it.each([
    [
      'a field of nothing',
      'a: b\nc: {{Values.x.y.z}}',
      2,
      6,
      'cannot read field z of Values.x.y: Values.x.y is not set',
    ],
    ['fail', 'a: b\n{{fail "no good"}}', 2, 1, 'no good'],
    ['required', 'a: {{required "give x" Values.nothing}}', 1, 4, 'give x'],
    ['an unknown function', 'a: {{nosuch Values.x}}', 1, 6, 'nosuch is not a function'],
    ['an unknown block', '{{#nosuch}}{{/nosuch}}', 1, 4, 'nosuch cannot be a block'],
    ['a block that is not a function', '{{#Values.x}}{{/Values.x}}', 1, 4, 'Values.x cannot be a block'],
    ['a way out of the template', '{{#if Values.x}}\na: {{../x}}\n{{/if}}', 2, 6, '../x leads out of the template'],
    ['a map as raw text', 'a: {{{Values.x}}}', 1, 4, '{{{…}}} writes text as it is, and this is a map'],
    ['an unclosed block', 'a: b\n{{#if x}}\n', 2, 1, 'not a Handlebars template: {{#if x}} is never closed'],
    ['a wrong end', '{{#if x}}\n{{/each}}', 1, 4, "not a Handlebars template: if doesn't match each"],
    ['an unclosed tag', 'a: {{b', 1, 4, 'not a Handlebars template: {{ is never closed'],
    ["Go's spelling", 'a: {{ .Values.x }}', 1, 4, '{{ .Values.x }} is the spelling of Go templates'],
    ['a wrong number of arguments', 'a: {{nindent 4}}', 1, 4, 'wrong number of args for nindent'],
  ])('%s', async (_, template, line, column, message) => {
    const problem = await firstProblem(template, { x: { w: 1 } });
    expect(problem?.message).toContain(message);
    expect(problem?.where).toMatchObject({ file: 'templates/t.yaml.hbs', line, column });
  });

  it('tries every template', async () => {
    const { problems } = await render({ 't.yaml': '{{fail "one"}}', 'u.yaml': '{{fail "two"}}' });
    expect(problems.map(({ message }) => message)).toEqual(['one', 'two']);
  });
});

describe('warn', () => {
  it('prints nothing, takes its line with it and is reported once', async () => {
    const { text, problems } = await render(
      'a: b\n  {{warn "careful" hint="do this" path="a.b"}}\nc: d\n{{warn "careful"}}\n',
    );
    expect(text).toBe('a: b\nc: d\n');
    expect(problems).toEqual([
      {
        code: 'template-warning',
        severity: 'warning',
        message: 'careful',
        hint: 'do this',
        where: { path: ['a', 'b'] },
      },
    ]);
  });
});

describe('only the data can be reached', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s', async (name) => {
    expect(await text(`a: {{Values.x.${name}}}`, { x: { y: 1 } })).toBe('a: null');
    expect((await render(`a: {{Values.s.${name}}}`, { s: 'text' })).problems).toMatchObject([
      { message: `cannot read field ${name} of Values.s: it is the string "text"` },
    ]);
    expect((await render(`a: {{Values.x.${name}.${name}}}`, { x: { y: 1 } })).problems).toHaveLength(1);
  });

  it.each([
    '{{lookup this "constructor"}}',
    '{{log "x"}}',
    '{{helperMissing}}',
    '{{blockHelperMissing}}',
    '{{$yaml x}}',
    '{{@render}}',
    '{{@render.root}}',
    '{{@file}}',
    '{{> @partial-block}}',
  ])('%s', async (template) => {
    const { problems, text } = await render(`a: ${template}`);
    expect(problems.length > 0 || text === 'a: null').toBe(true);
  });

  it('does not change another Handlebars in the process', async () => {
    const { default: Handlebars } = await import('handlebars');
    const before = Handlebars.Utils.escapeExpression;
    await render('a: {{Values.x}}', { x: '<&>' });
    expect(Handlebars.Utils.escapeExpression).toBe(before);
    expect(Handlebars.compile('{{x}}{{#if y}}z{{/if}}')({ x: '<', y: {} })).toBe('&lt;z');
  });
});
