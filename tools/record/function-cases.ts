// biome-ignore-all format: a table
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Go's templates
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: numbers like any
// What real Helm is asked about its template functions (tools/record/functions.ts): a function and its arguments. A
// number is written in the template; in a list or a map it comes from JSON, and is a float to Helm.

const cases: unknown[][] = [];
/** Calls of one function, a list of arguments each. */
const of = (name: string, ...calls: readonly unknown[][]) => cases.push(...calls.map((args) => [name, ...args]));
/** The same calls for several functions. */
const each = (names: string, ...calls: readonly unknown[][]) => {
  for (const name of names.split(' ')) of(name, ...calls);
};

const M = { a: 1, b: { c: 'd', e: [1, 2] }, z: null, '': 'empty' };
const L = ['b', 'a', 'b', 1, null, true, 'c'];
const ODD = [null, '', 'text', 0, 1, -1.5, true, false, [], ['a', 1], {}, { a: 1 }];
const UNICODE = 'héllo wörld ß 日本語 😀';
const SPACES = ' \t a  b\u00a0\u2003c\u0085 \n';

// Logic
each('empty not kindOf typeOf toString toStrings quote squote toJson toRawJson toPrettyJson len int int64 float64 toDecimal cat print println sortAlpha deepCopy', ...ODD.map((value) => [value]));
each('default coalesce and or all any', ...ODD.map((value) => ['d', value]), ...ODD.map((value) => [value, 'x', 'y']), ['only']);
each('coalesce all any list dict cat quote squote print println add addf concat seq', []);
each('default and or not empty required', []);
each('eq ne', ['a', 'a'], ['a', 'b'], [1, 1], [1, 2], [true, true], [null, null], [null, 'a'], ['a', null], ['a', 1], [true, 1], [[], []], [{}, {}], ['a'], []);
of('eq', ['a', 'b', 'a'], ['a', 'b', 'c'], [1, 2, 1]);
each('lt le gt ge', [1, 2], [2, 1], [1, 1], ['a', 'b'], ['b', 'a'], ['a', 'a'], ['a', 'B'], ['é', 'z'], ['😀', '\uffee'], [1, 'a'], [null, 1], [true, false], [[], 1], [1]);
of('ternary', ['y', 'n', true], ['y', 'n', false], ['y', 'n', 'true'], ['y', 'n', null], ['y', 'n']);
of('required', ['m', 'v'], ['m', ''], ['m', null], ['m', 0], ['m', false], ['m', []], [1, 'v']);
of('fail', ['message'], [''], [1]);
of(
  'deepEqual',
  ['a', 'a'],
  ['a', 'b'],
  [{ a: [1] }, { a: [1] }],
  [{ a: [1] }, { a: [2] }],
  [[], {}],
  [null, null],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: 1 }, { b: 1 }],
);

