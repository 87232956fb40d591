import { describe, expect, it } from 'vitest';
import { fail } from '../../src/problem/problem.ts';
import { computeValues, type ValuesRequest } from '../../src/values/index.ts';
import { locationOf } from '../../src/values/location.ts';
import { toJson } from '../../src/yaml/json.ts';

const FILES: { readonly [name: string]: string | Uint8Array } = {
  f: 'a: 1\n',
  g: 'b: 2\n',
  latin: Buffer.from('a: "\xe9"\n', 'latin1'),
  wide: Buffer.from('\ufeffa: é\n', 'utf16le').swap16(),
  mark: Buffer.from('\xfea: 1\n', 'latin1'),
  'other-mark': Buffer.from('a\xff: 1\n', 'latin1'),
  windows: Buffer.from('\ufeffa: 1\n', 'utf16le'),
};

async function load(given: Omit<ValuesRequest, 'defaults'>) {
  const asked: string[] = [];
  const io = {
    readFile: async (path: string) => {
      asked.push(path);
      const content = FILES[path];
      if (content === undefined)
        throw Object.assign(new Error('the reason'), { code: path.startsWith('E') ? path : 'ENOENT' });
      return content;
    },
    readStdin: async () => 'stdin: true\n',
    fetch: async (url: string) => {
      if (url.endsWith('/gone')) throw new Error('404 Not Found');
      if (url.endsWith('/refused')) fail({ code: 'file', message: 'the whole reason' });
      return `from: ${url}\n`;
    },
  };
  const { values, problems } = await computeValues({ ...given, defaults: { path: 'values.yaml', text: '' } }, io);
  const [first] = problems;
  return { json: toJson(values), first, asked };
}

describe('where -f reads from', () => {
  it.each([
    [['f,g'], '{"a":1,"b":2}'],
    [['-'], '{"stdin":true}'],
    [[' - '], '{"stdin":true}'],
    [['-', '-', 'f'], '{"a":1,"stdin":true}'],
    [['https://example.org/v.yaml'], '{"from":"https://example.org/v.yaml"}'],
    [['HTTP://example.org/v.yaml'], '{"from":"HTTP://example.org/v.yaml"}'],
    [['wide'], '{"a":"é"}'],
    [[''], '{}'],
  ])('when it is given %j, then the values are %s', async (files, expected) => {
    expect(await load({ files })).toMatchObject({ json: expected, first: undefined });
  });

  it.each([
    [['none'], 'file', 'open none: no such file or directory'],
    [['f,,g'], 'file', 'open : no such file or directory'],
    [['EISDIR'], 'file', 'read EISDIR: is a directory'],
    [['https://example.org/gone'], 'file', 'failed to fetch https://example.org/gone : 404 Not Found'],
    [['oci://example.org/x'], 'file', 'failed to fetch oci://example.org/x: values cannot be read from a registry'],
    [['://x'], 'file', 'parse "://x": missing protocol scheme'],
    [['%zz'], 'file', 'parse "%zz": invalid URL escape "%zz"'],
    [
      ['f"'],
      'usage',
      'invalid argument "f\\"" for "-f, --values" flag: parse error on line 1, column 2: bare " in non-quoted-field',
    ],
    [['latin'], 'yaml-syntax', 'latin is not valid UTF-8'],
    [['windows'], 'yaml-syntax', 'windows is not valid UTF-8'],
    [['mark'], 'yaml-syntax', 'mark is not valid UTF-8'],
    [['other-mark'], 'yaml-syntax', 'other-mark is not valid UTF-8'],
    [['https://example.org/refused'], 'file', 'the whole reason'],
    [['EACCES'], 'file', 'open EACCES: permission denied'],
    [['EPERM'], 'file', 'open EPERM: operation not permitted'],
    [['ENOTDIR'], 'file', 'open ENOTDIR: not a directory'],
    [['ELOOP'], 'file', 'open ELOOP: too many levels of symbolic links'],
    [['ENAMETOOLONG'], 'file', 'open ENAMETOOLONG: file name too long'],
    [['EMFILE'], 'file', 'open EMFILE: too many open files'],
    [['EFBIG'], 'file', 'open EFBIG: file too large'],
    [['EOTHER'], 'file', 'open EOTHER: the reason'],
  ])('when it is given %j, then that is an error and there are no values', async (files, code, message) => {
    expect(await load({ files, set: ['x=1'] })).toMatchObject({
      json: '{}',
      first: { severity: 'error', code, message },
    });
  });

  it.each([
    ['none', 'names are relative to the current directory; - is standard input'],
    ['EISDIR', 'name a file in it'],
    ['EACCES', 'let it be read by the user that runs this'],
    ['EFBIG', 'a values file has at most 33554432 bytes'],
    ['EMFILE', undefined],
    ['latin', 'save it in UTF-8'],
  ])('when %s cannot be read, then the hint is %j', async (name, hint) => {
    const { first } = await load({ files: [name] });
    expect(first?.hint).toBe(hint);
    if (name !== 'latin') expect(first?.where).toEqual({ flag: { name: '-f', text: name } });
  });

  it('when the names cannot be split, then the problem points at the argument', async () => {
    expect((await load({ files: ['f', 'g"'] })).first).toMatchObject({
      where: { flag: { name: '-f', text: 'g"' } },
      hint: 'write a name with a comma or a double quote in double quotes, with "" for a quote',
    });
  });

  it('when a file is not UTF-8, then the problem points at the byte', async () => {
    expect((await load({ files: ['latin'] })).first?.where).toMatchObject({ file: 'latin', line: 1, column: 5 });
  });
});

