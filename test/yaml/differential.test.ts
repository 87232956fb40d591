import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/problem/problem.ts';
import { toJson } from '../../src/yaml/json.ts';
import { readYamlText } from '../../src/yaml/read.ts';
import { isMap, type Value } from '../../src/yaml/value.ts';
import { toFlow, toFlowKey, toYaml } from '../../src/yaml/write.ts';
import { almostYaml, anyValue, hostileText } from './arbitrary.ts';
import { HELM, normalize, renderWithHelm } from './helm.ts';

// Helm answers thousands of cases in one process, so cases are drawn first and compared afterwards. A failure names its
// case; to keep it, add it to conformance.json.
const CASES = 4000;
const seed = Number(process.env.SEED ?? 20_261_123);
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { numRuns: count, seed });
const encode = (text: string): string => Buffer.from(text).toString('base64');

/** What Helm's `fromYaml` and `fromYamlArray` make of texts: JSON, or undefined where both fail. */
function readWithHelm(texts: readonly string[]): (string | undefined)[] {
  const read = 'list (fromYaml (b64dec .)) (fromYamlArray (b64dec .)) | toJson';
  return renderWithHelm(`(${read})`, texts.map(encode)).map((json) => {
    const [map, list] = JSON.parse(json) as [Record<string, unknown>, unknown[]];
    if (!('Error' in map)) return JSON.stringify(map);
    return list.length === 1 && /^"error (?:converting|unmarshaling)/.test(JSON.stringify(list[0]))
      ? undefined
      : JSON.stringify(list);
  });
}

/** `fromYaml` makes an empty map of nothing, and an error of text and numbers. */
const asHelmTypes = (value: Value): string | undefined =>
  value === null ? normalize('{}') : isMap(value) || Array.isArray(value) ? normalize(toJson(value)) : undefined;

/** The text before the place of a refusal, before its colon, before its line: what Helm read, if it read no further. */
function cut(text: string, { where }: Problem): string[] {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const before = lines.slice(0, (where?.line ?? 1) - 1).join('');
  const line = lines[(where?.line ?? 1) - 1] ?? '';
  const upTo = before + line.slice(0, (where?.column ?? 1) - 1);
  return [upTo, upTo.slice(0, -1), before, before.replace(/(?:\r\n|\n|\r)$/, '')];
}

/**
 * Refused here on purpose, recognised by the message. What else is refused must be followed by text that Helm never reads.
 */
const REFUSED = /`\?`|begins a tag|no base64/;
/**
 * Where structure depends on an empty block scalar, or on a tag or anchor on a separate line, Go is less strict than YAML.
 */
const LAX = /[|>]|^[ \t]*[&!]/m;

describe.skipIf(!HELM)('against real Helm', () => {
  it(`reads what Helm reads, and as Helm reads it (seed ${seed})`, () => {
    const texts = [...new Set(sample(almostYaml, CASES))];
    const answers = readWithHelm(texts);
    const read = texts.map((text) => readYamlText(text, { name: 'case' }));
    const seen = { same: 0, refusedByBoth: 0, refusedHere: 0 };
    for (const [index, text] of texts.entries()) {
      const answer = answers[index];
      const { document, problems } = read[index] as (typeof read)[number];
      const ours = document && asHelmTypes(document.value);
      if (document) {
        expect({ text, json: ours }).toEqual({ text, json: answer === undefined ? undefined : normalize(answer) });
        seen.same++;
      } else if (answer === undefined) seen.refusedByBoth++;
      else {
        seen.refusedHere++;
        const error = problems[0] as Problem;
        if (REFUSED.test(error.message) || LAX.test(text)) continue;
        const cuts = readWithHelm(cut(text, error)).map((json) => json && normalize(json));
        expect({ text, error: error.message, cuts }).toEqual({
          text,
          error: error.message,
          cuts: expect.arrayContaining([normalize(answer)]),
        });
      }
    }
    expect(seen.same).toBeGreaterThan(CASES / 10);
    expect(seen.refusedByBoth).toBeGreaterThan(CASES / 10);
    expect(seen.refusedHere).toBeLessThan(CASES / 10);
  }, 120_000);

  it(`writes what Helm reads back as the value (seed ${seed})`, () => {
    const values = sample(anyValue, CASES / 4);
    const texts = values.flatMap((value) => {
      const flow = toFlow(value);
      return [
        `- ${flow}\n- - ${flow}\n- {k: ${flow}}\n`,
        `- k: ${flow}\n  z: [${flow}, ${flow}]\n`,
        `${toYaml([value])}\n`,
      ];
    });
    const answers = readWithHelm(texts);
    for (const [index, value] of values.entries()) {
      const json = toJson(value);
      const expected = [`[${json},[${json}],{"k":${json}}]`, `[{"k":${json},"z":[${json},${json}]}]`, `[${json}]`];
      for (const [form, text] of texts.slice(index * 3, index * 3 + 3).entries()) {
        const answer = answers[index * 3 + form];
        expect({ text, json: answer && normalize(answer) }).toEqual({
          text,
          json: normalize(expected[form] as string),
        });
      }
    }
  }, 120_000);

  it(`writes keys that Helm reads back (seed ${seed})`, () => {
    const keys = sample(hostileText, CASES / 4).filter((key) => key !== 'Error');
    const answers = readWithHelm(keys.map((key) => `${toFlowKey(key)}: 1\nz: {${toFlowKey(key)}: 2}\n`));
    for (const [index, key] of keys.entries()) {
      const map = JSON.parse(answers[index] ?? 'null') as Record<string, unknown> | null;
      const read = JSON.parse(toJson(key)) as string;
      const inner = map?.z as Record<string, unknown> | undefined;
      expect({ key, inner: inner && Object.keys(inner), outer: map && Object.hasOwn(map, read) }).toEqual({
        key,
        inner: [read],
        outer: true,
      });
    }
  }, 120_000);

  it(`prints with toYaml what Helm prints (seed ${seed})`, () => {
    // Left out is what this program writes otherwise on purpose, because Helm loses it: NEL, LS, PS, DEL, line breaks
    // at the end, `<<`; and a byte-order mark, after which Helm escapes every character.
    const odd = /[\x7f-\x9f\ufeff\ufffe\uffff]|\\u202[89]|(?:\\n|")\\n"|"\\u003c\\u003c"/;
    const jsons = sample(anyValue, CASES)
      .map((value) => toJson([value]))
      .filter((json) => !odd.test(json) && !/\d{17}/.test(json));
    const printed = renderWithHelm('(b64dec . | fromJsonArray | toYaml)', jsons.map(encode));
    expect(jsons.length).toBeGreaterThan(CASES / 10);
    for (const [index, json] of jsons.entries())
      expect({ json, yaml: toYaml(JSON.parse(json) as Value) }).toEqual({ json, yaml: printed[index] });
  }, 120_000);
});