// Strings
each('upper lower title untitle swapcase initials camelcase kebabcase snakecase trim nospace b64enc b32enc sha1sum sha256sum sha512sum adler32sum regexQuoteMeta', [''], ['abc'], ['Hello World'], [UNICODE], [SPACES], ['fooBar-baz_qux'], ['HTTPServer2xx'], ['a.b*c'], [1], [null]);
each('title untitle swapcase initials camelcase kebabcase snakecase', ['first try'], ["don't stop"], ['a1b2'], ['ÀÉÎ'], ['__a__b--c__'], ['Bld4Floor'], ['HTTP2xx'], ['1a2B'], ['FooBAR'], ['foo.bar-baz'], ['x'], ['A'], ['-'], ['some-Mixed_caseString 12abc']);
each('contains hasPrefix hasSuffix trimAll trimall trimPrefix trimSuffix', ['a', 'abcba'], ['', 'abc'], ['abc', ''], ['ab', 'abab'], ['x', 'abc'], ['é', 'éaé'], ['ba', 'abcba'], ['a', 1], [1, 'a'], ['a'], ['a', 'b', 'c']);
of('replace', ['a', 'b', 'banana'], ['', '-', 'abc'], ['', '-', '日本'], ['x', 'y', 'abc'], ['a', '$&', 'aa'], ['aa', 'b', 'aaa'], ['a', 'b']);
each('indent nindent', [2, 'a\nb'], [0, 'a'], [4, ''], [2, 'a\n\nb\n'], [-1, 'a'], ['2', 'a'], [2, 1]);
of('repeat', [3, 'ab'], [0, 'a'], [-1, 'a'], [2, ''], [1, 1]);
of('trunc', [3, 'abcdef'], [-3, 'abcdef'], [0, 'abc'], [10, 'abc'], [-10, 'abc'], [-3, 'abc'], [2, 'hé'], [3, 'hé'], [5, UNICODE], ['1', 'a'], [1.5, 'a']);
of('substr', [0, 3, 'abcdef'], [2, 4, 'abcdef'], [-1, 3, 'abcdef'], [2, -1, 'abcdef'], [2, 99, 'abcdef'], [4, 2, 'abcdef'], [9, 10, 'abc'], [-1, 9, 'abc'], [1, 3, 'héé'], [3, 3, 'abc'], [4, -1, 'abc']);
of('abbrev', [5, 'hello world'], [3, 'hello'], [20, 'hello'], [4, 'hello'], [5, '']);
of('abbrevboth', [5, 10, '1234 5678 9123'], [0, 8, 'hello world wide'], [5, 6, 'hello world'], [3, 7, 'abcdefghijkl'], [9, 8, 'abcdefghijkl'], [50, 8, 'abcdefghijkl'], [5, 9, 'the quick brown fox jumps']);
of('wrap', [10, 'the quick brown fox'], [5, 'abcdefghij kl'], [80, 'short'], [0, 'a b'], [3, ''], [4, '  ab cd'], [6, 'one  two   three']);
of('wrapWith', [5, '\t', 'Hello World'], [3, '-', 'abcdefgh'], [3, '', 'ab cdefgh'], [4, '|', 'a bcdefghij k']);
of('cat', ['a', 'b'], ['a', null, 1], [1, true, 'x'], [['a'], { b: 1 }]);
of('quote', ['a"b\\c'], ['a', 'b'], ['a', null, 1], ['\n\t\u0007\u0000\u007f'], ['é\u00a0\u2028\ufeff😀\u200b'], [1.5], [['a', 'b']]);
of('squote', ["it's"], ['a', 'b'], ['a', null, 1]);
of('plural', ['one', 'many', 1], ['one', 'many', 0], ['one', 'many', 2], ['one', 'many', -1], ['one', 'many', 'x']);
of('splitList', [',', 'a,b,,c'], ['', 'aé日'], [',', ''], ['ab', 'cabd'], [',']);
of('split', ['.', 'a.b.c'], ['.', ''], ['', 'ab']);
of('splitn', ['.', 2, 'a.b.c'], ['.', 0, 'a.b'], ['.', -1, 'a.b.c'], ['.', 9, 'a.b'], ['.', 1, 'a.b']);
of('join', [',', ['a', 'b']], [',', []], [',', null], [',', 'text'], ['-', ['a', 1, null, true, 1.5]], [',', 5], [',', { a: 1 }], ['', ['a', 'b']]);
of('print', ['a', 'b'], [1, 2], ['a', 1, 2, 'b'], [null, null], [['a'], 1], [true, false]);
of('println', ['a', 'b'], [1, 2], [null]);
of('len', [UNICODE], [[1, 2]], [M], [5], [true]);
of('toString', [1.5], [{ b: [1, 'x', null], a: { c: true } }], [L]);
of('sortAlpha', [['b', 'a', 'C', '10', '9', 'é', 'z', '😀', '\uffee']], [[3, 1, 2]], ['x']);

