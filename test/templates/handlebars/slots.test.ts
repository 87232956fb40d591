import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/problem/problem.ts';
import { compileTemplate } from '../../../src/templates/handlebars/compile.ts';

const helpers = new Set(['if', 'unless', 'with', 'each', 'printf', 'warn', 'toYaml', 'nindent', 'include', 'evaluate']);

function faults(text: string): string[] {
  try {
    compileTemplate(text, { file: 't.hbs', escape: 'yaml', helpers });
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message, where }) => `${where?.line}:${where?.column} ${message}`);
  }
}

describe('an escaped mustache may be a whole key or value', () => {
  it.each([
    ['alone', '{{a}}'],
    ['as a value', 'a: {{b}}'],
    ['as a value with a comment after it', 'a: {{b}} # why'],
    ['as an item', '- {{a}}'],
    ['as an item of an item', '- - {{a}}\n  - {{b}}'],
    ['as a key', '{{a}}: b'],
    ['as key and value', '{{a}}: {{b}}\n'],
    ['as a key with its value on the next line', '{{a}}:\n  b: c'],
    ['as key of an item', '- {{a}}: {{b}}'],
    ['in a flow sequence', 'a: [{{b}}, {{c}}]'],
    ['in a flow map with a raw brace', 'a: { b: {{c}}, d: {{e}} }'],
    ['after an anchor', 'a: &x {{b}}'],
    ['after a tag', 'a: !!str {{b}}'],
    ['after a quoted key', '"a:b": {{c}}'],
    ['after a key with a colon in it', 'a:b: {{c}}'],
    ['after a document mark', '---\na: {{b}}'],
    ['in a block', '{{#if a}}\nb: {{c}}\n{{else}}\nd: {{e}}\n{{/if}}\n'],
    ['in a block on one line', 'a: {{#if b}}{{c}}{{else}}{{d}}{{/if}}\n'],
    ['in a loop', 'a:\n{{#each b}}\n  - {{this}}\n{{/each}}\nc: {{d}}\n'],
    ['in a loop over a flow sequence', 'a: [{{#each b}}{{this}}, {{/each}}]'],
    ['after a block scalar that has ended', 'a: |\n  text\nb: {{c}}'],
    ['after a block scalar in an item', '- a: |\n    text\n  b: {{c}}'],
    ['with CRLF', 'a: {{b}}\r\nc: {{d}}\r\n'],
    ['after a statement', 'a: b\n{{warn "x"}}\nc: {{d}}'],
    ['next to text in a list of lists', '- - a\n  - {{b}}\n- {{c}}'],
    ['after text in brackets, after a comma', 'a: [b,\n  {{c}}]'],
    ['after a value in brackets, before their end', 'a: [{{b}}\n]\nc: {{d}}'],
    ['after a value and lines without text', 'a:\n  b: {{c}}\n\n  {{d}}: e'],
    ['after text and a comment', 'a: # b\n  {{c}}'],
    ['after raw text, indented further', 'a:{{{nindent 2 b}}}\n  c: {{d}}'],
    ['after a directive', '%YAML 1.2\n---\na: {{b}}'],
    ['in a second document', 'a:\n  b: c\n---\n{{d}}: e'],
    ['behind the mark of a document', '--- {{a}}'],
    ['behind the mark of a document with a block', '---{{#if a}}\nb: {{c}}\n{{/if}}'],
    ['in a document after one that is a block of text', '|\n text\n---\na: {{b}}'],
    ['in a document after the end of one that is a block of text', '|\n text\n...\n---\na: {{b}}'],
    ['in an item below an item that is text with a dash', '- -foo\n- {{a}}'],
    ['in a value below text with a dash', 'a: -foo\nb: {{c}}'],
    ['in brackets below text with a bracket', 'a: b]\nc: [{{d}}, {{e}}]'],
    ['in braces below text with braces', 'a: b}}\nc: {d: {{e}}, f: {{g}} }'],
    ['before a space and the end of its line', 'a: {{b}} \nc: {{d}}\t\ne: f'],
    ['before a space and a comment', 'a: {{b}} \t# c'],
    ['before a space and the end of brackets', 'a: [{{b}} , {{c}} ]'],
    ['in loops within loops', `${'{{#each a}}\n'.repeat(40)}- {{this}}\n${'{{/each}}\n'.repeat(40)}`],
  ])('%s', (_, text) => {
    expect(faults(text)).toEqual([]);
  });
});

