import fc from 'fast-check';
import { escapesOf } from './literals.ts';

/** Calls whose arguments are meant for them: what functions of arbitrary arguments mostly refuse. */

type Text = fc.Arbitrary<string>;

const quoted = (text: string): string => escapesOf(JSON.stringify(text));
const stringOf = (...texts: string[]): Text => fc.constantFrom(...texts).map(quoted);
/** The parts of a call, each of its own kind. */
const call = (name: string, ...parts: readonly Text[]): Text =>
  fc.tuple(...parts).map((texts) => [name, ...texts].join(' '));

const value: Text = fc.constantFrom(
  ...['i', 'f', 'big', 'huge', 'neg', 'zero', 's', 't', 'e', 'yes', 'n', 'l', 'ls', 'mixed', 'el', 'em', 'm', 'keys']
    .concat(['nested', 'lm', 'si', 'sbig', 'sl', 'sm', 'sb', 'sn', 'r', 'nope'])
    .map((name) => `.Values.${name}`),
  ...[
    '1',
    '-7',
    '1.5',
    '1e6',
    '1e21',
    "'x'",
    '"a\\"b"',
    '"\\xff"',
    '"é😀"',
    'true',
    'nil',
    '1i',
    '(list 1 "a" nil 1.5)',
  ],
  ...[
    '(dict "a" 1 "b" (list nil))',
    '.',
    '$',
    '.Files',
    '.Chart',
    '.Release',
    '.Capabilities.KubeVersion',
    '(int64 3)',
  ],
  ...['(list (dict "x" 1) "y")', '(splitList "," "a,b")', '(until 3)', '(toStrings (list 1 2))'],
);
const map: Text = fc.constantFrom(
  ...['.Values.m', '.Values.em', '.Values.keys', '.Values.nested', '.Values.sm', '.Values', '.Values.m.c'],
  ...['(dict "a" 1 "b" (dict "c" (list 1 2)))', '(dict "s" "x" "f" 1.5 "t" true "n" nil)', '$.Values.r', '(dict)'],
);

/** `printf` with every flag, width, precision and verb. */
const format: Text = fc
  .tuple(
    fc.constantFrom('', '', '[2]', '[1]'),
    fc.constantFrom('', '', '', '-', '+', '#', ' ', '0', '+#', '-0', '# ', '+ ', '0-'),
    fc.constantFrom('', '', '', '1', '5', '12', '*'),
    fc.constantFrom('', '', '', '.', '.0', '.1', '.3', '.10', '.*'),
    fc.constantFrom(...'vTtbcdoOqxXUeEfFgGsp%wzi'),
  )
  .map(([index, flags, width, precision, verb]) => `%${flags}${index}${width}${precision}${verb}`);
const formatted: Text = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: format }, fc.constantFrom('', ' ', '|', 'é', '%')), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(
      value.filter((text) => !/^[.$]$|Files|Chart|Release/.test(text)),
      { maxLength: 3 },
    ),
  )
  // Addresses differ from run to run.
  .map(([formats, values]) => ['printf', quoted(formats.join('').replaceAll('p', 'v')), ...values].join(' '));

const layout = stringOf(
  ...['2006-01-02', '2006-01-02T15:04:05Z07:00', 'Mon Jan _2 15:04:05 MST 2006', '02/01/06 03:04PM', '15h', ''],
  ...[
    'Monday January 2 2006',
    '.000 .999 ,000',
    '002 __2',
    'é 2006',
    '-0700 -07:00 Z0700',
    'pm PM',
    '05.00',
    '20060102',
  ],
);
const time: Text = fc.oneof(
  fc.constantFrom('0', '1600000000', '-1', '1.5', '.Values.big', '(int64 86400)', '(toDate "2006-01-02" "2020-02-29")'),
  call('(mustToDate', layout, fc.constantFrom('"2021-03-04")', '"x")', '"2021-03-04T05:06:07Z")', '"05h")')),
);
const zone = stringOf('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Nope/Zone', 'Local', '');
const span = stringOf('1h', '-1h30m', '1.5h', '95s', '1d', '', '10ms', '3us', '-5m10.5s', '48h', 'x');
const dates: Text = fc.oneof(
  call('dateInZone', layout, time, zone),
  call('date_in_zone', layout, time, zone),
  call('date', layout, time),
  call('htmlDateInZone', time, zone),
  call('htmlDate', time),
  call('dateModify', span, time),
  call('mustDateModify', span, time),
  call('unixEpoch', time),
  call('duration', fc.constantFrom('95', '"95"', '"x"', '.Values.i', '1.5', '86400', '(int64 61)', 'nil')),
  call('durationRound', fc.oneof(span, fc.constantFrom('.Values.i', '95', '(int64 1)', 'nil'))),
  call('toDate', layout, stringOf('2021-03-04', '2021-13-04', '', 'Monday March 4 2021')),
);