// Lists
each('first last rest initial reverse compact uniq mustFirst mustLast mustRest mustInitial mustReverse mustCompact mustUniq', [L], [[]], [['a']], [null], ['text'], [{}], [[0, '', false, 'x', [], null]], [[[1], [1], { a: 1 }, { a: 1 }]]);
each('append push prepend mustAppend mustPush mustPrepend', [['a'], 'b'], [[], null], [['a'], ['b']], [null, 'a'], ['a', 'b'], [['a']]);
each('has mustHas', ['a', L], ['x', L], [null, L], ['a', null], ['a', 'abc'], [['x'], [['x']]], [{ a: 'b' }, [{ a: 'b' }]], ['a', {}]);
each('without mustWithout', [L, 'b'], [L, 'b', 'c'], [L, null], [L], [[], 'a'], ['text', 'a'], [[['x'], 'y'], ['x']]);
each('slice mustSlice', [['a', 'b', 'c']], [['a', 'b', 'c'], 1], [['a', 'b', 'c'], 1, 2], [['a', 'b', 'c'], 0, 3], [['a', 'b', 'c'], 3], [['a', 'b', 'c'], 2, 1], [['a', 'b', 'c'], 4], [['a', 'b', 'c'], -1], [[], 1], ['abc', 1], [['a'], '1']);
each('chunk mustChunk', [2, ['a', 'b', 'c']], [3, ['a', 'b', 'c']], [5, ['a']], [1, ['a', 'b']], [2, []], [2, 'abc']);
of('concat', [['a'], ['b', 1]], [[], []], [['a'], 'b'], [['a'], null], [['a']]);
each('list tuple', ['a', 1, null], [[1], {}]);
of('until', [3], [0], [-2], ['3'], [1.5]);
of('untilStep', [0, 10, 3], [10, 0, -3], [0, 10, -1], [5, 5, 1], [0, -3, 1], [0, 3, 0], [3, 0, 0]);
of('seq', [5], [0], [-2], [2, 5], [5, 2], [0, 2, 10], [10, -3, 0], [10, 3, 0], [0, -2, 10], [1, 2, 3, 4], [5, 5]);
of('index', [M, 'a'], [M, 'b', 'c'], [M, 'b', 'e', 1], [M, 'x'], [M, 'x', 'y'], [M, 1], [['a', 'b'], 1], [['a', 'b'], 2], [['a', 'b'], -1], [['a', 'b'], 'x'], [null, 'a'], ['text'], [5, 1], [M]);

