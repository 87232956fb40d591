import { describe, expect, test } from 'vitest';
import { compileGlob } from '../../src/go/glob.ts';
import { compilePathPattern } from '../../src/go/path-match.ts';

/** Pattern, path, whether it matches; `bad` for what is no pattern. From the rules of Go's `filepath.Match`. */
const PATHS: readonly (readonly [string, string, boolean | 'bad'])[] = [
  ['', '', true],
  ['abc', 'abc', true],
  ['*', 'abc', true],
  ['*', 'a/b', false],
  ['*c', 'abc', true],
  ['a*/b', 'abc/b', true],
  ['a*/b', 'a/c/b', false],
  ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
  ['a*b?c*x', 'abxbbxdbxebxczzx', true],
  ['a*b?c*x', 'abxbbxdbxebxczzy', false],
  ['ab[c]', 'abc', true],
  ['ab[b-d]', 'abc', true],
  ['ab[e-g]', 'abc', false],
  ['ab[^c]', 'abc', false],
  ['ab[^e-g]', 'abc', true],
  ['ab[g-e]', 'abf', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'ab', false],
  ['a?b', 'a☺b', true],
  ['a[^a]b', 'a☺b', true],
  ['a[^a][^a][^a]b', 'a☺b', false],
  ['[a-ζ]*', 'α', true],
  ['*[a-ζ]', 'A', false],
  ['a?b', 'a/b', false],
  ['a*b', 'a/b', false],
  ['a[/]b', 'a/b', true],
  ['[\\]a]', ']', true],
  ['[\\-]', '-', true],
  ['[x\\-]', 'x', true],
  ['[x\\-]', 'z', false],
  ['[\\-x]', '-', true],
  ['*.{a,b}', 'x.{a,b}', true],
  ['a.b', 'aXb', false],
  ['a\nb', 'a\nb', true],
  ['[]a]', ']', 'bad'],
  ['[-]', '-', 'bad'],
  ['[x-]', 'x', 'bad'],
  ['[-x]', 'x', 'bad'],
  ['\\', 'a', 'bad'],
  ['[a-b-c]', 'a', 'bad'],
  ['[', 'a', 'bad'],
  ['[^', 'a', 'bad'],
  ['[^bc', 'a', 'bad'],
  ['a[', 'ab', 'bad'],
  ['a[', 'x', 'bad'],
];

describe('a path pattern', () => {
  test.each(PATHS)('%j on %j is %s', (pattern, path, expected) => {
    expect(compilePathPattern(pattern)?.test(path) ?? 'bad').toBe(expected);
  });
});

const GLOBS: readonly (readonly [string, string, boolean])[] = [
  ['conf/*', 'conf/a.ini', true],
  ['conf/*', 'conf/sub/a.ini', false],
  ['conf/**', 'conf/sub/a.ini', true],
  ['conf/**', 'conf/', true],
  ['**.ini', 'conf/sub/a.ini', true],
  ['*.ini', 'a/b.ini', false],
  ['?at', 'cat', true],
  ['a?b', 'a/b', false],
  ['{a,b}.ini', 'b.ini', true],
  ['{a,b}.ini', 'c.ini', false],
  ['{*.a,{b,c}/*}', 'c/x', true],
  ['{a,b', 'b', true],
  ['a}', 'a}', true],
  ['a,b', 'a,b', true],
  ['[a-c]x', 'bx', true],
  ['[!a-c]x', 'bx', false],
  ['[abc]x', 'bx', true],
  ['[!abc]x', 'dx', true],
  ['[!a]', '/', true],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['a.b', 'aXb', false],
  ['', '', true],
  ['', 'a', false],
  // What is malformed takes every file.
  ['[', 'anything', true],
  ['[]', 'anything', true],
  ['[c-a]', 'anything', true],
  ['[a-c', 'anything', true],
];

describe('a glob of Files', () => {
  test.each(GLOBS)('%j on %j is %s', (pattern, path, expected) => {
    expect(compileGlob(pattern)(path)).toBe(expected);
  });
});
