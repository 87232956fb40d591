// Puts faults into the parser and the coalescer, one at a time, and asks the recorded suite whether it notices each:
//
//   node tools/run.js tools/mutation/values.ts [NUMBER …]
//
// The faults go into a copy of the sources, so the sources themselves are never changed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is wrong, the file below src/, its text, and the text with the fault. */
const FAULTS: readonly (readonly [what: string, file: string, right: string, wrong: string])[] = [
  ['an index may be 65537', 'set-grammar.ts', 'MAX_INDEX = 65536n', 'MAX_INDEX = 65537n'],
  ['31 names are one too many', 'set-grammar.ts', 'if (names > MAX_NAMES)', 'if (names >= MAX_NAMES)'],
  ['a comma does not end a key', 'set-grammar.ts', "dialect.escapes ? '=[,.'", "dialect.escapes ? '=[.'"],
  [
    'an escape is kept',
    'set-grammar.ts',
    "if (escapes && char === '\\\\') {",
    "if (escapes && char === '\\\\' && text[i + 1] !== 'n') {",
  ],
  ['the empty key is set', 'set-grammar.ts', "if (key !== '') map[key] = value;", 'map[key] = value;'],
  ['a list is filled with empty text', 'set-grammar.ts', 'grown.push(null)', "grown.push('')"],
  ['a negative index counts from the end', 'set-grammar.ts', 'if (index < 0n)', 'if (index < -1n)'],
  [
    'an item that is not a map is refused',
    'set-grammar.ts',
    'if (isMap(list[at])) inner',
    'if (list[at] !== null) inner',
  ],
  [
    'the end right after = sets a new item',
    'set-grammar.ts',
    'return { value: END };\n  }\n\n  private get text',
    'return { value: inner };\n  }\n\n  private get text',
  ],
  [
    'an unclosed index is refused',
    'set-grammar.ts',
    "      this.ignore('end');\n      return undefined;",
    "      throw new SetFault('index-syntax', 'error parsing index: EOF', from);",
  ],
  [
    'a map without a value is accepted',
    'set-grammar.ts',
    'if (more && empty) {',
    'if (more && empty && key !== key) {',
  ],
  [
    'a list of a flag must be followed by a comma',
    'set-values.ts',
    "if (text[cursor.at] === ',') cursor.at++;",
    'cursor.at++;',
  ],
  [
    '{} is an empty list',
    'set-values.ts',
    'list.push(convert(token, from));',
    "if (token !== '' || list.length > 0) list.push(convert(token, from));",
  ],
  ['--set-json takes no blanks', 'set-values.ts', 'if (!isSpace(code)) return false;', 'return false;'],
  ['a leading zero is dropped', '../go/decode.ts', "return text === '0' ? 0 : text;", 'return Number(text);'],
  ['booleans are in lower case', '../go/decode.ts', '/^true$/iu', '/^true$/u'],
  ['the long s is not an s', '../go/decode.ts', '/^false$/iu', '/^false$/i'],
  ['64 bits overflow', '../go/decode.ts', 'const INT64_MAX = 2n ** 63n - 1n', 'const INT64_MAX = 2n ** 64n - 1n'],
  ['integers lose digits', '../go/decode.ts', 'if (text.length <= 15)', 'if (text.length <= 17)'],
  ['a space of Unicode is not trimmed', '../go/decode.ts', 'return code === 0x85 ||', 'return'],
  [
    'null is an ordinary value',
    'coalesce.ts',
    '    else if (value === null) continue;\n    else if (!isMap(value)) result[key] = value;',
    '    else if (!isMap(value)) result[key] = value;',
  ],
  [
    'null below the top is an ordinary value',
    'coalesce.ts',
    'else if (value === null) continue;\n    else if (isMap(value) && isMap(under))',
    'else if (isMap(value) && isMap(under))',
  ],
  [
    'null of the chart stays',
    'coalesce.ts',
    'if (value !== null) result[key] = isMap(value)',
    'result[key] = isMap(value)',
  ],
  [
    'null goes at any depth where there is no default',
    'coalesce.ts',
    'if (under === undefined) result[key] = value;\n    else if (value === null) continue;\n    else if (isMap(value)',
    'if (value === null) continue;\n    else if (under === undefined) result[key] = value;\n    else if (isMap(value)',
  ],
  [
    'lists of values files are joined',
    'merge.ts',
    'merged[key] = isMap(value)',
    'merged[key] = Array.isArray(value) && Array.isArray(below) ? [...below, ...value] : isMap(value)',
  ],
  ['maps of values files are replaced', 'merge.ts', 'mergeMaps(below, value, owned) : value', 'value : value'],
  [
    'null of a second file deletes',
    'merge.ts',
    '    const below = merged[key];',
    '    const below = merged[key];\n    if (value === null) { delete merged[key]; continue; }',
  ],
  [
    'a table below the top warns not',
    'coalesce.ts',
    'if (warn === undefined || isMap(value) === isMap(under)) continue;',
    'if (warn === undefined || isMap(under)) continue;',
  ],
  [
    'literals are applied first',
    'source.ts',
    "'--set-file', '--set-literal'] as const",
    "'--set-literal', '--set-file'] as const",
  ],
  ['a file with a comma is one', '../go/csv.ts', "const comma = line.indexOf(',', at);", 'const comma = -1;'],
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'mutate-values-'));
const numbers = process.argv.slice(2).map(Number);
const missed: string[] = [];

const run = () =>
  spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/values/conformance.test.ts', '--bail', '1'],
    { cwd: copy, encoding: 'utf8' },
  );

try {
  for (const name of [
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'src',
    'test/values',
    'test/seed.ts',
    'tools',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  if (run().status !== 0) throw new Error('the suite fails without any fault');
  for (const [index, [what, name, right, wrong]] of FAULTS.entries()) {
    if (numbers.length > 0 && !numbers.includes(index + 1)) continue;
    const file = join(copy, 'src', 'values', name);
    const text = readFileSync(file, 'utf8');
    if (text.split(right).length !== 2) throw new Error(`${name} does not have ${JSON.stringify(right)} once`);
    writeFileSync(
      file,
      text.replace(right, () => wrong),
    );
    // A fault that does not run proves nothing: an answer must be wrong.
    const { status, stdout, stderr } = run();
    const noticed = status !== 0 && `${stdout}${stderr}`.includes('AssertionError');
    writeFileSync(file, text);
    if (!noticed) missed.push(what);
    console.log(`${String(index + 1).padStart(2)} ${noticed ? 'noticed' : 'MISSED '} ${what}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
if (missed.length > 0) process.exit(1);
