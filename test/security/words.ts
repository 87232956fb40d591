import { expect } from 'vitest';
import type { Ran } from '../cli/program.ts';

/** What would move a cursor, order a CI system, or look like something else. */
export const WORDS: readonly (readonly [name: string, word: string])[] = [
  ['an escape sequence', 'a\x1b[2J'],
  ['a control character of one byte', 'a\x9b31m'],
  ['a bell and a backspace', 'a\x07\b'],
  ["GitHub's command", '::error::x'],
  ["GitHub's command in a second line", 'a\n::set-output name=a::b'],
  ["GitHub's command after a carriage return", 'a\r::error::x'],
  ["GitHub's older command", '##[error]x'],
  ["Azure's command", '##vso[task.setvariable variable=a]b'],
  ["TeamCity's command", "##teamcity[message text='a']"],
  ['a reversal of the direction', 'a\u202egpj'],
  ['an isolate', 'a\u2066b'],
  ['a line separator', 'a\u2028b'],
  ['a next line', 'a\x85b'],
  ['a character without a shape', 'a\u200bb'],
  ['a tag character', 'a\u{e0041}b'],
  ['a NUL', 'a\0b'],
];

/** A word in quotes, as YAML and Go read it. */
export const quote = (word: string): string =>
  `"${[...word].map((character) => (/[ -~]/.test(character) && !/["\\]/.test(character) ? character : `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`)).join('')}"`;

/** A word as a file name, which cannot contain some characters. */
export const asFile = (word: string): string => word.replace(/[/\0]/g, '_');

const INVISIBLE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\p{Cs}]|[\u{e0000}-\u{e0fff}]/u;

/** Expects output that a terminal and a CI system only show. */
export function expectHarmless({ stdout, stderr }: Ran): void {
  for (const line of `${stdout}\n${stderr}`.split('\n')) {
    expect(line).not.toMatch(INVISIBLE);
    expect(line).not.toMatch(/^\s*::/);
    expect(line).not.toMatch(/##(?:\[|vso\[|teamcity\[)/);
  }
}