describe('a file name', () => {
  it.each([
    ['-', 'stdin'],
    ['\t- ', 'stdin'],
    ['--', 'file'],
    ['', 'file'],
    ['%41', 'file'],
    ['a:', 'file'],
    ['a:b', 'file'],
    ['a+.-1:b', 'file'],
    ['./a:b', 'file'],
    ['a/b:c', 'file'],
    ['x:%zz', 'file'],
    ['a?%zz', 'file'],
    ['a?x:y', 'file'],
    ['a#%41', 'file'],
    ['a b', 'file'],
    ['./http://a', 'file'],
    ['a/http:b', 'file'],
    ['http', 'file'],
    ['httpx://a', 'file'],
    ['http:x', 'url'],
    ['HTTPS://x/%41', 'url'],
    ['oci', 'file'],
    ['OCI:x', 'oci'],
  ])('when it is %j, then Helm takes it for a %s', (name, kind) => {
    expect(locationOf(name)).toEqual({ kind });
  });

  /** Each as Helm 4.2.4 prints it. */
  it.each([
    ['://x', 'parse "://x": missing protocol scheme'],
    [':a', 'parse ":a": missing protocol scheme'],
    ['%zz', 'parse "%zz": invalid URL escape "%zz"'],
    ['a%4', 'parse "a%4": invalid URL escape "%4"'],
    ['%41%', 'parse "%41%": invalid URL escape "%"'],
    ['a%4g', 'parse "a%4g": invalid URL escape "%4g"'],
    ['1a:b', 'parse "1a:b": first path segment in URL cannot contain colon'],
    ['\u00c9:b', 'parse "\u00c9:b": first path segment in URL cannot contain colon'],
    ['/a%zz', 'parse "/a%zz": invalid URL escape "%zz"'],
    ['x:/%zz?', 'parse "x:/%zz?": invalid URL escape "%zz"'],
    ['a#%zz', 'parse "a#%zz": invalid URL escape "%zz"'],
    ['a?b#c#%zz', 'parse "a?b#c#%zz": invalid URL escape "%zz"'],
    ['a%zz#%yy', 'parse "a%zz": invalid URL escape "%zz"'],
    ['a\tb', 'parse "a\\tb": net/url: invalid control character in URL'],
    ['a\x7f', 'parse "a\\x7f": net/url: invalid control character in URL'],
  ])('when it is %j, then Helm refuses it: %s', (name, error) => {
    expect(locationOf(name)).toEqual({ kind: 'invalid', error });
  });
});

describe('--set-file', () => {
  it('when a flag before it is refused, then that is the problem', async () => {
    expect((await load({ set: ['a'], setFile: ['b=none'] })).first?.message).toBe(
      'failed parsing --set data: key "a" has no value',
    );
  });

  it('when a file is missing, then the ones after it are not read', async () => {
    const { first, asked } = await load({ setFile: ['a=f,b=none,c=g'] });
    expect(first).toMatchObject({
      code: 'file',
      message: 'failed parsing --set-file data: open none: no such file or directory',
      where: { flag: { offset: 6 } },
    });
    expect(asked).toEqual(['f', 'none']);
  });

  it('when the file is not UTF-8, then it is read as well as can be, with a warning', async () => {
    expect(await load({ setFile: ['x=latin'] })).toMatchObject({
      json: '{"x":"a: \\"\ufffd\\"\\n"}',
      first: {
        severity: 'warning',
        code: 'file',
        message: 'latin is not valid UTF-8: each invalid byte becomes U+FFFD',
        where: { flag: { name: '--set-file', text: 'x=latin', offset: 2 } },
        hint: 'encode the file first, for example in base64',
      },
    });
  });

  it('when it names standard input, then that is read once', async () => {
    expect((await load({ setFile: ['x=-,y=-'] })).json).toBe('{"x":"stdin: true\\n","y":""}');
  });
});

it('when there is a platform, then it is between the defaults and the files', async () => {
  const platform = { name: 'platforms/x.yaml', text: 'a: 0\np: 1\n' };
  expect((await load({ platform, files: ['f'] })).json).toBe('{"a":1,"p":1}');
});
