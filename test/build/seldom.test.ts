import { describe, expect, it } from 'vitest';
import { writeCalls } from '../../tools/build/seldom.js';

describe('a module that is seldom called', () => {
  it.each([
    'export function f() {}',
    'export async function f() {}',
    'export const f = () => 1;',
    'export const f = (a: string): string => a;',
    'export const f = memoize((text: string) => text);',
    'export const f = (\n  a: string,\n  b: string,\n): string => a + b;',
  ])('when it exports a function then its calls load it: %s', (code) => {
    expect(writeCalls(code, 'c')).toContain('export const f = (...args) => load().f(...args);');
  });

  it.each([
    'export const X = 5;',
    "export const X: string = 'a';",
    'export const X = new Map();',
    'export const X = { a: () => 1 };',
    'export const X = [() => 1];',
    'export const X = (1 + 2) * 3;',
    'export let f = () => 1;',
    'export class A {}',
    "export { a } from './b.ts';",
    'export default 1;',
  ])('when it exports something else then the build refuses it: %s', (code) => {
    expect(() => writeCalls(code, 'c')).toThrow(/exports something else than functions/);
  });

  it('when it exports types then these are left out', () => {
    expect(writeCalls('export interface A {}\nexport type B = string;\nexport function f() {}', 'c')).not.toMatch(
      /[AB] =/,
    );
  });
});
