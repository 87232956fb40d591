import { describe, expect, it } from 'vitest';
import type { Entry, RenderContext } from '../../../src/templates/index.ts';
import type { ValueMap } from '../../../src/yaml/value.ts';
import { compile, render, values } from './rendering.ts';

const VALUES = {
  name: 'abc',
  list: ['a', 'b'],
  map: { a: 1 },
  hosts: 'a.example.com',
  count: 3,
  on: true,
  failing: '{{fail "no"}}',
  open: 'a {{foo',
};

/** The first problem of a template of one line, with its place. */
async function problemOf(template: string): Promise<string | undefined> {
  const { problems } = await render(template, VALUES);
  const [first] = problems;
  const { line, column, path } = first?.where ?? {};
  return first && `${path ? path.join('.') : `${line}:${column}`} ${first.message}`;
}

describe('numbers are those of Go', () => {
  it.each<[source: string, printed: string]>([
    ['{{0x1F}}', '31'],
    ['{{add 0x1F 0}}', '31'],
    ['{{0o17}}', '15'],
    ['{{0b101}}', '5'],
    ['{{0777}}', '511'],
    ['{{1_000}}', '1000'],
    ['{{0x_ff}}', '255'],
    ['{{1e3}}', '1000'],
    ['{{1.5e3}}', '1500'],
    ['{{mul 1e3 2}}', '2000'],
    ['{{1e-3}}', '0.001'],
    ['{{divf 1e-3 2}}', '0.0005'],
    ['{{1.5E-3}}', '0.0015'],
    ['{{-5}}', '-5'],
    ['{{1.50}}', '1.5'],
    ['{{9007199254740993}}', '9007199254740993'],
    ['{{-9223372036854775808}}', '-9223372036854775808'],
    ['{{add 9007199254740993 0}}', '9007199254740993'],
    ['{{add 9223372036854775807 1}}', '-9223372036854775808'],
    ['{{#if (eq 1_000 1000)}}yes{{/if}}', 'yes'],
    ['{{dict "a" 0x10}}', '{a: 16}'],
  ])('%s is %s', async (source, printed) => {
    expect(await render(`a: ${source}`, VALUES)).toEqual({ text: `a: ${printed}`, problems: [] });
  });

  it.each(['08', '0x', '0b2', '1__0', '1_', '99999999999999999999', '1e999', '12abc'])(
    'when %s is none of them, then it is an error',
    async (source) => {
      expect(await problemOf(`a: {{${source}}}`)).toContain(`${source} is not a number`);
    },
  );
});

