import { describe, expect, it } from 'vitest';
import { parseJson, toJson } from '../../src/yaml/json.ts';
import { readYaml } from '../../src/yaml/read.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';
import { toYaml } from '../../src/yaml/write.ts';
import recorded from './conformance.json' with { type: 'json' };
import { normalize } from './helm.ts';

interface File {
  readonly text: string;
  /** What Helm makes of it, or how it refuses it. */
  readonly json?: string;
  readonly error?: string;
  /**
   * Why this program differs: `exact` where Helm loses digits of the file, `refused: …` where Helm reads what it
   * should not.
   */
  readonly note?: string;
}

/** Merges the documents of a values file, as Helm's LoadValues does. */
function load(text: string): string | undefined {
  const { documents, problems } = readYaml(text, { name: 'values.yaml' });
  if (problems.some(({ severity }) => severity === 'error')) return undefined;
  let values = newMap();
  for (const { value } of documents) {
    if (value !== null && !isMap(value)) return undefined;
    if (value !== null) values = merge(values, value);
  }
  return toJson(values);
}

function merge(base: ValueMap, over: ValueMap): ValueMap {
  const merged = newMap(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key] as Value | undefined;
    merged[key] = isMap(value) && isMap(below) ? merge(below, value) : value;
  }
  return merged;
}

const show = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

describe(`a values file, as ${recorded.helm} reads it`, () => {
  const files: readonly File[] = recorded.files;

  it.each(
    files.filter(({ note }) => note === undefined).map((file) => [JSON.stringify(show(file.text)), file] as const),
  )('%s', (_, { text, json }) => {
    const loaded = load(text);
    expect(loaded === undefined ? undefined : normalize(loaded)).toBe(json === undefined ? undefined : normalize(json));
  });

  it.each(files.filter(({ note }) => note?.startsWith('refused')).map((file) => [file.note, file] as const))(
    '%s',
    (_, { text, json }) => {
      expect(json).toBeDefined();
      expect(load(text)).toBeUndefined();
    },
  );

  it.each(files.filter(({ note }) => note === 'exact').map((file) => [file.text.trim(), file] as const))(
    'keeps the digits of %s',
    (_, { text, json }) => {
      const loaded = load(text) as string;
      expect(loaded).toContain(/\d[\d.]+/.exec(text)?.[0]);
      expect(normalize(loaded)).toBe(normalize(json as string));
    },
  );
});

describe(`toYaml, as ${recorded.helm} prints it`, () => {
  const cases: readonly { json: string; yaml: string; note?: string }[] = recorded.toYaml;
  const read = (json: string): Value => (parseJson(json) as ValueMap).v as Value;
  /** A string outside of maps and lists stays on one line, where Helm breaks it. */
  const isKnown = (json: string, yaml: string): boolean => typeof read(json) === 'string' && yaml.includes('\n');

  it.each(
    cases
      .filter(({ note, json, yaml }) => note === undefined && !isKnown(json, yaml))
      .map(({ json, yaml }) => [show(json), json, yaml] as const),
  )('%s', (_, json, yaml) => expect(toYaml(read(json))).toBe(yaml));

  it.each(
    cases
      .filter(({ note, json, yaml }) => note !== undefined || isKnown(json, yaml))
      .map(({ json, yaml }) => [show(json), json, yaml] as const),
  )('differs where it has to: %s', (_, json, yaml) => {
    const value = read(json);
    expect(toYaml(value)).not.toBe(yaml);
    expect(toYaml(value)).not.toMatch(/[\u0085\u2028\u2029\ufeff]/);
    const { documents, problems } = readYaml(toYaml(value), { name: '' });
    expect(problems).toEqual([]);
    expect(toJson(documents[0]?.value as Value)).toBe(toJson(value));
  });
});
