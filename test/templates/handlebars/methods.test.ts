import { describe, expect, test } from 'vitest';
import { render } from './rendering.ts';

const FILES = {
  'a.ini': 'x=1\ny=2\n',
  'conf/b.ini': 'z: "3"',
  'conf/sub/c.ini': '',
  'bytes.bin': '\udcff\u00e4\udcc3',
};

/** A template and its output. */
const CASES: readonly (readonly [string, string])[] = [
  ['x: {{Files.Get "a.ini"}}', 'x: "x=1\\ny=2\\n"'],
  ['x: {{@root.Files.Get "conf/b.ini"}}', `x: 'z: "3"'`],
  ['x: {{Files.Get "none"}}', 'x: ""'],
  ['x: {{Files.GetBytes "conf/b.ini"}}', `x: 'z: "3"'`],
  ['{{#each (Files.Glob "conf/*")}}{{@key}}: {{this}}\n{{/each}}', `conf/b.ini: 'z: "3"'\n`],
  ['x: {{len (Files.Glob "conf/**")}}', 'x: 2'],
  ['x: {{Files.Lines "a.ini"}}', 'x: [x=1, y=2]'],
  ['x: {{Files.Lines "conf/sub/c.ini"}}', 'x: [""]'],
  ['x: {{Files.Lines "none"}}', 'x: []'],
  ['{{{Files.AsConfig "conf/*"}}}', `b.ini: 'z: "3"'`],
  ['data:{{{nindent 2 (Files.AsConfig (Files.Glob "conf/**"))}}}', `data:\n  b.ini: 'z: "3"'\n  c.ini: ""`],
  ['{{{Files.AsSecrets "{a.ini,bytes.bin}"}}}', 'a.ini: eD0xCnk9Mgo=\nbytes.bin: /8Okww=='],
  ['{{{Files.AsSecrets "none"}}}', '{}'],
  ['x: {{b64enc (Files.Get "bytes.bin")}}', 'x: /8Okww=='],
  ['x: {{Capabilities.APIVersions.Has "apps/v1"}}', 'x: true'],
  ['x: {{#if (Capabilities.APIVersions.Has "apps/v9")}}1{{else}}2{{/if}}', 'x: 2'],
  ['{{#each (list 1)}}x: {{Files.Get "conf/sub/c.ini"}}\n{{/each}}', 'x: ""\n'],
  ['{{#*inline "n"}}{{{Files.Get "conf/b.ini"}}}{{/inline}}x: {{include "n" (dict "a" 1)}}', `x: 'z: "3"'`],
];

describe('the methods of built-in objects', () => {
  test.each(CASES)('%s', async (template, text) => {
    expect(await render(template, {}, FILES)).toEqual({ text, problems: [] });
  });

  test('when a method is misspelt, then the nearest is named', async () => {
    expect((await render('x: {{Files.Gett "a"}}')).problems).toMatchObject([
      { message: 'Files.Gett is not a function', hint: 'did you mean Files.Get?', where: { line: 1, column: 6 } },
    ]);
  });

  test('when an argument is not a string, then the place is reported', async () => {
    expect((await render('a: 1\nx: {{Files.Get 1}}')).problems).toMatchObject([
      { message: 'Files.Get takes a string', where: { line: 2, column: 4 } },
    ]);
  });
});

describe('NOTES.txt', () => {
  test('when it is a template, then it is text, rendered, and not printed', async () => {
    const files = { 'NOTES.txt': "It's {{Release.Name}}: {{Release.Namespace}}!", 't.yaml': 'a: 1' };
    expect(await render(files)).toEqual({ text: 'a: 1', problems: [] });
    const broken = await render({ 'NOTES.txt': 'Thank\n{{fail "you"}}', 't.yaml': 'a: 1' });
    expect(broken.problems).toMatchObject([{ message: 'you', where: { file: 'templates/NOTES.txt.hbs', line: 2 } }]);
  });
});
