import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/yaml/read.ts';

describe('what is wrong is said in plain words, with its place', () => {
  it.each<[text: string, place: string, message: RegExp, hint?: RegExp]>([
    ['a:\n\tb: 1', '2:1', /a tab where only spaces may indent/, /replace the tab/],
    ['a: 1\nb:2\nc: 3', '2:1', /the space after the colon is missing/],
    ['- a\n-b', '2:1', /the space after the dash is missing/],
    ['a:\n  b:1\n  c: 2', '3:3', /continues the value above/, /space after one/],
    ['a: {{ .Values.x }}', '1:5', /begins with `\{\{`/, /in quotes/],
    ['a: {{x}}/y', '1:9', /begins with `\{\{`/, /in quotes/],
    ['a: *.example.com', '1:4', /`\*` begins an alias/, /in quotes/],
    ['a: *x', '1:4', /there is no anchor of this name above: x/],
    ['a: &', '1:4', /`&` begins an anchor/],
    ['a: @x', '1:4', /cannot begin with `@`/, /in quotes/],
    ['a: `x`', '1:4', /cannot begin with a backquote/],
    ['a: %x', '1:4', /cannot begin with `%`/],
    ['%x', '1:1', /is a directive/],
    ['a: !x!y z', '1:4', /begins a tag/],
    ['a: 1\nb: "x\nc: 2\n', '2:4', /the quote that opens here is never closed/],
    ["a: 'it's'", '1:8', /text follows a quote that closes before it/, /'' for a quote/],
    ['a: "x: 1\nb: "y"\n', '2:5', /text follows a quote/],
    ['image: docker.io/x: y', '1:19', /a second `: ` on one line/],
    ['a: - b', '1:4', /a list item cannot begin here/],
    ['a:\n  b: 1\n c: 2', '3:2', /indented differently from the keys above/],
    ['a:\n    b: 1\n  c: 2', '3:3', /indented differently from the keys above/],
    ['a:\n  b: 1\n    c: 2', '3:5', /continues the value above/],
    ['a:\n- b\nc', '3:1', /not `key: value`/],
    ['a: [1, 2', '1:4', /the bracket that opens here is never closed/],
    ['a: [1}', '1:6', /a comma or the closing bracket is missing/],
    ['a: [1,, 2]', '1:7', /between two commas/],
    ['a: [a, b\nc: d]', '2:2', /must be on one line/],
    ['a: [http://x?y]', '1:13', /`\?` cannot be inside brackets/],
    ['a: ]', '1:4', /belongs to nothing above it/],
    ['a: "C:\\dir"', '1:7', /unknown escape sequence.*: \\d/, /single quotes/],
    ['a: "\\ud83d\\ude00"', '1:5', /unknown escape sequence/],
    ['a: |x\n  b', '1:5', /after `\|` or `>`/],
    ['a: \x01', '1:4', /control character/],
    ['# \x7f', '1:3', /control character/],
    ['<<: 1', '1:5', /`<<` merges a map/],
    ['a: .nan', '1:4', /NaN and infinity/],
    ['? [a]\n: b', '1:3', /cannot be a key/],
    ['~: 1', '1:1', /a key is missing, or is null/],
    ['18446744073709551615: 1', '1:1', /number of this size/],
    ['a: !!int x', '1:10', /not of the type that its tag names: !!int "x"/],
    ['a: !!binary "%"', '1:13', /not base64/],
    ['%YAML 1.2\n', '1:1', /YAML 1\.1/],
    ['a: 1\n---x', '2:1', /only a comment may follow `---`.*: x/],
    [`${'k'.repeat(1025)}: 1`, '1:1', /more than 1024 characters/],
    ['x: 1\n---\n# c\n\na: "\n', '5:4', /never closed/],
    ['ä: 1\r\n"😀": ]\r\n', '2:7', /belongs to nothing/],
  ])('%j', (text, place, message, hint) => {
    const { problems } = readYaml(text, { name: 'values.yaml' });
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem).toMatchObject({ code: 'yaml-syntax', severity: 'error', where: { file: 'values.yaml' } });
    expect(`${problem?.where?.line}:${problem?.where?.column}`).toBe(place);
    expect(problem?.message).toMatch(message);
    expect(problem?.message).not.toMatch(/\.$/);
    const line = text.split(/\r\n|\n/)[(problem?.where?.line as number) - 1] as string;
    // Of a long line, 500 characters on either side of the place are kept.
    expect(problem?.where?.source).toBe(line.length > 1000 ? line.slice(0, 500) : line);
    if (hint) expect(problem?.hint).toMatch(hint);
  });

  it('when a map has a key twice, warns at the second and names the first', () => {
    expect(readYaml('a: 1\nb: {c: 1, c: 2}\na: 2\n', { name: 'f' }).problems).toMatchObject([
      { code: 'yaml-duplicate-key', severity: 'warning', where: { line: 2, column: 11 }, hint: 'line 2 has it before' },
      { code: 'yaml-duplicate-key', severity: 'warning', where: { line: 3, column: 1 }, hint: 'line 1 has it before' },
    ]);
  });

  it.each([
    'x: &x {a: 1}\ny:\n  <<: *x\n  a: 2\n',
    'x: &x {a: 1}\ny:\n  a: 2\n  <<: *x\n',
    'x: {<<: [{a: 1}, {a: 2}]}\n',
  ])('when a merge brings the key, there is no warning: %j', (text) =>
    expect(readYaml(text, { name: 'f' }).problems).toEqual([]),
  );

  it('when text follows `...`, warns that it is ignored', () => {
    expect(readYaml('a: 1\n...\nb: 2\n', { name: 'f' }).problems).toMatchObject([
      { code: 'yaml-syntax', severity: 'warning', where: { line: 2, column: 1 } },
    ]);
    expect(readYaml('a: 1\n...\n# c\n---\nb: 2\n', { name: 'f' }).problems).toEqual([]);
  });
});