// Maps
of('dict', ['a', 1], ['a', 1, 'b'], ['a', 1, 'a', 2], [1, 'x', true, 'y', null, 'z'], ['__proto__', 1, 'constructor', 2]);
of('get', [M, 'a'], [M, 'x'], [M, 'z'], [M, ''], [null, 'a'], ['text', 'a'], [M, 1], [{}, 'toString']);
of('hasKey', [M, 'a'], [M, 'x'], [M, 'z'], [null, 'a'], [['a'], 'a'], [M, 1], [{}, 'constructor']);
of('set', [M, 'a', 2], [{}, '__proto__', 'x'], [null, 'a', 1], [M, 1, 1]);
of('unset', [M, 'a'], [M, 'x'], [{}, 'toString']);
of('keys', [{ a: 1 }], [{}], [], [['a']]);
of('values', [{ a: 1 }], [{}], ['a']);
of('pick', [M, 'a', 'x'], [M], [M, ''], [{}, 'toString'], [M, ['a']]);
of('omit', [M, 'a', 'x'], [M], [M, ''], [M, ['a']], [null, 'a']);
of('pluck', ['a', M, { a: 2 }, {}], ['x', M], ['a'], ['a', 'b']);
of('dig', ['b', 'c', 'no', M], ['b', 'x', 'no', M], ['x', 'y', 'no', M], ['z', 'no', M], ['z', 'y', 'no', M], ['a', 'y', 'no', M], ['a', M], ['a', 'no', 'text'], [1, 'no', M], ['toString', 'no', {}]);
each(
  'merge mergeOverwrite mustMerge mustMergeOverwrite',
  [{ a: 1 }, { b: 2 }],
  [{ a: 1 }, { a: 2 }],
  [
    { a: 0, b: '', c: false, d: [], e: {}, f: null },
    { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
  ],
  [
    { a: 1, b: 'x', c: true, d: [1], e: { x: 1 }, f: 'y' },
    { a: 0, b: '', c: false, d: [], e: {}, f: null },
  ],
  [{ m: { a: 1, n: { x: 1 } } }, { m: { b: 2, n: { x: 2, y: 3 } } }],
  [{ m: { a: 1 } }, { m: 'text' }],
  [{ m: 'text' }, { m: { a: 1 } }],
  [{ l: [1, 2] }, { l: [3] }],
  [{ l: [1] }, { l: { a: 1 } }],
  [{ l: { a: 1 } }, { l: [1] }],
  [{}, { a: { b: null } }],
  [{ a: 1 }, { b: null }],
  [{ a: 1 }, { a: 2 }, { a: 3, b: 4 }],
  [{ a: 1 }],
  [{ a: 1 }, null],
  [{ a: 1 }, 'x'],
  [{}, { l: [1], m: { a: [] } }],
  [{ z: '' }, { l: [1] }],
  [{ __proto__x: 1 }, { constructor: { prototype: 1 } }],
);

// Types
each('kindIs typeIs typeIsLike', ['map', {}], ['slice', []], ['string', 'a'], ['bool', true], ['int', 1], ['float64', 1.5], ['int', 1.5], ['string', 1], ['invalid', null], ['map[string]interface {}', {}], ['[]interface {}', []], ['<nil>', null], ['int', 'a']);
each('int int64 float64 atoi toDecimal', ['12'], ['-12'], ['+7'], ['0x1f'], ['017'], ['0o17'], ['0b11'], ['1_000'], ['12.0'], ['12.00'], ['12.5'], ['1e3'], [' 1'], [''], ['abc'], ['9223372036854775807'], ['9223372036854775808'], ['777'], ['08'], [-3.9], [1e18], ['.5'], ['5.'], ['1e400'], ['inf']);

// Numbers
each(
  'add sub mul div mod max min biggest',
  [1, 2],
  [7, -2],
  [-7, 2],
  ['5', 2],
  [1.9, 2.9],
  [null, 1],
  [true, 1],
  [5, 0],

  ['9223372036854775807', 1],
);
each('add mul max min maxf minf addf subf mulf divf', [1, 2, 3], [5], [1.5, 2.25, -0.1], ['1.5', '2']);
each('addf subf mulf divf maxf minf', [0.1, 0.2], [3, 0.1], [1, 3], [2, 3], [-1, 3], [1e10, 1e-5], ['x', 1]);
each('add1 add1f floor ceil', [1], [1.5], [-1.5], ['2'], ['2.7'], [null], ['x'], [true]);
of('divf', [1, 0], [10, 4], [1, 7, 3]);
of('round', [123.5555, 3], [123.5555, 3, 0.6], [2.5, 0], [-2.5, 0], [1234, -2], [0.285, 2], ['1.26', 1], [1.25, 1]);

// Versions
of('semver', ['1.2.3'], ['v1.2'], ['1.2.3-beta.1+sha'], ['x'], ['']);
const versions = ['1.2.3', '1.2.0', '0.2.5', '0.0.3', '2.0.0', '1.2.3-alpha.1', '1.3.0-rc.10', 'v1.25.3', '1.25.0-gke.100', '1.2.3+build'];
for (const constraint of [
  '1.2.3',
  '=1.2.3',
  '!=1.2.3',
  '>1.2',
  '>=1.2.0',
  '<1.25-0',
  '<=1.2',
  '<=1.x',
  '~1.2',
  '~1.2.0',
  '~1',
  '~>1.2.0',
  '^1.2',
  '^0.2.3',
  '^0.0.3',
  '^0.0',
  '^0',
  '*',
  '1.x',
  '1.2.x',
  '!=1.2.x',
  '!=1',
  '!=*',
  '>*',
  '<*',
  '^*',
  '~*',
  '1.2.0 - 1.3.0',
  '>=1.2.0, <2',
  '>=1.2.0 <2.0.0',
  '<1 || >=1.25',
  '>=1.19-0',
  '=>1.2',
  '=<1.2.3',
  '>1.2.3-alpha',
  '1.2.3-alpha.1',
  '>=v1.2.0-0',
  '> 1.2 , < 3',
  '',
]) {
  of('semverCompare', ...versions.map((version) => [constraint, version]));
}
of(
  'semverCompare',
  ['>=1', 'x'],
  ['bad', '1.0.0'],
  ['>= 1.2.3.4', '1.0.0'],
  ['>=1', ''],
  ['1.2-3', '1.2.3'],
  ['>=1.0.0-alpha.9', '1.0.0-alpha.10'],
  ['>=1.0.0-alpha', '1.0.0-alpha.1'],
  ['>1.0.0-1', '1.0.0-a'],
  ['>=1', '01.2.3'],
  ['>=1.0.0-0', '1.0.0-01'],
  ['1 2', '1.0.0'],
  ['>=1,,<2', '1.5.0'],
  ['||', '1.0.0'],
  ['^1.2.3-beta.2', '1.2.3-beta.4'],
  ['^1.2.3-beta.2', '1.2.4-beta.2'],
  ['>=1', '99999999999999999999.0.0'],
);

// Regular expressions
const patterns = [
  ['a+b?', 'aab ab b'],
  ['^[a-z]+$', 'abc'],
  ['[', 'a'],
  ['(a)(b)?', 'ac'],
  ['(?i)HELLO', 'say hello'],
  ['(?P<y>\\d{4})-(?P<m>\\d\\d)', 'on 2024-05 and 2023-11'],
  ['\\bfoo\\b', 'a foo b food'],
  ['', 'abc'],
  ['x*', 'axb'],
  ['(?:a|ab)(c|bcd)', 'abcd'],
  ['(a*)*', 'aaab'],
  ['(a|b)*?c', 'abac'],
  ['\\pL+', 'héllo wörld'],
  ['\\p{Greek}', 'aβc'],
  ['[[:alpha:]]+', 'a1b'],
  ['[^[:space:]]+', 'a b'],
  ['.', '😀é'],
  ['(?s).+', 'a\nb'],
  ['.+', 'a\nb'],
  ['(?m)^b$', 'a\nb\nc'],
  ['\\Ab', 'ab'],
  ['b\\z', 'ab'],
  ['\\x41\\x{1F600}', 'A😀'],
  ['\\Qa.b\\E+', 'a.bbb'],
  ['(?=a)', 'a'],
  ['(?<!a)b', 'b'],
  ['(a)\\1', 'aa'],
  ['a**', 'a'],
  ['a{2,3}', 'aaaaa'],
  ['a{,2}', 'a{,2}'],
  ['a{1001}', 'a'],
  ['a{3,2}', 'a'],
  ['*a', 'a'],
  ['a|*', 'a'],
  ['(a', 'a'],
  ['a)', 'a'],
  ['[b-a]', 'a'],
  ['[a-\\d]', 'a'],
  ['[]a]', ']'],
  ['[a\\]-]', '-'],
  ['\\8', 'a'],
  ['\\_\\-', '_-'],
  ['\\y', 'y'],
  ['a\\', 'a'],
  ['(?U)a+', 'aaa'],
  ['(?i:A)b', 'ab AB'],
  ['(?-i)a', 'a'],
  ['(?x)a', 'a'],
  ['[^a]', '\n'],
  ['\\d\\s\\w', '1 a'],
  ['\\D\\S\\W', 'a1-'],
  ['[\\d\\-]+', '1-2'],
  ['a??b', 'ab'],
  ['(a+)(a+)', 'aaaa'],
  ['(a+?)(a+)', 'aaaa'],
  ['(|a)+', 'aaa'],
  ['(a|)+b', 'aab'],
  ['(?:(a)|b)*', 'ab'],
  ['(a?)*?b', 'aab'],
  ['k', '\u212a'],
  ['(?i)k', '\u212a'],
  ['(?i)[^x]', 'X'],
  ['(?i)straße', 'STRASSE'],
  ['\\C', 'a'],
  ['(?P<a>x)(?P<a>y)', 'xy'],
  ['(?P<>x)', 'x'],
  ['$^', ''],
  ['\\B', 'ab'],
  ['[[:foo:]]', 'a'],
  ['\\pX', 'a'],
  ['(a{500}){3}', 'a'],
  ['\\101', 'A'],
  ['[\\101]', 'A'],
  ['\\0', '\u0000'],
  ['(?i)ſ', 'S'],
  ['^*', 'a'],
  ['(^a)', 'aa'],
  ['a.c', 'a\u2028c'],
  ['[\u{1F600}-\u{1F64F}]', '😀'],
  ['-r\\d+$|sha256:', '1.2-r3'],
  ['(-?[^a-z\\d\\-])+-?', 'a.b__c-'],
];
each('regexMatch mustRegexMatch regexFind mustRegexFind', ...patterns);
each('regexFindAll mustRegexFindAll', ...patterns.map(([pattern, text]) => [pattern, text, -1]), ['a', 'aaa', 2], ['a', 'aaa', 0], ['x', 'a', -1]);
each('regexReplaceAll regexReplaceAllLiteral', ...patterns.map(([pattern, text]) => [pattern, text, '<$1-$0>']), ['(?P<n>a)(b)', 'abab', '${n}x$n$2y$$z${2}q$3$'], ['a', 'a', '$1x'], ['(a)', 'a', '$1x'], ['', 'abc', '-'], ['b*', 'abc', '-']);
each('regexSplit mustRegexSplit', ...patterns.map(([pattern, text]) => [pattern, text, -1]), [',', 'a,b,c', 2], [',', 'a,b,c', 0], ['', 'abc', -1], ['', '', -1], ['a', '', -1], ['z*', 'pizza', -1], ['z+', 'pizza', 1], ['a', 'aaa', -1]);

// printf
of(
  'printf',
  ['%s-%s', 'a', 'b'],
  ['%d', 5],
  ['%05d|%-5d|%+d|% d|%x|%X|%#x|%o|%b|%c|%U|%q', 42, 42, 42, 42, 255, 255, 255, 8, 5, 65, 65, 65],
  ['%s', 5],
  ['%d', 'a'],
  ['%s', null],
  ['%v', null],
  ['%v %v %v', 'a', 1, true],
  ['%v', ['a', 1.5, null]],
  ['%v', { b: 1.5, a: ['x'] }],
  ['%q', 'a"b\n'],
  ['%q', ['a', 'b']],
  ['%t', true],
  ['%t', 'a'],
  ['%f|%.2f|%8.3f|%-8.1f|%+.1f|%08.2f', 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, -3.14159],
  ['%e|%.2E|%g|%G', 123456.789, 0.00012, 1e21, 1.5e-7],
  ['%g|%g|%g|%.3g|%.10g', 100000.5, 1234567.5, 0.0001, 1234.5, 1234.5],
  ['%.2e|%.1f|%.3g', 1.125, 0.25, 1.1235],
  ['%5s|%-5s|%.2s|%5.1s', 'abc', 'abc', 'abc', 'abc'],
  ['%x|%X|% x|%#x', 'hé', 'hé', 'hé', 'hé'],
  ['%%'],
  ['%'],
  ['%!'],
  ['%z', 1],
  ['%s'],
  ['%s', 'a', 'b'],
  ['no verbs', 'a', 1, null],
  ['%[2]s %[1]s', 'a', 'b'],
  ['%[3]s', 'a'],
  ['%*d', 5, 42],
  ['%.*f', 2, 3.14159],
  ['%T %T %T %T %T', 'a', 1, true, [], {}],
  ['%#v', 'a'],
  ['%#v', { a: ['x'] }],
  ['%d', [1.5]],
  ['%s', ['a', 'b']],
  ['%s', { a: 'b' }],
  ['%6.2f%%', 12.345],
  ['%3c|%-3c|', 65, 66],
  ['%s', true],
  ['%d', true],
  ['%5t', true],
  ['%05s', 'ab'],
  ['%+q', 'é'],
  ['%#q', 'a`b'],
  ['%#q', 'ab'],
  ['%5v|%-5v|', 'a', 1],
  ['%.0f|%.0f|%.0f', 0.5, 1.5, 2.5],
  ['%5d', -3],
  ['%05d', -3],
  ['%.3d', 5],
  ['%10.3d|', 5],
  ['%é', 1],
  ['日本%s', '語'],
  [5],
  ['%d %s', 'x', 5],
  ['%v', 1.5],
  ['%v', 0.000001],
  ['%6v|%06d', 1.5, 12],
  ['%w', 'a'],
  ['%p', 'a'],
  ['%U', 128512],
  ['%#U', 128512],
  ['%O', 8],
  ['%-010d|', 5],
);

// Encodings, YAML, JSON
each('b64dec b32dec', [''], ['aGVsbG8='], ['aGVsbG8'], ['a'], ['aGVs\nbG8='], ['!!!!'], ['aGVsbG8=x'], ['NBSWY3DP'], ['NBSWY3DPEE======'], ['NBSWY3D'], ['nbswy3dp'], ['aGV$bG8='], ['QQ=='], ['QQ='], ['Q==='], ['QUI='], ['====']);
each('toJson toRawJson toPrettyJson toYaml mustToJson mustToYaml', [M], [L], ['<a href="x">&\u2028</a>'], [{ b: { c: [], d: {} }, a: [[1], []] }], ['a\nb'], [UNICODE], [{ 10: 1, 9: 2, a: 3 }]);
each('fromJson fromYaml', ['{"a": [1, {"b": null}]}'], ['{}'], ['null'], ['']);
each('fromJsonArray fromYamlArray', ['[1, "a", {"b": 1}]'], ['[]'], ['null']);
of('fromYaml', ['a: 1\nb:\n  - x\n'], ['a: 1\n---\nb: 2\n'], ['# only a comment']);
of('fromYamlArray', ['- a\n- b: 1\n'], ['']);
of('mustFromJson', ['[1]'], ['"x"'], ['{'], ['']);

// Times
const TIME = 1700000000;
of(
  'dateInZone',
  ['2006-01-02T15:04:05Z07:00', TIME, 'UTC'],
  ['Mon Jan _2 15:04:05 2006', TIME, 'UTC'],
  ['Monday, January 2 2006, 3:04PM', TIME, 'UTC'],
  ['02 Jan 06 15:04 MST', TIME, 'UTC'],
  ['2006-01-02 15:04 -0700', TIME, 'America/New_York'],
  ['15:04:05.000 pm 002 __2', TIME, 'UTC'],
  ['Z0700 -07 -07:00 Z07:00', TIME, 'Asia/Kolkata'],
  ['2006', TIME, 'No/Where'],
  ['January Janet Monday Mondays', TIME, 'UTC'],
  ['1/2/06 03:4:5', TIME, 'UTC'],
);
of('htmlDateInZone', [TIME, 'UTC'], [TIME, 'Asia/Tokyo']);
of('durationRound', ['2h10m5s'], ['2400h10m5s'], ['90s'], ['1s'], ['x'], ['-50h'], ['1.5h'], ['20000h']);
of('duration', ['95'], ['3600'], ['0'], ['x'], ['-61']);

// Paths and URLs
each('base dir clean ext isAbs', ['/a/b/c.txt'], ['a/b/'], [''], ['/'], ['a'], ['../a/../b'], ['/../a'], ['a//b/./c'], ['.bashrc'], ['a.b/c'], ['//'], ['a/..'], ['./']);
of('urlParse', ['http://user:pw@host:8080/p/a th?q=1&r=2#frag'], ['mailto:a@b.c'], ['/a/b?x'], [''], ['http://[::1]:80/x'], ['//host/p'], ['a:b:c'], ['1a:b'], ['http://h/%41%2f'], ['HTTP://Host'], ['http://h:port/']);
of('urlJoin', [{ scheme: 'http', host: 'h:80', path: '/p a', query: 'q=1', fragment: 'f g', userinfo: 'u:p' }], [{ scheme: 'mailto', opaque: 'a@b' }], [{ host: 'h', path: 'p' }], [{ path: '/x' }], [{}], [{ scheme: 1 }]);
of('urlquery', ['a b&c=d/é~!*()'], ['a', 'b']);
of('lookup', ['v1', 'Secret', 'ns', 'n']);
of('getHostByName', ['localhost']);

export { cases };
