import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { kiloChart, makeDirectory } from './program.ts';

const helm = process.env.HELM;

const VALUES = String.raw`image: {repository: nginx, tag: "1.2"}
hosts:
- {host: a, port: 80, paths: [{path: /}, {path: /x}], tls: true}
- {host: b, port: 8080, paths: [{path: /y}]}
- {host: c, port: 443, paths: []}
empty: []
nums: [1, 2.5, 1000000, 1e3, 0x10]
big: 12345678901234567890
float: 0.1
"null": null
html: "<a>&"
m: {"a.b": 1, a-b: 2}
bools: [true, false, null]
uni: "é\u2028"
fl: {a: 100000000, "b<": "<"}
date: 2020-01-01
`;

const directory = makeDirectory({
  'db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 0.1.0\n',
  'db/values.yaml': VALUES,
  'db/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
});

/** Templates, and what Helm 4.2.4 prints of them; where it cannot parse one, its message. */
const PRINTED: readonly (readonly [template: string, text: string])[] = [
  ['{.}', ''],
  [
    '{@}',
    '{"big":12345678901234567000,"bools":[true,false,null],"date":"2020-01-01","empty":[],"fl":{"a":100000000,"b\\u003c":"\\u003c"},"float":0.1,"hosts":[{"host":"a","paths":[{"path":"/"},{"path":"/x"}],"port":80,"tls":true},{"host":"b","paths":[{"path":"/y"}],"port":8080},{"host":"c","paths":[],"port":443}],"html":"\\u003ca\\u003e\\u0026","image":{"repository":"nginx","tag":"1.2"},"m":{"a-b":2,"a.b":1},"null":null,"nums":[1,2.5,1000000,1000,16],"uni":"\u00e9\\u2028"}',
  ],
  [
    '{$}',
    '{"big":12345678901234567000,"bools":[true,false,null],"date":"2020-01-01","empty":[],"fl":{"a":100000000,"b\\u003c":"\\u003c"},"float":0.1,"hosts":[{"host":"a","paths":[{"path":"/"},{"path":"/x"}],"port":80,"tls":true},{"host":"b","paths":[{"path":"/y"}],"port":8080},{"host":"c","paths":[],"port":443}],"html":"\\u003ca\\u003e\\u0026","image":{"repository":"nginx","tag":"1.2"},"m":{"a-b":2,"a.b":1},"null":null,"nums":[1,2.5,1000000,1000,16],"uni":"\u00e9\\u2028"}',
  ],
  ['{.image}', '{"repository":"nginx","tag":"1.2"}'],
  ['{.image.repository}:{.image.tag}', 'nginx:1.2'],
  ['{.nothere}', ''],
  ['{.image#}', ''],
  ['{range .hosts[*]}{.host}{"\\n"}{end}tail', 'a\nb\nc\ntail'],
  ['{range .hosts[*]}{.host} {range .paths[*]}{.path},{end}{"\\t"}{end}', ''],
  ['{range .empty[*]}{.host}{end}x', ''],
  ['{range .empty[*]}y{end}x', 'x'],
  ['{end}', ''],
  ['{.hosts[0]}', '{"host":"a","paths":[{"path":"/"},{"path":"/x"}],"port":80,"tls":true}'],
  ['{.hosts[-1].host}', 'c'],
  ['{.hosts[0:2].host}', 'a b'],
  ['{.hosts[::2].host}', 'a c'],
  ['{.hosts[5]}', ''],
  ['{.hosts[1:1]}x', 'x'],
  ['{.hosts[*].host}', 'a b c'],
  ['{.hosts[0,1].host}', 'a b'],
  ["{.hosts['host']}", ''],
  ["{['image']['tag']}", '1.2'],
  ["{.image['tag','repository']}", '1.2 nginx'],
  ['{.hosts[?(@.host=="b")].paths}', '[{"path":"/y"}]'],
  ['{.hosts[?(@.host!="b")].host}', 'a c'],
  ['{.hosts[?(@.port==80)].host}', ''],
  ['{.hosts[?(@.port==80.0)].host}', 'a'],
  ['{.hosts[?(@.port>79.5)].host}', 'a b c'],
  ['{.hosts[?(@.tls)].host}', 'a'],
  ['{.hosts[?(@.tls==true)].host}', ''],
  ['{.hosts[?(@.host<"b")].host}', 'a'],
  ['{.hosts[?(@.paths[0].path=="/")].host}', ''],
  ['{..host}', 'a b c'],
  ['{..path}', '/ /x /y'],
  ['{.image..tag}', '1.2'],
  ['{...a}', '1e+08'],
  ['{.nums}', '[1,2.5,1000000,1000,16]'],
  ['{.nums[*]}', '1 2.5 1e+06 1000 16'],
  ['{.big}', '1.2345678901234567e+19'],
  ['{.float}', '0.1'],
  ['{.null}', 'null'],
  ['{.null.x}', ''],
  ['{.html}', '<a>&'],
  ['{.m.a\\.b}', '1'],
  ["{.m['a.b']}", ''],
  ['{.m.a-b}', '2'],
  ['{"quoted \\" text"}', 'quoted " text'],
  ["{'single \\' x'}", "single ' x"],
  ['{"\\u00e9\\n"}', '\u00e9\n'],
  ['{1}', '1'],
  ['{1.5}', '1.5'],
  ['{true}', 'true'],
  ['{foo}', ''],
  ['{-3}', '-3'],
  ['{.image.repository[0]}', ''],
  ['{.image.repository.*}', '110 103 105 110 120'],
  ['{.bools[*]}', 'true false null'],
  ['plain text', 'plain text'],
  ['{.uni}', '\u00e9\u2028'],
  ['{.hosts[0:1:0]}', ''],
  ['{.hosts[2:1]}', ''],
  ['{ .image.tag }', '1.2'],
  ['{.image.tag}{.nothere}', ''],
  ['{.fl.a}', '1e+08'],
  ['{.date}', '2020-01-01'],
  ['{.hosts[].host}', 'a'],
  ['{range .m}{@}{end}', '{"a-b":2,"a.b":1}'],
  ['{range .hosts[*]}{.host}', ''],
  ["{.hosts[*]['host','port']}", 'a b c 80 8080 443'],
];

