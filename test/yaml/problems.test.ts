import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/yaml/read.ts';

const QUOTE = 'put the text in quotes';
const QUOTES = `inside single quotes write '' for a quote, inside double quotes \\"`;
const MEANT = (mark: string) => `${QUOTE} if it is meant to begin with \`${mark}\``;
const NULL = 'write the key before the colon; "null" and "~" in quotes are strings';
const TEMPLATE = 'put the whole value in quotes: "{{ … }}"';

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
    ['<<: [{a: 1}, [b]]', '1:14', /`<<` merges a map/],
    ['<<: [{a: 1}, b]', '1:14', /`<<` merges a map/],
    ['x: &x [1]\n<<: *x', '2:5', /`<<` merges a map/],
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

  it.each<[text: string, message: string, hint?: string]>([
    ["a: 'it's'", 'text follows a quote that closes before it', `quote all of the value; ${QUOTES}`],
    ['a: "b', 'the quote that opens here is never closed', `close it; ${QUOTES}`],
    ['a: * b', 'a `*` begins an alias, and what follows is not a valid name', MEANT('*')],
    ['a: *b', 'there is no anchor of this name above: b', MEANT('*')],
    ['a: & b', 'a `&` begins an anchor, and what follows is not a valid name', MEANT('&')],
    ['a: !<b', 'a `!` begins a tag, and this is not a valid tag', MEANT('!')],
    ['a: &x {b: [*x]}', 'the alias is inside its own target: x'],
    ['a: &x &y b', 'a value can have one tag and one anchor'],
    ['a: !!str !!str b', 'a value can have one tag and one anchor'],
    ['x: &x 1\na: &y *x', 'an alias can have neither tag nor anchor'],
    ['x: &x 1\na: !!str *x', 'an alias can have neither tag nor anchor'],
    ['18446744073709551615: 1', 'a number of this size cannot be a key', QUOTE],
    ['? {a: 1}\n: b', 'a map or list cannot be a key', QUOTE],
    [': 1', 'a key is missing, or is null, which cannot be one', NULL],
    ['a: !!float x', 'the value is not of the type that its tag names: !!float "x"'],
    ['a: !!binary "/w=="', 'the value is tagged !!binary, and is not base64 of UTF-8'],
    ['a: -.inf', 'NaN and infinity cannot be values', QUOTE],
    ['<<: [1]', '`<<` merges a map, or a list of maps, and this is neither'],
    [
      'a: |0\n  b',
      'after `|` or `>` only `+`, `-`, a digit from 1 to 9 and a comment are allowed',
      'begin the text on the next line, indented',
    ],
    ['a: @b', 'a value cannot begin with `@`', QUOTE],
    ['a: `b`', 'a value cannot begin with a backquote', QUOTE],
    [
      'a: b: c',
      'a second `: ` on one line: a map cannot begin here',
      `${QUOTE} if the colon belongs to it, or begin the map on the next line, indented`,
    ],
    ['a: [1}', 'a comma or the closing bracket is missing before this'],
    ['a: [1,, 2]', 'a value is missing between two commas'],
    ['a: {b: 1', 'the bracket that opens here is never closed'],
    ['a: ]', 'this belongs to nothing above it', 'check the indentation and the brackets'],
    ['a: ["b" c]', 'text follows a quote that closes before it', `quote all of the value; ${QUOTES}`],
    ['a: [[b] c]', 'a comma or the closing bracket is missing before this'],
    ['a: [*b c]', 'a comma or the closing bracket is missing before this'],
    ['a: {b: c} d', 'this belongs to nothing above it', 'check the indentation and the brackets'],
    [
      'a: b\n c: d',
      'this line continues the value above it, so it cannot be a key',
      'indent it like the keys above; or a colon, or the space after one, is missing in the line above',
    ],
    ['a: - b', 'a list item cannot begin here', 'begin the list on the next line'],
    [
      'a: [- b]',
      'a list item that begins with `- ` cannot be inside brackets',
      `separate items inside brackets by commas, or ${QUOTE}`,
    ],
    ['%b', 'a line that begins with `%` is a directive, and there is none with this name', QUOTE],
    ['%YAML 1.2\n', 'Kubernetes reads only YAML 1.1', 'leave out the %YAML line'],
    ['%YAML 1.1\n%YAML 1.1\n---\n', 'a document can have one %YAML line', 'leave out the %YAML line'],
    ['...', 'the document ends before it begins'],
    [
      'a: "\\d"',
      'unknown escape sequence inside double quotes: \\d',
      'write `\\\\` for a backslash, or use single quotes',
    ],
    ['a: [: b]', 'a `:` without a key before it', QUOTE],
    [
      'a: [b\nc: d]',
      'a key inside brackets must be on one line, with at most 1024 characters',
      'is the closing bracket of a list or map above missing?',
    ],
    [
      'a: \x07',
      'control characters are not allowed in YAML',
      'write it as an escape inside double quotes, such as "\\u0007"',
    ],
    [
      'a: 1\nb',
      'this line is not `key: value`',
      'write a colon and a space after the key, or indent the line if it continues the one above',
    ],
    [`${'k'.repeat(1025)}: 1`, 'a key of more than 1024 characters needs `? ` before it'],
    ['a: ? b', 'a key that begins with `?` cannot begin here', QUOTE],
    ['a: [?b]', 'a key that begins with `?` cannot begin here', QUOTE],
    ['a: [b?]', 'a `?` cannot be inside brackets without quotes', QUOTE],
    ['a: 1\n--- b', 'only a comment may follow `---` on its line: b', 'begin the document on the next line'],
    ['a:\n\t- b', 'a tab where only spaces may indent', 'replace the tab by spaces'],
    ['a:\n  b: 1\n c: 2', 'this line is indented differently from the keys above', 'indent all keys of a map alike'],
    [
      '-  - a\n  - b',
      'this line is indented differently from the list items above',
      'indent all items of a list alike',
    ],
    [`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'maps and lists are nested too deeply'],
    ['a: {{b}}', 'a value that begins with `{{` is read as a map, not as a string', TEMPLATE],
    ['- {{b}}', 'a value that begins with `{{` is read as a map, not as a string', TEMPLATE],
    ['a: [{{b}}]', 'a value that begins with `{{` is read as a map, not as a string', TEMPLATE],
    ['{{b}}: 1', 'a value that begins with `{{` is read as a map, not as a string', TEMPLATE],
    ['  - a\n  -b', 'the space after the dash is missing', 'write `- item`'],
    ['a: 1\nb.c/d-e:2', 'the space after the colon is missing', 'write `key: value`'],
  ])('%j: %s', (text, message, hint) => {
    const [problem] = readYaml(text, { name: 'f' }).problems;
    expect([problem?.message, problem?.hint]).toEqual([message, hint]);
  });

  it('when a map has a key twice, warns at the second and names the first', () => {
    expect(readYaml('a: 1\nb: {c: 1, c: 2}\na: 2\n', { name: 'f' }).problems).toMatchObject([
      { code: 'yaml-duplicate-key', severity: 'warning', where: { line: 2, column: 11 }, hint: 'line 2 has it before' },
      {
        code: 'yaml-duplicate-key',
        severity: 'warning',
        message: 'the key "a" occurs twice in this map, and the last one wins',
        where: { line: 3, column: 1 },
        hint: 'line 1 has it before',
      },
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
      {
        code: 'yaml-syntax',
        severity: 'warning',
        message: 'the document ends here, and what follows is not read',
        where: { line: 2, column: 1, source: '...' },
        hint: 'begin another document with `---`',
      },
    ]);
    for (const rest of ['# c\n---\nb: 2\n', '#c', '  #c\n\t#d\n', '...\n'])
      expect(readYaml(`a: 1\n...\n${rest}`, { name: 'f' }).problems).toEqual([]);
  });
});