const version = stringOf(
  ...['1.2.3', 'v1.2', '1', '1.2.3-alpha.1+build.5', '1.25.3-gke.100', '0.0.0', '01.2.3', '1.2.3.4', 'x', ''],
  ...['v1.30.0+k3s1', '2.0.0-rc.1', '1.2.3-', '1.2.3+', '99999999999999999999.0.0', ' 1.2.3', '1.2.x'],
);
const range = stringOf(
  ...['>=1.2', '^1.2', '~1.2.3', '>1, <2', '>=1.20-0', '1.x', '*', '', '!=1.2.3', '<1 || >1.1', '1.2 - 1.5', '~> 1.2'],
  ...['=1.2.3', '=>1', '=<1', '^0.0', '~0', '>=1.2.3-alpha <2.0.0', '1.2.3-alpha', 'x', '>=', '^1.x.2', '>1.2.x', '||'],
);
const versions: Text = fc.oneof(
  { weight: 3, arbitrary: call('semverCompare', range, version) },
  version.map((text) => `semver ${text}`),
  fc
    .tuple(
      version,
      fc.constantFrom(
        ...['Major', 'Minor', 'Patch', 'Prerelease', 'Metadata', 'Original', 'String', 'IncMajor', 'IncPatch', 'Nope'],
        ...['IncMinor.Original', 'Compare (semver "1.2.3")', 'GreaterThan (semver "1.2.3")', 'Equal (semver "1.2.3")'],
      ),
    )
    .map(([text, name]) => `(semver ${text}).${name}`),
  fc.tuple(range, version).map(([one, other]) => `semver ${other} | semverCompare ${one}`),
);

const pattern = stringOf(
  ...[
    'a+',
    '(a)(b)?',
    '^\\w+$',
    '[a-c]*',
    '\\d{2,}',
    '(?i)AB',
    '(?P<n>a)',
    'a|b|',
    '\\bx',
    '(?s).',
    'é',
    '[[:alpha:]]',
  ],
  ...[
    '(?m)^a$',
    'a*?',
    '\\pL+',
    '[^a]',
    '(',
    'a{1001}',
    '\\Qa.b\\E',
    '(?=a)',
    '\\1',
    '$',
    '',
    '(?U)a+',
    '\\x{e9}',
    '[\\d-z]',
  ],
);
const subject = stringOf('aab', 'ab12cd', 'AB ab', 'héé a', 'a\nb\na', '', 'x.y.x', 'a.b', '😀a', '-_-');
const replacement = stringOf('$1', '${1}x', '$1x', '$$', '${n}', '', '$0$0', '\\1', '$', '${', '$2');
const count = fc.constantFrom('-1', '0', '1', '2', '5');
const patterns: Text = fc.oneof(
  ...['regexMatch', 'mustRegexMatch', 'regexFind', 'mustRegexFind'].map((name) => call(name, pattern, subject)),
  ...['regexFindAll', 'mustRegexFindAll', 'regexSplit', 'mustRegexSplit'].map((name) =>
    call(name, pattern, subject, count),
  ),
  ...['regexReplaceAll', 'mustRegexReplaceAll', 'regexReplaceAllLiteral', 'mustRegexReplaceAllLiteral'].map((name) =>
    call(name, pattern, subject, replacement),
  ),
);

