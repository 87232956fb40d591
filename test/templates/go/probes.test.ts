import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { goFunctions } from '../../../src/functions/policy/go/index.ts';
import { toBytes } from '../../../src/go/bytes.ts';
import { readYamlText } from '../../../src/yaml/read.ts';
import { copy, SetInteger, type ValueMap } from '../../../src/yaml/value.ts';
import { openChart, type Probe } from '../../../tools/record/ask-go-template.ts';
import recorded from './probes.json' with { type: 'json' };
import { helmError, render } from './rendering.ts';

const text = readFileSync(new URL('probes-values.yaml', import.meta.url), 'utf8');

/** As Helm coalesces them: keys that are null in the defaults are left out. YAML 1.1 reads the key `n` as false. */
function readValues(): ValueMap {
  const values = copy(readYamlText(text, { name: 'probes-values.yaml' }).document?.value ?? null) as ValueMap;
  delete values.false;
  delete (values.nested as ValueMap).false;
  values.setint = new SetInteger('5');
  return values;
}

/** What `fromYaml` says of YAML that it cannot read is a message of this project's reader, not of Go's. */
const withoutReader = (encoded: string): string =>
  Buffer.from(encoded, 'base64')
    .toString('latin1')
    .replace(/(error converting YAML to JSON: yaml: )[^|]*\]/, '$1]');

function check({ template, out, error }: Probe): void {
  const answer = render(template, readValues(), goFunctions);
  if (error !== undefined) {
    expect(helmError(answer)).toBe(error);
    return;
  }
  expect(answer.problems).toEqual([]);
  expect(withoutReader(toBytes(answer.text).toString('base64'))).toBe(withoutReader(out ?? ''));
}

const probes: readonly Probe[] = recorded.probes;

// A date that is none is that of today.
describe(`templates that Helm ${recorded.helm} was asked about`, () => {
  beforeAll(() => {
    vi.useFakeTimers({ now: new Date(recorded.now), toFake: ['Date'] });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  it.each(probes)('$template', check);
});

const helm = process.env.HELM;

/** Every tenth, because each takes two runs of Helm. */
describe.skipIf(!helm)('templates that Helm is asked about now', () => {
  let chart: ReturnType<typeof openChart> | undefined;
  beforeAll(() => {
    chart = openChart(helm ?? '', text);
  });
  afterAll(() => chart?.close());
  it.each(probes.filter((_, i) => i % 10 === 0))(
    '$template',
    ({ template }) => {
      if (chart) check(chart.ask(template));
    },
    30_000,
  );
});