describe('a mistake that would print nothing is an error', () => {
  it.each<[template: string, problem: string]>([
    [
      '{{#each Values.hosts}}a{{/each}}',
      '1:4 each goes through a list or a map, and this is the string "a.example.com"',
    ],
    ['{{#each Values.count}}a{{/each}}', '1:4 each goes through a list or a map, and this is the number 3'],
    ['{{#each Values.on}}a{{/each}}', '1:4 each goes through a list or a map, and this is true'],
    ['{{#if enabled}}a{{/if}}', '1:7 enabled is neither a function nor in the root context'],
    ['{{#unless enabled}}a{{/unless}}', '1:11 enabled is neither a function nor in the root context'],
    ['{{#with enabled}}a{{/with}}', '1:9 enabled is neither a function nor in the root context'],
    ['{{{nmae}}}', '1:4 nmae is neither a function nor in the root context'],
    ['a: {{nmae}}', '1:6 nmae is neither a function nor in the root context'],
    ['a: {{values.name}}', '1:6 values is neither a function nor in the root context'],
    ['a: {{upper nmae}}', '1:12 nmae is neither a function nor in the root context'],
    ['a: {{@root.nmae}}', '1:6 nmae is neither a function nor in the root context'],
    ['a: {{Capabilities.KubeVersion.Mayor}}', '1:6 Capabilities.KubeVersion has no field Mayor'],
    ['a: {{Release.Nmae}}', '1:6 Release has no field Nmae'],
    ['a: {{Chart.name}}', '1:6 Chart has no field name'],
    ['a: {{Template.Path}}', '1:6 Template has no field Path'],
    ['{{#each Values.list}}{{{Release.Nmae}}}{{/each}}', '1:25 Release has no field Nmae'],
    ['a: {{Values.list.length}}', '1:6 cannot read field length of Values.list: it is a list'],
    ['a: {{Values.list.first}}', '1:6 cannot read field first of Values.list: it is a list'],
    ['a: {{Values.name.length}}', '1:6 cannot read field length of Values.name: it is the string "abc"'],
    ['a: {{Values.count.x}}', '1:6 cannot read field x of Values.count: it is the number 3'],
    ['a: {{Values.on.x}}', '1:6 cannot read field x of Values.on: it is true'],
    ['{{#each Values.list}}{{{name}}}{{/each}}', '1:25 cannot read field name of this: it is the string "a"'],
    ['a: {{@key}}', '1:6 @key is outside of {{#each}}'],
    ['{{#if @first}}a{{/if}}', '1:7 @first is outside of {{#each}}'],
    ['{{#with Values.map}}{{{@index}}}{{/with}}', '1:24 @index is outside of {{#each}}'],
    ['{{#each Values.none}}a{{else}}{{{@key}}}{{/each}}', '1:34 @key is outside of {{#each}}'],
    ['{{#each Values.list}}a{{/each}}{{{upper @last}}}', '1:41 @last is outside of {{#each}}'],
    ['a: {{tpl "{{@key}}"}}', '1:4 in the template "{{@key}}": @key is outside of {{#each}}'],
    ['{{#*inline "x"}}{{{@key}}}{{/inline}}', '1:20 @key is outside of {{#each}}'],
  ])('%s', async (template, problem) => {
    expect(await problemOf(template)).toBe(problem);
  });

  it.each<[template: string, place: string | undefined]>([
    ['a: {{Values.nmae}}', '1:6'],
    ['a: {{tpl "{{Values.nmae}}"}}', '1:4'],
    ['a: b\nc: {{upper (tpl (printf "{{%s}}" "Values.nmae"))}}', '2:12'],
    ['a: {{tpl "{{#if Values.nmae}}x{{/if}}"}}', '1:4'],
    ['a: {{evaluate (list "{{Values.nmae}}")}}', '1:4'],
    ['a: {{include "common.tplvalues.render" value="{{Values.nmae}}"}}', '1:4'],
    ['a: {{tpl Values.misspelt}}', 'misspelt'],
    ['a: {{evaluate Values.deep}}', 'deep.a.0'],
    ['a: {{tpl "{{Values.name}}"}}', undefined],
  ])('%s reads a value that is not set at %s', async (template, place) => {
    const program = await compile([{ path: 'templates/t.yaml.hbs', text: template }]);
    const Values = values({ ...VALUES, misspelt: '{{Values.nmae}}', deep: { a: ['{{Values.nmae}}'] } }) as ValueMap;
    const session = program.open(new Map([['c', { Values } as unknown as RenderContext]]));
    const { unset = [], problems } = session.render(program.entries[0] as Entry);
    expect(problems).toEqual([]);
    expect(unset.map(({ where: { path, line, column } }) => path?.join('.') ?? `${line}:${column}`)).toEqual(
      place === undefined ? [] : [place],
    );
    for (const { path } of unset) expect(path).toEqual(['nmae']);
  });

  it.each<[template: string, text: string]>([
    ['{{#each Values.list}}{{#with this}}{{{@index}}}{{/with}}{{/each}}', '01'],
    ['{{#each Values.none}}a{{else}}b{{/each}}', 'b'],
    ['{{#each Values.list}}{{{this}}}{{/each}}', 'ab'],
    ['a: {{Values.list.[1]}}', 'a: b'],
    ['a: {{Values.map.b}}', 'a: null'],
    ['{{#with Values.map}}{{#if b}}x{{/if}}{{/with}}', ''],
    ['{{#each Values.map as |value key|}}{{{key}}}{{/each}}', 'a'],
    ['a: {{Chart.Icon}}', 'a: null'],
  ])('%s is none', async (template, text) => {
    expect(await render(template, VALUES)).toEqual({ text, problems: [] });
  });
});