const REFUSED: readonly (readonly [template: string, message: string])[] = [
  ['{', 'error parsing jsonpath {: unclosed action'],
  ['{.a', 'error parsing jsonpath {.a: unclosed action'],
  ['{.a[}', 'error parsing jsonpath {.a[}: unterminated array'],
  ['x{"}', 'error parsing jsonpath x{"}: unterminated quoted string'],
  ['{1.2.3}', 'error parsing jsonpath {1.2.3}: cannot parse number 1.2.3'],
  ['{.hosts[?(@.x)', 'error parsing jsonpath {.hosts[?(@.x): unclosed array expect ]'],
  ['{[?(@.x==1)}', 'error parsing jsonpath {[?(@.x==1)}: unclosed array expect ]'],
  [
    '{.hosts[?(@.host=~"b")].host}',
    'error parsing jsonpath {.hosts[?(@.host=~"b")].host}: unrecognized character in action: U+007E \'~\'',
  ],
  ['{.hosts[ 0 ]}', 'error parsing jsonpath {.hosts[ 0 ]}: invalid array index  0'],
  ['{.hosts[a]}', 'error parsing jsonpath {.hosts[a]}: invalid array index a'],
  ['{.hosts[-]}', 'error parsing jsonpath {.hosts[-]}: array index - is not a number'],
  ['{#}', "error parsing jsonpath {#}: unrecognized character in action: U+0023 '#'"],
  [
    '{.image.tag,.image.repository}',
    "error parsing jsonpath {.image.tag,.image.repository}: unrecognized character in action: U+002C ','",
  ],
];

const show = (template: string) => kiloChart(directory, ['show', 'values', './db', '--jsonpath', template]);

const ask = (template: string): string =>
  execFileSync(helm as string, ['show', 'values', './db', '--jsonpath', template], {
    cwd: directory,
    encoding: 'utf8',
    stdio: 'pipe',
  });

describe('when show values has a --jsonpath then it prints what Helm prints', () => {
  test.each(PRINTED)('%s', async (template, text) => {
    expect(await show(template)).toMatchObject({ status: 0, stdout: text });
  });

  test.each(REFUSED)('of %s a message', async (template, message) => {
    const { status, stdout, stderr } = await show(template);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  test.skipIf(!helm)('as this Helm does', () => {
    for (const [template, text] of PRINTED) expect(ask(template), template).toBe(text);
    for (const [template, message] of REFUSED) expect(() => ask(template), template).toThrow(message);
  });
});

test('when a part of the template finds nothing then a warning names it', async () => {
  const { stderr } = await show('{.image.tags}');
  expect(stderr).toContain('warning: --jsonpath {.image.tags} prints nothing: tags is not found');
});

test('when another part of a chart is shown then --jsonpath is refused', async () => {
  const { status, stderr } = await kiloChart(directory, ['show', 'chart', './db', '--jsonpath', '{.name}']);
  expect(status).toBe(1);
  expect(stderr).toContain('--jsonpath is not a flag of show chart');
});