describe('anywhere else it is an error that names the place', () => {
  it.each([
    ['inside double quotes', 'a: "{{b}}"', '1:5 {{b}} writes a whole YAML key or value, but is inside quotes'],
    ['inside single quotes', "a: 'x {{b}}'", '1:7 {{b}} writes a whole YAML key or value, but is inside quotes'],
    [
      'inside quotes after a colon',
      'a: "x: {{b}}"',
      '1:8 {{b}} writes a whole YAML key or value, but is inside quotes',
    ],
    [
      'inside quotes on the second line',
      'a: "x\n  y: {{b}}"',
      '2:6 {{b}} writes a whole YAML key or value, but is inside quotes',
    ],
    ['after text', 'a: x{{b}}', '1:5 {{b}} writes a whole YAML key or value, but is after other text'],
    ['after text and a space', 'a: x {{b}}', '1:6 {{b}} writes a whole YAML key or value, but is after other text'],
    ['after a colon without a space', 'a:{{b}}', '1:3 {{b}} writes a whole YAML key or value, but is after other text'],
    ['after a dash without a space', '-{{b}}', '1:2 {{b}} writes a whole YAML key or value, but is after other text'],
    [
      'before a space and a line that goes on',
      'a: {{b}} \n  c',
      '1:4 {{b}} writes a whole YAML key or value, but the line below it is indented so that it goes on with this value',
    ],
    [
      'before a space and a colon',
      '{{a}} : b',
      '1:1 {{a}} writes a whole YAML key or value, but is followed by other text',
    ],
    ['before text', 'a: {{b}}x', '1:4 {{b}} writes a whole YAML key or value, but is followed by other text'],
    ['before a path', 'a: {{b}}/x', '1:4 {{b}} writes a whole YAML key or value, but is followed by other text'],
    [
      'before text and a space',
      'a: {{b}} x',
      '1:4 {{b}} writes a whole YAML key or value, but is followed by other text',
    ],
    [
      'before a colon without a space',
      '{{a}}:b',
      '1:1 {{a}} writes a whole YAML key or value, but is followed by other text',
    ],
    [
      'before a colon and another',
      '{{a}}:{{b}}',
      '1:7 {{b}} writes a whole YAML key or value, but is directly after another value',
    ],
    [
      'beside another',
      'a: {{b}}{{c}}',
      '1:9 {{c}} writes a whole YAML key or value, but is directly after another value',
    ],
    [
      'before raw text',
      'a: {{b}}{{{c}}}',
      '1:4 {{b}} writes a whole YAML key or value, but is directly after another value',
    ],
    ['after raw text', 'a: {{{b}}}{{c}}', '1:11 {{c}} writes a whole YAML key or value, but is after other text'],
    ['in a comment', '# {{a}}', '1:3 {{a}} writes a whole YAML key or value, but is in a comment'],
    [
      'in a block scalar',
      'a: |\n  b: {{c}}',
      '2:6 {{c}} writes a whole YAML key or value, but is inside a block of text',
    ],
    [
      'in a block scalar that is the whole document',
      '|\n{{a}}',
      '2:1 {{a}} writes a whole YAML key or value, but is inside a block of text',
    ],
    [
      'in a block scalar that is a document behind its mark',
      'a: b\n--- >-\n  text\n  {{a}}',
      '4:3 {{a}} writes a whole YAML key or value, but is inside a block of text',
    ],
    [
      'below a line of a block scalar that is the whole document',
      '|\n  text\na: {{b}}',
      '3:4 {{b}} writes a whole YAML key or value, but is inside a block of text',
    ],
    [
      'as an item below text with a dash',
      '- k:\n  -foo\n   - {{x}}',
      '3:6 {{x}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'as an item below text with two dashes',
      '--foo\n  - {{x}}',
      '2:5 {{x}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'as an item below a value with a dash',
      'a: -foo\n  - {{x}}',
      '2:5 {{x}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'as an item below text with a question mark',
      'a: ?foo\n  - {{x}}',
      '2:5 {{x}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'below the mark of a document with text in its line',
      '--- b\n{{a}}',
      '2:1 {{a}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'below branches that leave a line at many places',
      `${Array.from({ length: 12 }, (_, i) => `{{#if a}}${'x'.repeat(2 ** i)}{{/if}}`).join('')}{{b}}`,
      '1:384 the branches above print too many different beginnings of this line to know what is written where',
    ],
    [
      'at the start of a line of a block scalar',
      'a: |\n  {{c}}',
      '2:3 {{c}} writes a whole YAML key or value, but is inside a block of text',
    ],
    ['on the line below text', 'a: b\n  {{c}}', '2:3 {{c}} writes a whole YAML key or value, but is after other text'],
    [
      'on the line below text in an item, and an empty one',
      '- b\n\n  {{c}}',
      '3:3 {{c}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'on the line below text in brackets',
      'a: [b\n{{c}}]',
      '2:1 {{c}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'as what looks like an item below text',
      'a: b\n  - {{c}}',
      '2:5 {{c}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'on the line below another',
      'a: {{b}}\n  {{c}}',
      '2:3 {{c}} writes a whole YAML key or value, but is directly after another value',
    ],
    [
      'before text on the next line',
      'a: {{b}}\n  c',
      '1:4 {{b}} writes a whole YAML key or value, but the line below it is indented so that it goes on with this value',
    ],
    [
      'in one branch',
      'a: {{#if b}}x{{else}}{{/if}}{{c}}',
      '1:29 {{c}} writes a whole YAML key or value, but is after other text',
    ],
    [
      'in the second turn of a loop',
      'a: {{#each b}}{{this}}{{/each}}',
      '1:15 {{this}} writes a whole YAML key or value, but is directly after another value',
    ],
  ])('%s', (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('reports every one of them', () => {
    expect(faults('a: x{{b}}\nc: y{{d}}\n')).toHaveLength(2);
  });
});