describe('the place of a mistake is where it was made', () => {
  it.each<[title: string, template: string, problem: string]>([
    ['a failure in a value', 'a: {{tpl Values.failing}}', 'failing no'],
    ['a failure in an evaluated value', 'a: {{evaluate Values.failing}}', 'failing no'],
    [
      'a failure in a value of a named template',
      'x: y\na: {{include "common.tplvalues.render" value=Values.failing}}',
      '2:4 in the template "{{fail \\"no\\"}}": no',
    ],
    ['a syntax error in a value', 'a: {{tpl Values.open}}', 'open not a Handlebars template: {{ is never closed'],
    [
      'a removed end of a block',
      'x: y\n{{#with Values.name}}\na: b\n',
      '2:1 not a Handlebars template: {{#with Values.name}} is never closed',
    ],
    [
      'a removed end of a block in another one',
      '{{#with Values.name}}\n{{#if this}}\na: b\n{{/with}}\n',
      '2:1 not a Handlebars template: {{#if this}} is never closed',
    ],
    ['a parenthesis', 'a: {{{(include "x"}}}\nb: c', '1:7 not a Handlebars template: ( is never closed'],
    [
      'a string',
      'a: {{printf "abc}}\nb: 1\nc: 2\nd: "x"',
      '1:13 not a Handlebars template: the string is never closed',
    ],
    ['a tag', 'a: {{Values.name\nb: 1', '1:4 not a Handlebars template: {{ is never closed'],
    [
      'a line that is indented too far',
      'a: {{Values.name}}\n b: c',
      '1:4 {{Values.name}} writes a whole YAML key or value, but the line below it is indented so that it goes on with this value',
    ],
  ])('%s', async (_, template, problem) => {
    expect(await problemOf(template)).toBe(problem);
  });
});

describe('the hint for a mistake names what to write', () => {
  it.each<[template: string, hint: string]>([
    ['a: {{{Values.name}}', 'a tag that begins with {{{ ends with }}}'],
    ['a: {{Values.name}}}', 'write }} } where a brace follows a value'],
    ['{{#if Values.on == true}}a: b{{/if}}', 'compare with functions: {{#if (eq a b)}}'],
    ['{{#if Values.on && Values.name}}a: b{{/if}}', 'compare with functions: {{#if (eq a b)}}'],
    ['{{#if !Values.on}}a: b{{/if}}', 'compare with functions: {{#if (eq a b)}}'],
    ['a: {{Values.list.0}}', 'an item of a list is x.[0], or (index x 0)'],
    ['{{#if (Values.on)}}a: b{{/if}}', 'parentheses are for calls; a value has none'],
    ['{{/if}}', 'no block is open here: remove it, or open one before'],
    ['a: {{@key}}', '@key belongs to the iteration of {{#each}}'],
  ])('%s', async (template, hint) => {
    const [problem] = (await render(template, VALUES)).problems;
    expect(problem?.hint).toContain(hint);
  });
});

describe('strings are compiled wherever they come from', () => {
  it.each<[template: string, text: string]>([
    ['a: {{tpl "{{Values.name}}"}}', 'a: abc'],
    ['a: {{tpl (printf "{{%s}}" "Values.name")}}', 'a: abc'],
    ['a: {{tpl (b64dec "e3tWYWx1ZXMubmFtZX19")}}', 'a: abc'],
    ['a: {{evaluate (list "{{Values.name}}")}}', 'a: [abc]'],
    ['a: {{include "common.tplvalues.render" value="{{Values.name}}"}}', 'a: abc'],
  ])('%s', async (template, text) => {
    expect(await render(template, { name: 'abc' })).toEqual({ text, problems: [] });
  });
});
