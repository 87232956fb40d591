import { describe, expect, it } from 'vitest';
import { isBuilt } from '../package/built.ts';
import { ATTACKS } from './attacks/index.ts';
import { measure } from './measure.ts';

/** Some of each kind; all of them by the command: `npm run attacks`. */
const SHORT = [
  'values: --- a million times',
  'values: 3 MB of digits',
  'values: 3 MB of digits and underscores',
  'values: one plain value of 20 MB',
  'values: one plain value of 20 MB in words',
  'values: an alias bomb',
  'values: a file of 100 MB',
  'values: zeros of 100 MB',
  'Go: "{{a " 30,000 times',
  'Go: 3,000 nested if',
  'Handlebars: "{{a " 30,000 times',
  'Handlebars: "{{!" 100,000 times',
  'Handlebars: 3,000 nested #if',
  'Handlebars: 3,000 nested #each',
  'Handlebars: parentheses, 100,000 deep',
  'Handlebars: 100,000 actions in lines',
  'Go: camelcase of blanks',
  'chart: kubeVersion whose blanks and stars can be read in many ways',
  'lint: 400 bad ConfigMaps',
  'lint: 40,000 pairs of equal objects',
  'lint: 40,000 comments, one after another',
  'lint: configurations that extend one another a million times',
];

describe.skipIf(!isBuilt())('when an input is made to cost too much, then the program ends in 10 s and 1 GiB', () => {
  it.each(SHORT)('%s', async (name) => {
    const attack = ATTACKS.find((one) => one.name === name);
    if (!attack) throw new Error(name);
    const { cpu = Number.POSITIVE_INFINITY, memory = Number.POSITIVE_INFINITY, message } = await measure(attack, 20);
    expect(cpu).toBeLessThan(10);
    expect(memory).toBeLessThan(1024);
    expect(message).not.toContain('has a bug');
  });
});