const address = stringOf(
  ...[
    'http://u:p@h.x:80/a/b?q=1&r=é#f',
    'https://h',
    '//h/p',
    'mailto:a@b',
    '/p?q',
    '',
    'http://[::1]:8/',
    'a b',
    '%zz',
  ],
  ...['http://h/%41%2f?a=%20b', 'http://h:x/', ':', 'http://u@h', '?q=1', '#f', 'h:80', 'HTTP://H/P', 'http://h/a#b#c'],
);
const urls: Text = fc.oneof(
  call('urlParse', address),
  call('urlJoin (urlParse', address).map((text) => `${text})`),
  fc
    .uniqueArray(
      fc.constantFrom(
        ...[
          '"scheme" "http"',
          '"host" "h:8"',
          '"path" "/a b"',
          '"query" "x=1 2"',
          '"fragment" "f g"',
          '"userinfo" "u:p"',
        ],
        ...['"opaque" "o"', '"path" "rel"', '"host" ""', '"host" 1', '"nope" "x"'],
      ),
      { maxLength: 4 },
    )
    .map((fields) => `urlJoin (dict ${fields.join(' ')})`),
  call('urlquery', fc.oneof(address, value)),
);

const document = stringOf(
  ...[
    'a: 1\nb: [x, 1.0, null, yes]\n',
    '- a\n- b: c\n',
    'a: &x {p: 1}\nb: *x\n',
    'a: |\n  x\n  y\n',
    'a: 0x1f\nb: 1e3',
  ],
  ...[
    '{"a": {"b": [1, 2.5, "x"]}}',
    'a: "1"\nb: ~',
    '1: x\ntrue: y\n',
    'a: 2001-01-01',
    '',
    'x',
    '<<: {a: 1}',
    'a: |\n  b\n  c',
    'a:\n- |\n  b\n  ',
    'a:\n  b: >\n    c\n\n    d',
    'a:\n- b',
  ],
);
const tables = stringOf(
  ...[
    'a = 1\n[b]\nc = "x"\n',
    'd = 1979-05-27T07:32:00Z',
    'l = [1, 2]\nm = { a = 1.5 }\n',
    '[[t]]\nx = true\n[[t]]\ny = 0x1f',
  ],
  ...[
    'a.b.c = 1',
    '"q k" = \'lit\'',
    's = """\na\\\n  b"""',
    'f = 1e6\ng = inf',
    't = 07:32:00\nd = 1979-05-27',
    'i = 1_000',
  ],
);
const chains: Text = fc.oneof(
  call('toToml', map),
  call('mustToToml', map),
  tables.map((text) => `fromToml ${text}`),
  tables.map((text) => `fromToml ${text} | toToml`),
  tables.map((text) => `fromToml ${text} | toJson`),
  document.map((text) => `fromYaml ${text} | toYaml`),
  document.map((text) => `fromYaml ${text} | toJson | fromJson | toToml`),
  document.map((text) => `fromYamlArray ${text} | toYaml`),
  map.map((text) => `toYaml ${text} | fromYaml | toYaml | nindent 2`),
  value.map((text) => `toJson ${text} | quote`),
  value.map((text) => `toPrettyJson ${text} | indent 1`),
  value.map((text) => `toRawJson ${text} | b64enc | b64dec`),
  value.map((text) => `toYaml ${text} | trim | sha256sum | trunc 8`),
  value.map((text) => `toYamlPretty ${text}`),
);

const key = stringOf('a', 'b', 'c', 's', 'k', 'x.y', '10', '', 'new', 'nested', 'global');
const changes: Text = fc.oneof(
  ...['set', 'set $.Values.m'].map((name) => (name === 'set' ? call(name, map, key, value) : call(name, key, value))),
  call('unset', map, key),
  ...['merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'].flatMap((name) => [
    call(name, map, map),
    call(`${name} (dict)`, map, map),
    call(
      `${name} (deepCopy`,
      map.map((text) => `${text})`),
      map,
    ),
  ]),
  call('dig', key, key, value, map),
  call('dig', key, value, map),
  call('pluck', key, map, map),
  call('pick', map, key, key),
  call('omit', map, key),
  call('get', map, key),
  call('hasKey', map, key),
  call('index', map, key, key),
  call('index', map, key),
);
/** A change, and what everybody sees of it afterwards. */
const changeSeen: Text = fc
  .tuple(changes, fc.constantFrom('.Values.m', '.Values', '.Values.nested', '$.Values.keys'))
  .map(([change, seen]) => `with ${change} }}{{ end }}{{ toJson ${seen}`);

