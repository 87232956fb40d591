import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { namedTemplates } from '../../../src/templates/common/index.ts';
import { isMap, type Value } from '../../../src/yaml/value.ts';
import { type CallContext, scopeFor, toValue } from './scope.ts';

// What bitnami's own library answers, recorded by tools/record/bitnami.ts.
interface Call extends Partial<CallContext> {
  readonly name: string;
  readonly arg: unknown;
  readonly answer?: string;
  readonly says?: boolean;
  readonly error?: boolean;
}
const recorded: { helm: string; library: string; defaults: CallContext; calls: Call[] } = JSON.parse(
  readFileSync(new URL('bitnami.json', import.meta.url), 'utf8'),
);

/** Where this library answers otherwise, on purpose: which calls, by a pattern on their name and argument. */
const DIFFERENCES: readonly { readonly why: string; readonly calls: RegExp; readonly ours: RegExp }[] = [
  {
    why: 'a name never ends in a dash; bitnami removes only one',
    calls: /^names\.(name|fullname|fullname\.namespace) "\$" .*a----/,
    ours: /^"a{60}(-ku)?"$/,
  },
  {
    why: 'labels are strings: the API server refuses numbers and booleans',
    calls: /^labels\.standard .*"tier":5/,
    ours: /"tier":"5","yes":"true"/,
  },
  {
    why: 'a node affinity without key or values, which the API server refuses, is reported at once',
    calls: /^affinities\.nodes\S* (?=.*("key":"",|"values":\[\]))(?!.*"type":(""|null|"Soft"))/,
    ours: /^error: .*node affinity.* needs/,
  },
  {
    why: 'extraNamespaces are rendered with the root context; bitnami hands them its own argument',
    calls: /^affinities\.pods(?!.*"type":(""|null|"Soft")).*"extraNamespaces":\["\{\{/,
    ours: /"namespaces":\["kube-system","my-release"\]/,
  },
  {
    why: 'without a tag there is no colon and no <nil>',
    calls: /^images\.image (?=.*"repository":)(?!.*("tag":["\d](?!")|"digest"|"chart"))/,
    ours: /^"[^:]*squat\/kilo"$/,
  },
  {
    why: 'an image without a repository is an error',
    calls: /^images\.image (?!.*"repository":)/,
    ours: /^error: an image needs a repository$/,
  },
  {
    why: 'rolling tags are reported for every repository',
    calls: /^warnings\.rollingTag .*squat\/kilo","tag":"(latest)?"/,
    ours: /rolling tag/,
  },
];

function answer(call: Call): unknown {
  const scope = scopeFor({ ...recorded.defaults, ...call });
  const template = namedTemplates[call.name];
  if (!template) throw new Error(`no template ${call.name}`);
  const fill = (value: unknown): unknown => (value === '$' ? scope.root : value);
  const arg = isMap(call.arg) ? toValue(call.arg) : toValue(call.arg as Value);
  if (isMap(arg) && arg.context === '$') arg.context = scope.root as never;
  try {
    return template(fill(arg), scope);
  } catch (error) {
    return error;
  }
}

const titleOf = ({ name, arg, values, flags }: Call): string =>
  `${name.replace('common.', '')} ${[arg, values, flags]
    .filter((part) => part !== undefined)
    .map((part) => JSON.stringify(part))
    .join(' ')}`;

describe(`bitnami's common library ${recorded.library} under Helm ${recorded.helm}`, () => {
  it.each(recorded.calls.map((call) => [titleOf(call), call] as const))('answers alike: %s', (title, call) => {
    const ours = answer(call);
    const text = ours instanceof Error ? `error: ${ours.message}` : JSON.stringify(ours);
    const difference = DIFFERENCES.find(({ calls }) => calls.test(title));
    if (difference) expect(text, difference.why).toMatch(difference.ours);
    else if (call.error) expect(text).toMatch(/^error: /);
    else if (call.says !== undefined) expect(ours !== '').toBe(call.says);
    else if (typeof ours === 'string') expect(ours).toBe(call.answer?.trim());
    else if (ours instanceof Error) throw ours;
    else expect(JSON.parse(text)).toEqual(load(call.answer ?? ''));
  });

  it.each(DIFFERENCES)('differs where the list contains it: $why', ({ calls }) => {
    expect(recorded.calls.some((call) => calls.test(titleOf(call)))).toBe(true);
  });

  it('when a template is in the library then it was asked', () => {
    const asked = new Set(recorded.calls.map(({ name }) => name));
    // Checked by other tests: it needs another template, or its result is random.
    const elsewhere = ['common.utils.checksumTemplate'];
    expect(Object.keys(namedTemplates).filter((name) => !asked.has(name))).toEqual(elsewhere);
  });
});
