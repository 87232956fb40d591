import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../../src/functions/policy/handlebars.ts';
import { compileGlob } from '../../../src/go/glob.ts';
import { Budget, within } from '../../../src/problem/budget.ts';
import { evaluate } from './evaluate.ts';

/** Units, about a microsecond each. */
const SMALL = 50_000;

describe('when a function does more than the budget allows then the render stops', () => {
  it.each([
    'repeat 16000000 "a"',
    'until 2000000',
    'untilStep 0 2000000 1',
    'seq 2000000',
    'bcrypt "secret"',
    'genPrivateKey "rsa"',
    'genCA "ca" 1',
    'derivePassword 1 "long" "p" "u" "s"',
    'randAlpha 2000000',
    'randBytes 5000000',
    'sha512sum (repeat 2000000 "a")',
    'kebabcase (repeat 2000000 "a b")',
    'splitList "" (repeat 2000000 "a")',
    'regexFind "(a?){900}b" (repeat 20000 "a")',
    '$a := until 100000; $b := concat $a $a; $c := concat $b $b; $d := concat $c $c; $e := concat $d $d; concat $e $e',
    `${doubled('list')}; toYaml $x24`,
    `${doubled('list')}; toJson $x24`,
    `${doubled('list')}; deepCopy $x24`,
    `${doubled('list')}; ${doubled('list').replaceAll('$x', '$y')}; deepEqual $x24 $y24`,
  ])('%s', (call) => {
    expect(() => within(new Budget(SMALL), () => evaluate(call))).toThrow(/the templates do too much work/);
  });
});

/** A list of itself twice, 24 deep. */
function doubled(of: string): string {
  const steps = Array.from({ length: 24 }, (_, i) => `$x${i + 1} := ${of} $x${i} $x${i}`);
  return ['$x0 := list 1', ...steps].join('; ');
}

/** Milliseconds: far more than linear time needs, far less than backtracking. */
const MOMENT = 2_000;

describe('when a text is hostile then the time stays linear', () => {
  const call = (name: string, ...args: unknown[]): void => {
    const definition = functions[name];
    if (!definition) throw new Error(name);
    callFunction(name, definition, args);
  };

  it.each<readonly [string, () => unknown]>([
    ['trim of blanks', () => call('trim', `${' '.repeat(60_000)}a${' '.repeat(60_000)}a`)],
    ['toDate', () => call('toDate', '2006 '.repeat(200), `${'2020 '.repeat(200)}x`)],
    ['durationRound', () => call('durationRound', `${'1.'.repeat(60_000)}x`)],
    ['durationRound of digits', () => call('durationRound', `${'1'.repeat(60_000)}x`)],
    ['base of slashes', () => call('base', `${'/'.repeat(60_000)}a`)],
    ['ext of points', () => call('ext', `${'.a/'.repeat(60_000)}`)],
    ['a glob with many stars', () => compileGlob(`${'*a'.repeat(30)}b`)('a'.repeat(2_000))],
  ])('%s', (_, run) => {
    const start = performance.now();
    run();
    expect(performance.now() - start).toBeLessThan(MOMENT);
  });

  it('when a time is out of the range of dates then a problem reports it', () => {
    expect(() => call('dateModify', '99999999999999h', '2020-01-01T00:00:00Z')).not.toThrow(RangeError);
  });
});