const files: Text = fc.constantFrom(
  '.Files.Get "f.txt"',
  '.Files.Get "nope"',
  '.Files.Lines "f.txt"',
  '.Files.Lines "nope" | len',
  '.Files.AsConfig',
  '.Files.AsSecrets',
  '(.Files.Glob "*.txt").AsConfig | indent 2',
  '(.Files.Glob "**").AsSecrets | nindent 2',
  '.Files.Glob "{f,g}.*" | len',
  '.Files.Glob "[" | len',
  'range $p, $c := .Files.Glob "*" }}{{ $p }}={{ $c | toString }}{{ end }}{{ 1',
  '.Files.Get',
  '.Files.Get 1',
  '.Files.Nope',
  'len .Files',
  'index .Files "f.txt" | toString',
  '.Capabilities.APIVersions.Has "apps/v1"',
  '.Capabilities.APIVersions.Has',
  '.Capabilities.KubeVersion.GitVersion',
  '.Capabilities.KubeVersion.String',
  '.Capabilities.HelmVersion',
  '.Values.AsMap | len',
  '.Values.Table "m"',
  '.Values.Table "m.c" | toJson',
  '.Values.PathValue "m.a"',
  '.Values.PathValue "nope.a"',
  '.Values.YAML',
  '.Chart.Version.x',
  '.Chart.Annotations.x',
  '.Chart.Maintainers | len',
  '.Subcharts | len',
  '.Template.BasePath',
);

const inner: Text = fc.oneof(
  ...[versions, patterns, chains, formatted].map((text) => text.filter((one) => !one.includes('`'))),
  fc.constantFrom(
    '.Values.s',
    'include "dot" .Values.m',
    'include "one" .',
    'tpl .Values.tpl $',
    'fail "x"',
    '.nope.x',
    '$',
  ),
);
const nested: Text = fc.oneof(
  inner.map((text) => `tpl \`[{{ ${text} }}]\` $`),
  inner.map((text) => `tpl \`{{ define "own" }}({{ ${text} }}){{ end }}{{ include "own" . }}\` $`),
  fc
    .constantFrom('.Values.m', '(dict "Values" .Values "Template" .Template)', '$', '1', 'nil')
    .map((scope) => `tpl "{{ .a }}|{{ .Values }}" ${scope}`),
  fc.constantFrom('"dot"', '"yaml"', '"values"', '"change"').map((name) => `include ${name} $ | fromYaml | toJson`),
  fc.constantFrom('"yaml"', '"one"').map((name) => `include ${name} $ | nindent 4 | trim | quote`),
);

const secrets: Text = fc.constantFrom(
  'derivePassword 1 "long" "pw" "user" "site"',
  'derivePassword 2 "pin" "é" "u" "s"',
  'derivePassword 1 "nope" "a" "b" "c"',
  'htpasswd "u" "p" | len',
  'htpasswd "u:x" "p"',
  'bcrypt "p" | len',
  'randAlphaNum 12 | len',
  'randNumeric 0 | len',
  'randAscii 5 | len',
  'randBytes 16 | b64dec | len',
  'encryptAES "key" "text" | decryptAES "key"',
  'decryptAES "key" "x"',
  'genPrivateKey "ed25519" | len',
  'genPrivateKey "nope"',
  'buildCustomCert "a" "b"',
  'uuidv4 | len',
  'randInt 3 4',
  'sha512sum "a" | trunc 10',
  'md5sum "a"',
  'crc32sum "a"',
  'adler32sum "é"',
  'b32enc "\\xff" | b32dec | printf "%q"',
  'b64dec "YQ"',
  'b64enc "\\xff\\x00"',
);

/** One such call, without braces. */
export const special: Text = fc.oneof(
  { weight: 4, arbitrary: formatted },
  { weight: 3, arbitrary: changes },
  { weight: 3, arbitrary: chains },
  { weight: 2, arbitrary: versions },
  { weight: 2, arbitrary: patterns },
  { weight: 2, arbitrary: dates },
  { weight: 2, arbitrary: urls },
  { weight: 2, arbitrary: nested },
  { weight: 1, arbitrary: secrets },
);

/** Such calls, and what only stands for itself. */
export const specialAction: Text = fc.oneof(
  { weight: 4, arbitrary: special },
  { weight: 1, arbitrary: changeSeen },
  { weight: 1, arbitrary: files },
);
