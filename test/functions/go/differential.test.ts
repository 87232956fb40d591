import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ask, makeChart } from '../../../tools/record/record-go-functions.ts';
import { answerOf } from './evaluate.ts';
import { goFunctions } from './parts.ts';

/** Arguments for each type of a parameter, as Go templates write them; any of them may meet any parameter. */
const POOL: Readonly<Record<string, readonly string[]>> = {
  string: [
    '""',
    '"a"',
    '"Hello World"',
    '"héllo ß 日本"',
    '" \\t x\\n"',
    '"a,b,c"',
    '"1.2.3"',
    '"fooBar-baz_qux"',
    '"[a-c]+"',
  ],
  int: ['0', '1', '2', '-1', '7'],
  bool: ['true', 'false'],
  float64: ['0.5', '1.0'],
  'map[string]interface {}': ['(dict)', '(dict "a" (dict "b" 1))', '(dict "a" nil)', 'nil'],
  'time.Time': ['(toDate "2006-01-02" "2020-05-06")'],
  'interface {}': [
    'nil',
    '"12"',
    '0',
    '-3',
    '1.5',
    '1e6',
    'true',
    '(list)',
    '(list 1 "a" nil)',
    '(dict "a" 1)',
    '(until 3)',
    '(int64 80)',
    '(splitList "," "b,a")',
    '(semver "1.2.3")',
  ],
};

/** What differs on purpose (recorded.test.ts) or takes long. */
const LEFT_OUT = /^(?:keys|values|from|gen|bcrypt|htpasswd|derive|buildCustom|deepCopy|mustDeepCopy|getHost)/;

const call = fc
  .constantFrom(...Object.keys(goFunctions).filter((name) => !LEFT_OUT.test(name) && !goFunctions[name]?.unstable))
  .chain((name) => {
    const definition = goFunctions[name];
    const types = [...(definition?.parameters ?? [])] as string[];
    if (definition?.variadic) types.push(types.at(-1) as string);
    const any = POOL['interface {}'] as readonly string[];
    const args = types.map((type) => fc.constantFrom(...(POOL[type] ?? any)));
    return fc.tuple(...args).map((texts) => [name, ...texts].join(' '));
  });

describe.skipIf(!process.env.HELM)('real Helm', () => {
  const folder = makeChart();
  afterAll(() => rmSync(folder, { recursive: true }));

  it('when a function is called with any arguments then both answer alike', { timeout: 600_000 }, () => {
    const calls = fc.sample(call, Number(process.env.CALLS ?? 150));
    for (const { call: text, answer, bytes, error } of ask(calls, folder)) {
      const encoding = bytes === undefined ? 'utf8' : 'base64';
      const helm =
        error === undefined ? Buffer.from(bytes ?? answer ?? '', encoding).toString('latin1') : `error: ${error}`;
      expect(answerOf(text), text).toBe(helm);
    }
  });
});
