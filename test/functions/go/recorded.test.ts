import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOf } from './evaluate.ts';
import { goFunctions } from './parts.ts';

// What real Helm answers, recorded by tools/record/record-go-functions.ts.
interface Recorded {
  readonly call: string;
  /** Type, `%v` and JSON with `|` between them; in base64 where it is not UTF-8. */
  readonly answer?: string;
  readonly bytes?: string;
  /** Helm's message; `type` where the arguments are refused before the call. */
  readonly error?: string;
}

const { helm, now, calls } = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as {
  readonly helm: string;
  /** When Helm was asked: a date that is none is that of today. */
  readonly now: string;
  readonly calls: readonly Recorded[];
};

/** Where these functions answer otherwise: which calls, and why. */
const DIFFERENCES: readonly { readonly why: string; readonly calls: RegExp }[] = [
  { why: 'YAML that is malformed is explained in other words', calls: /^fromYaml/ },
  { why: 'TOML that is malformed is explained in other words', calls: /^fromToml "(?:,|a\\xff| \\t)/ },
  { why: 'toYaml quotes `<<`, which would read back as a merge key', calls: /^(?:mustT|t)oYaml .*"<<"/ },
  { why: 'bytes that are not UTF-8 do not end a word', calls: /^(?:kebab|snake)case "a\\xff/ },
  { why: 'the number that is too large is not kept as nil', calls: /^fromJson .*1e999/ },
  { why: 'constants that do not fit int are the language’s', calls: / 1e100 | 0777/ },
];

const keyOf = (call: string): string => /^\(?(\w+)/.exec(call.split('; ').at(-1) ?? '')?.[1] ?? call;
const wanted = ({ answer, bytes, error }: Recorded): string =>
  error !== undefined
    ? `error: ${error}`
    : Buffer.from(bytes ?? answer ?? '', bytes === undefined ? 'utf8' : 'base64').toString('latin1');

describe(`Helm ${helm}`, () => {
  beforeAll(() => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  const used = new Set<string>();

  describe.each([...new Set(calls.map(({ call }) => keyOf(call)))])('%s', (name) => {
    it('answers as Helm does, but for the differences on the list', () => {
      for (const recorded of calls.filter(({ call }) => keyOf(call) === name)) {
        const ours = answerOf(recorded.call);
        if (ours === wanted(recorded)) continue;
        const difference = DIFFERENCES.find((one) => one.calls.test(recorded.call));
        if (difference) used.add(difference.why);
        else expect(ours, recorded.call).toBe(wanted(recorded));
      }
    });
  });

  it('differs only where the list contains it', () => {
    expect(DIFFERENCES.map(({ why }) => why).filter((why) => !used.has(why))).toEqual([]);
  });

  it('has recorded every function whose result is the same each time', () => {
    const asked = calls.map(({ call }) => call).join('\n');
    const missing = Object.keys(goFunctions).filter(
      (name) => goFunctions[name]?.unstable === undefined && !new RegExp(`(?:^|[ (])${name}\\b`, 'm').test(asked),
    );
    expect(missing.sort()).toEqual(['getHostByName']);
  });
});
