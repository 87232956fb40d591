import { describe, expect, it } from 'vitest';
import { renderProblems } from '../../src/cli/output/report.ts';
import { readManifests } from '../../src/manifests/index.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { looksSecret, redactProblem } from '../../src/problem/redact.ts';

const SECRET = 'hunter2';

const base: Problem = { code: 'schema', severity: 'error', message: 'wrong' };

describe('when a problem holds a secret, then it is not printed', () => {
  it.each<readonly [string, Problem]>([
    ['a flag', { ...base, where: { flag: { name: '--set', text: `password=${SECRET}` } } }],
    [
      'a flag with several pairs',
      { ...base, where: { flag: { name: '--set', text: `a=1,db.adminPassword=${SECRET},b=2` } } },
    ],
    [
      'a flag of a path that is known',
      { ...base, where: { path: ['auth', 'token'], flag: { name: '--set-json', text: `auth={"token":"${SECRET}"}` } } },
    ],
    ['a source line', { ...base, where: { line: 1, file: 'v.yaml', source: `  presharedKey: ${SECRET}` } }],
    ['a source line in quotes', { ...base, where: { line: 1, file: 'v.yaml', source: `"apiKey": "${SECRET}", b: 1` } }],
    [
      'a source line below a secret key',
      { ...base, where: { line: 1, file: 'v.yaml', path: ['passwords', 0], source: `  - ${SECRET}` } },
    ],
    [
      'a line of stringData',
      {
        ...base,
        where: { line: 1, file: 'v.yaml', path: ['extraDeploy', 0, 'stringData', 'x'], source: `x: ${SECRET}` },
      },
    ],
    [
      'the value of an environment variable',
      { ...base, where: { line: 1, file: 'v.yaml', path: ['extraEnvVars', 0, 'value'], source: `value: ${SECRET}` } },
    ],
    [
      'a message that contains the value',
      {
        ...base,
        message: `auth.password: expected a map, got the string "${SECRET}"`,
        where: { path: ['auth', 'password'] },
      },
    ],
    [
      'a hint that contains the value',
      { ...base, hint: `write --set-string 'auth.password=${SECRET}'`, where: { path: ['auth', 'password'] } },
    ],
    ['the URL of a file', { ...base, where: { line: 1, file: `https://me:${SECRET}@example.com/v.yaml` } }],
    ['a URL in a message', { ...base, message: `cannot read https://${SECRET}@example.com/v.yaml` }],
    ['the token of a URL', { ...base, message: `cannot read https://example.com/v.yaml?token=${SECRET}` }],
    ['data of a Secret', manifestProblem(`kind: Secret\ndata:\n  x: ${SECRET}\n  x2: [`)],
    [
      'stringData of a Secret',
      manifestProblem(`apiVersion: v1\nkind: "Secret"\nstringData:\n  x: |\n    ${SECRET}\n  y: [`),
    ],
    [
      'an object that lint knows',
      {
        ...base,
        where: { line: 1, file: 'a', source: `x: ${SECRET}` },
        object: { kind: 'Secret', name: 'a', path: ['data', 'x'] },
      } as Problem,
    ],
  ])('%s', (_, problem) => {
    expect(renderProblems([problem], { color: false })).not.toContain(SECRET);
    expect(JSON.stringify(redactProblem(problem))).not.toContain(SECRET);
  });
});

function manifestProblem(text: string): Problem {
  const [problem] = readManifests({ source: 'c/templates/a.yaml', file: 'a.yaml', text }).problems;
  if (!problem) throw new Error('no problem');
  return problem;
}

describe('when nothing is secret, then a problem stays as it is', () => {
  it.each<readonly [string, Problem]>([
    ['a flag', { ...base, where: { flag: { name: '--set', text: 'image.tag=1.2', offset: 10 } } }],
    ['the name of a secret', { ...base, where: { flag: { name: '--set', text: 'auth.existingSecret=mine' } } }],
    ['a source line', { ...base, where: { line: 1, source: 'tag: 1.20', file: 'v.yaml' } }],
    ['a template', { ...base, where: { line: 1, source: 'password: {{Values.auth.password}}', file: 'a.hbs' } }],
    ['a URL', { ...base, message: 'cannot read https://example.com/a@b.yaml' }],
    ['a sentence of a chart', { ...base, message: 'set auth.password: it has no default' }],
    [
      'the call that has it',
      { ...base, where: { line: 1, source: '{{ required "auth.password: it is empty" .Values.a }}' } },
    ],
  ])('%s', (_, problem) => {
    expect(redactProblem(problem)).toEqual(problem);
  });
});

it.each([
  ['password', true],
  ['adminPassword', true],
  ['DB_PASSWD', true],
  ['presharedKey', true],
  ['auth.token', true],
  ['existingSecret', false],
  ['secretName', false],
  ['imagePullSecrets', false],
  ['automountServiceAccountToken', false],
  ['tag', false],
])('when a key is %s, then its value is hidden: %s', (key, expected) => {
  expect(looksSecret(key)).toBe(expected);
});

describe('when a line would be a command of a CI system, then it is escaped', () => {
  it.each(['::error::x', '  ::set-output name=a::b', '##[error]x', 'a ##vso[task.x]', '##teamcity[message]'])(
    '%s',
    (text) => {
      const problem: Problem = { ...base, message: `a\n${text}`, hint: `b\n${text}`, where: { path: [text] } };
      for (const line of renderProblems([problem], { color: false, width: 30 }).split('\n')) {
        expect(line).not.toMatch(/^\s*::/);
        expect(line).not.toMatch(/##(?:\[|vso\[|teamcity\[)/);
      }
    },
  );
});

it('when a source line is long, then a problem keeps a part of it', async () => {
  const { readYaml } = await import('../../src/yaml/read.ts');
  const { problems } = readYaml(`{${'a: 1, '.repeat(20_000)}]`, { name: 'v.yaml' });
  expect(problems.length).toBeGreaterThan(0);
  for (const { where } of problems) expect(where?.source?.length).toBeLessThanOrEqual(1000);
});
