import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../src/functions/policy/handlebars.ts';
import { parseJson, toJson } from '../../src/yaml/json.ts';
import { isMap, type Value } from '../../src/yaml/value.ts';

// Generated calls, answered by this and by real Helm, many of them in one template.

type Call = [name: string, ...args: Value[]];

const HELM = process.env.HELM;

function ours(name: string, args: Value[]): string {
  const definition = functions[name];
  if (!definition) throw new Error(`no function ${name}`);
  try {
    return toJson(callFunction(name, definition, args));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ProblemError') throw error;
    return `error: ${error.message}`;
  }
}

function expression([name, ...args]: Call): string {
  const argument = (value: Value): string => {
    const json = toJson(value);
    if (Array.isArray(value)) return `(fromJsonArray ${JSON.stringify(json)})`;
    return isMap(value) ? `(fromJson ${JSON.stringify(json)})` : JSON.stringify(value);
  };
  return [name, ...args.map(argument)].join(' ');
}

describe.skipIf(!HELM)('generated calls', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'functions-'));
    mkdirSync(join(folder, 'templates'));
    writeFileSync(join(folder, 'Chart.yaml'), '{"apiVersion":"v2","name":"c","version":"1.0.0"}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function askHelm(calls: Call[]): string[] {
    const lines = calls.map((call) => `- {{ ${expression(call)} | toJson }}`);
    writeFileSync(join(folder, 'templates', 'a.yaml'), ['answers:', ...lines].join('\n'));
    const stdout = execFileSync(HELM as string, ['template', 'r', folder], { encoding: 'utf8', maxBuffer: 1 << 28 });
    return stdout.split('\n').flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []);
  }

  function compare(calls: Call[]): void {
    const theirs = askHelm(calls);
    expect(theirs).toHaveLength(calls.length);
    const differences = calls.flatMap(([name, ...args], i) => {
      const helm = toJson(parseJson(theirs[i] as string));
      const own = ours(name, args);
      // A list that Go calls nil is an empty one.
      return own === helm || (own === '[]' && helm === 'null') ? [] : [{ call: [name, ...args], helm, own }];
    });
    expect(differences).toEqual([]);
  }

  const text = (characters: string, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...characters), maxLength });

  const pattern = fc
    .array(
      fc.constantFrom(
        ...'a b k . \\d \\w \\W \\s [ab] [^a] [a-c] [[:alpha:]] \\pL ( (?: (?i) (?i: (?P<n> ) ) | ^ $ \\b \\B * + ? *? +? ?? {2} {1,2} {0,}? \\A \\z é 😀 \\n (?s) (?m) (?U) (|a) \\Qa+\\E - ] [ \\. x'.split(
          ' ',
        ),
      ),
      { minLength: 1, maxLength: 9 },
    )
    .map((parts) => parts.join(''));
  const search = fc.tuple(pattern, text('abcAKké😀\n 1-xsſ', 10));

  it('when any expression is matched then both agree, on what is malformed too', () => {
    compare(fc.sample(search, 4000).map(([source, subject]): Call => ['regexMatch', source, subject]));
  });

  it('when an expression searches, replaces and splits then both agree', () => {
    const valid = fc
      .sample(search, 8000)
      .filter(([source]) => !ours('mustRegexMatch', [source, '']).startsWith('error'));
    expect(valid.length).toBeGreaterThan(1000);
    compare(
      valid.flatMap(([source, subject]): Call[] => [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Go's templates
        ['regexReplaceAll', source, subject, '<$0|$1|$2|${n}>'],
        ['regexFindAll', source, subject, -1],
        ['regexSplit', source, subject, -1],
      ]),
    );
  });

  const number = fc.constantFrom('0', '1', '2', '3', '10');
  const version = fc
    .tuple(number, number, number, fc.constantFrom('', '', '-alpha', '-alpha.1', '-1', '-rc.2', '+b'))
    .map(([major, minor, patch, suffix]) => `${major}.${minor}.${patch}${suffix}`);
  const part = fc
    .tuple(
      fc.constantFrom('', '=', '!=', '>', '<', '>=', '<=', '~', '^', '~>', '=>'),
      fc.oneof(
        version,
        number,
        fc.tuple(number, number).map((parts) => parts.join('.')),
        fc.constantFrom(...'* 1.x x 0.x 1.2.x 1.* 0.0.x'.split(' ')),
      ),
    )
    .map((parts) => parts.join(''));
  const joined = (of: fc.Arbitrary<string>, separator: string) =>
    fc.array(of, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(separator));

  it('when a version meets a constraint then both agree', () => {
    const constraint = joined(joined(part, ', '), ' || ');
    compare(fc.sample(fc.tuple(constraint, version), 6000).map(([one, other]): Call => ['semverCompare', one, other]));
  });

  const float = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8),
    fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 1000),
    fc.integer({ min: -50, max: 50 }),
  );

  it('when numbers are computed then both agree', () => {
    compare(
      fc.sample(fc.tuple(float, float, fc.integer({ min: 0, max: 4 })), 2000).flatMap(([a, b, places]): Call[] => {
        const pairs = [...'addf subf mulf add sub mul max min maxf minf'.split(' '), ...(b === 0 ? [] : ['divf'])];
        const whole = Math.trunc(b) === 0 ? [] : ['div', 'mod'];
        const single: Call[] = ['floor', 'ceil', 'int', 'toString'].map((name) => [name, a]);
        return [...[...pairs, ...whole].map((name): Call => [name, a, b]), ...single, ['round', a, places]];
      }),
    );
  });

  it('when numbers and strings are formatted then both agree', () => {
    const verbs =
      '%s %d %v %q %5s %-5d| %05d %x %t %+d %.2f %6.1f %e %g %c %o %08.3f %.3s % x %X %+v %T %#v %5v %% %[1]v %+.1e %G'.split(
        / (?=%)/,
      );
    const value = fc.constantFrom<Value>(
      'a',
      'é"',
      '',
      0.5,
      1.25,
      -2.75,
      0.1,
      123.456,
      true,
      false,
      0,
      1,
      -1,
      42,
      255,
      1000,
    );
    const calls = fc
      .sample(fc.tuple(fc.array(fc.constantFrom(...verbs), { maxLength: 3 }), fc.array(value, { maxLength: 3 })), 5000)
      // Whole numbers are ints to Helm where they are in a template, and have no %f there.
      .filter(([parts, args]) => !/%[-+0-9.]*[efgG]/.test(parts.join('')) || !args.some(Number.isInteger));
    compare(calls.map(([parts, args]): Call => ['printf', parts.join(' é'), ...args]));
  });

  it('when strings are changed then both agree', () => {
    const cases = 'kebabcase snakecase title untitle swapcase upper lower'.split(' ');
    compare(fc.sample(text('aBcD12-_ .éÉZ', 12), 1500).flatMap((word) => cases.map((name): Call => [name, word])));
    const paths = 'base dir clean ext isAbs'.split(' ');
    compare(fc.sample(text('a/./b', 10), 1000).flatMap((path) => paths.map((name): Call => [name, path])));
    const width = fc.integer({ min: 0, max: 12 });
    compare(
      fc.sample(fc.tuple(text('ab  c', 30), width, width), 1500).flatMap(([line, one, other]): Call[] => [
        ['wrap', one, line],
        ['wrapWith', one, '|', line],
        ['abbrev', one, line],
        ['abbrevboth', one, other, line],
        ['trunc', one - 6, line],
      ]),
    );
  });

  it('when base64 is decoded then both agree, on where it is malformed too', () => {
    const calls = fc.sample(text('aQ=\n1!/', 9), 3000).map((encoded): Call => ['b64dec', encoded]);
    // Bytes that are no text stay what they are in Go.
    compare(calls.filter(([name, ...args]) => !/[^ -~]|\\u/.test(ours(name, args))));
  });

  const tree = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Value>(null, 0, 1, '', 'x', true, false),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: false }),
    ),
  })).value;
  const map = fc.dictionary(fc.constantFrom('a', 'b', 'c'), tree, { maxKeys: 3 });

  it('when maps are merged then both agree', () => {
    compare(
      fc.sample(fc.tuple(map, map, map), 2000).flatMap((maps): Call[] => [
        ['merge', ...maps],
        ['mergeOverwrite', ...maps],
      ]),
    );
  });
});
