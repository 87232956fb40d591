import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, suggest } from '../../src/problem/suggest.ts';

const flags = ['--set', '--set-string', '--set-file', '--namespace', '--name-template', '--show-only', '--values'];
const keys = ['args', 'command', 'configuration', 'extraFlags', 'podLabels', 'sidecars', 'tolerations', 'resources'];

describe('suggest', () => {
  it.each<[word: string, candidates: readonly string[], expected: string | undefined, why?: string]>([
    ['arg', keys, 'args'],
    ['agrs', keys, 'args', 'swapped'],
    ['sidecar', keys, 'sidecars'],
    ['Sidecars', keys, 'sidecars', 'case'],
    ['podlables', keys, 'podLabels', 'case and a swap'],
    ['tolerance', keys, undefined, 'too far'],
    ['commnad', keys, 'command'],
    ['extraflag', keys, 'extraFlags'],
    ['extra', keys, 'extraFlags', 'an abbreviation of one'],
    ['--namespcae', flags, '--namespace'],
    ['--show', flags, '--show-only'],
    ['--name', flags, undefined, 'an abbreviation of two'],
    ['--set', flags, undefined, 'never itself'],
    ['sotf', ['soft', 'hard'], 'soft'],
    ['hart', ['soft', 'hard'], 'hard'],
    ['x', ['y', 'z'], undefined, 'one letter is near to everything'],
    ['on', ['no'], undefined],
    ['', ['a', ''], undefined],
    ['abc', [], undefined],
    ['k3', ['k3s', 'kubeadm'], 'k3s'],
    ['__proto__', ['args'], undefined],
    ['toString', ['tostring'], 'tostring'],
    ['aab', ['aaa', 'aac'], 'aaa', 'the first of equals'],
  ])('%j among %j is %j', (word, candidates, expected) => {
    expect(suggest(word, candidates)).toBe(expected);
  });

  it('is not slowed down by a word of a megabyte', () => {
    const before = performance.now();
    expect(suggest('a'.repeat(1 << 20), keys)).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'abd', 1],
    ['abc', 'bc', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('of %j and %j is %i', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });

  it('is symmetric, and a limit changes nothing below it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(8), (a, b, limit) => {
        const exact = distance(a, b);
        expect(distance(b, a)).toBe(exact);
        const bounded = distance(a, b, limit);
        if (exact <= limit) expect(bounded).toBe(exact);
        else expect(bounded).toBeGreaterThan(limit);
      }),
    );
  });
});
