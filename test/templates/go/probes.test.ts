import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goFunctions } from '../../../src/functions/policy/go/index.ts';
import { toBytes } from '../../../src/go/bytes.ts';
import { readYamlText } from '../../../src/yaml/read.ts';
import { copy, SetInteger, type ValueMap } from '../../../src/yaml/value.ts';
import recorded from './probes.json' with { type: 'json' };
import { helmError, render } from './rendering.ts';

interface Probe {
  readonly template: string;
  /** In base64: it may hold bytes that are no UTF-8. */
  readonly out?: string;
  readonly error?: string;
}

const text = readFileSync(new URL('probes-values.yaml', import.meta.url), 'utf8');

/** As Helm coalesces them: keys that are null in the defaults are left out. YAML 1.1 reads the key `n` as false. */
function readValues(): ValueMap {
  const values = copy(readYamlText(text, { name: 'probes-values.yaml' }).document?.value ?? null) as ValueMap;
  delete values.false;
  delete (values.nested as ValueMap).false;
  values.setint = new SetInteger('5');
  return values;
}

describe(`templates that Helm ${recorded.helm} was asked about`, () => {
  it.each(recorded.probes as Probe[])('$template', ({ template, out, error }) => {
    const answer = render(template, readValues(), goFunctions);
    if (error !== undefined) return expect(helmError(answer)).toBe(error);
    expect(answer.problems).toEqual([]);
    expect(toBytes(answer.text).toString('base64')).toBe(out);
  });
});
