import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../src/functions/policy/handlebars.ts';
import { parseJson, toJson } from '../../src/yaml/json.ts';
import { isMap, type Value } from '../../src/yaml/value.ts';

// What real Helm answers, recorded by tools/record/functions.ts.
const recorded = parseJson(readFileSync(new URL('recorded.json', import.meta.url), 'utf8'));
if (!isMap(recorded) || !Array.isArray(recorded.calls)) throw new Error('recorded.json has no calls');

interface Call {
  readonly name: string;
  readonly args: Value[];
  /** As JSON; `error` where Helm stops. */
  readonly answer: string;
}

const calls: Call[] = recorded.calls.filter(isMap).map(({ call, answer, error }) => {
  const [name, ...args] = call as [string, ...Value[]];
  return { name, args, answer: error === true ? 'error' : toJson(answer ?? null) };
});

/** Where these functions differ on purpose: the calls, and the answers of Helm and of this program. */
const DIFFERENCES: readonly {
  readonly why: string;
  readonly calls: RegExp;
  readonly helm: RegExp;
  readonly ours: RegExp;
}[] = [
  {
    why: 'there is one type of numbers: all are float64, as those of a values file are in Helm',
    calls: /^(kindOf|typeOf) \[/,
    helm: /^"int"$/,
    ours: /^"float64"$/,
  },
  {
    why: 'a list or map that is nil in Go is empty',
    calls:
      /^(concat|rest|initial|mustRest|mustInitial|regexFindAll|mustRegexFindAll|regexSplit|mustRegexSplit|fromJson|fromJsonArray) /,
    helm: /^null$/,
    ours: /^(\[\]|\{\})$/,
  },
  {
    why: 'null is not a map: a missing value is reported, which Helm does for a field but not for the word nil',
    calls: /^(get|hasKey|omit|merge|mergeOverwrite|mustMerge|mustMergeOverwrite) .*null/,
    helm: /^(""|false|\{\}|\{"a":1\})$/,
    ours: /^error: wrong type for argument \d of \w+: expected a map, got null$/,
  },
  { why: 'a copy of null is null', calls: /^deepCopy \[null\]/, helm: /^error$/, ours: /^null$/ },
  {
    why: 'strings consist of characters; sprig treats some bytes as characters',
    calls: /^(initials|nospace) /,
    helm: /^("[^"]*"|error)$/,
    ours: /^"[^"\u0080-\u00a0]*"$/,
  },
  { why: 'no character is cut in half', calls: /^trunc \[2,"hé"\]/, helm: /^"h\ufffd"$/, ours: /^"h"$/ },
  { why: 'a string of one connector is not doubled', calls: /^camelcase \["-"\]/, helm: /^"--"$/, ours: /^"-"$/ },
  { why: 'numbers are finite', calls: /^float64 \["inf"\]/, helm: /^error$/, ours: /^0$/ },
  {
    why: 'a version is a map of its parts; Go prints it as a string',
    calls: /^semver /,
    helm: /^"/,
    ours: /^\{"Major":1,/,
  },
  {
    why: 'numbers are printed as in JSON, with all their digits',
    calls: /^printf \["%v",/,
    helm: /^"1e-06"$/,
    ours: /^"0\.000001"$/,
  },
  {
    why: 'the message about malformed data names another place',
    calls: /^b32dec /,
    helm: /^"illegal base32 data at input byte \d"$/,
    ours: /^"illegal base32 data at input byte \d"$/,
  },
  {
    why: 'the message about malformed JSON differs',
    calls: /^fromJson \[""\]/,
    helm: /^\{"Error":/,
    ours: /^\{"Error":/,
  },
  {
    why: 'a string outside of maps and lists is printed so that it is read back in any place',
    calls: /^(toYaml|mustToYaml) \["/,
    helm: /^"('|\|-)/,
    ours: /^"\\"/,
  },
];

function answer({ name, args }: Call): string {
  const definition = functions[name];
  if (!definition) throw new Error(`no function ${name}`);
  try {
    return toJson(callFunction(name, definition, args));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ProblemError') throw error;
    return `error: ${error.message}`;
  }
}

describe(`Helm ${recorded.helm as string}`, () => {
  const used = new Set<string>();

  describe.each([...new Set(calls.map(({ name }) => name))])('%s', (name) => {
    it('answers as Helm does, but for the differences on the list', () => {
      for (const call of calls.filter((one) => one.name === name)) {
        const ours = answer(call);
        if (call.answer === 'error' ? ours.startsWith('error: ') : ours === call.answer) continue;
        const title = `${name} ${toJson(call.args)}`;
        const difference = DIFFERENCES.find(
          (one) => one.calls.test(title) && one.helm.test(call.answer) && one.ours.test(ours),
        );
        if (difference) used.add(difference.why);
        else expect(ours, title).toBe(call.answer);
      }
    });
  });

  it('differs only where the list contains it', () => {
    expect(DIFFERENCES.map(({ why }) => why).filter((why) => !used.has(why))).toEqual([]);
  });

  it('was asked about every function that returns the same result each time', () => {
    const asked = new Set(calls.map(({ name }) => name));
    const alone = Object.keys(functions).filter((name) => !asked.has(name) && functions[name]?.unstable === undefined);
    // Helm prints these in the machine's own time zone, or needs keys; other tests have them.
    expect(alone.sort()).toEqual(
      'buildCustomCert date dateModify date_in_zone date_modify decryptAES htmlDate mustDateModify mustToDate must_date_modify toDate unixEpoch osBase osClean osDir osExt osIsAbs mustDeepCopy mustRegexReplaceAll mustRegexReplaceAllLiteral mustToPrettyJson mustToRawJson'
        .split(' ')
        .sort(),
    );
  });
});
