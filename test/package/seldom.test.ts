import { describe, expect, it } from 'vitest';
import { writeCalls } from '../../tools/build/seldom.js';

describe('when a module is called seldom', () => {
  it('then its functions are replaced by calls, and its types are left out', () => {
    const code = [
      "import { x } from './x.ts';",
      'export interface A {}',
      'export type B = A;',
      'export function one(): void {}',
      'export async function two(): Promise<void> {}',
      'export const three = <T>(value: T): T => value;',
      'export const four: () => number = async () => x;',
      'const hidden = 1;',
    ].join('\n');
    const names = [...writeCalls(code, 'a').matchAll(/^export const (\w+) = \(\.\.\.args\)/gm)].map(([, name]) => name);
    expect(names).toEqual(['one', 'two', 'three', 'four']);
  });

  it.each([
    'export const TABLE = [1, 2];',
    'export const TABLE: readonly number[] = [1, 2];',
    'export const pattern = /a/;',
    'export const made = make();',
    'export let later: () => void;',
    'export class A {}',
    "export { x } from './x.ts';",
    "export * from './x.ts';",
    'export default () => {};',
    'const x = 1; export { x };',
  ])('then it is refused if it has %s', (code) => {
    expect(() => writeCalls(code, 'a')).toThrow('exports something else than functions');
  });
});
