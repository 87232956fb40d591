import { describe, expect, it } from 'vitest';
import { newMap } from '../../../src/yaml/value.ts';
import { render } from './rendering.ts';

const VALUES = newMap([
  ['l', [1, 'b', true]],
  ['s', 'h\u00e9llo'],
  ['m', newMap([['a', 1]])],
]);

describe('the functions of text/template, without those of Helm and sprig', () => {
  it.each([
    ['{{ slice .Values.l 1 }}', '[b true]'],
    ['{{ slice .Values.l 1 2 }}', '[b]'],
    ['{{ slice .Values.l }}', '[1 b true]'],
    ['{{ slice .Values.l 0 1 2 }}', '[1]'],
    ['{{ slice .Values.l 3 }}', '[]'],
    ['{{ slice .Values.s 1 3 }}', 'é'],
    ['{{ slice .Values.s 3 }}', 'llo'],
    ['{{ slice .Values.s }}', 'héllo'],
    ['{{ len .Values.l }}{{ len .Values.s }}{{ len .Values.m }}', '361'],
    [
      '{{ print 1 }}{{ and 1 0 }}{{ or 0 2 }}{{ not 0 }}{{ eq 1 1 }}{{ ne 1 1 }}{{ lt 1 2 }}{{ le 2 1 }}{{ gt 2 1 }}{{ ge 1 2 }}{{ index .Values.l 1 }}{{ html "<" }}{{ js "\'" }}{{ urlquery " " }}{{ printf "%v" 1 }}{{ println 1 }}',
      "102truetruefalsetruefalsetruefalseb&lt;\\'+11\n",
    ],
  ])('%s prints %j, as in Go', (template, text) => {
    expect(render(template, VALUES)).toEqual({ text, problems: [] });
  });

  it.each([
    ['{{ slice .Values.l 0 2 1 }}', 'error calling slice: invalid slice index: 2 > 1'],
    ['{{ slice .Values.l 0 1 2 3 }}', 'error calling slice: too many slice indexes: 4'],
    ['{{ slice .Values.l 2 1 }}', 'error calling slice: invalid slice index: 2 > 1'],
    ['{{ slice .Values.l 4 }}', 'error calling slice: index out of range: 4'],
    ['{{ slice .Values.l -1 }}', 'error calling slice: index out of range: -1'],
    ['{{ slice .Values.l 1.0 }}', 'error calling slice: cannot index slice/array with type float64'],
    ['{{ slice .Values.l "a" }}', 'error calling slice: cannot index slice/array with type string'],
    ['{{ slice .Values.l nil }}', 'error calling slice: cannot index slice/array with nil'],
    ['{{ slice .Values.s 0 1 2 }}', 'error calling slice: cannot 3-index slice a string'],
    ['{{ slice .Values.s 7 }}', 'error calling slice: index out of range: 7'],
    ['{{ slice .Values.m 1 }}', "error calling slice: can't slice item of type map[string]interface {}"],
    ['{{ slice nil 1 }}', 'error calling slice: slice of untyped nil'],
    ['{{ slice .Values.nope 1 }}', 'error calling slice: slice of untyped nil'],
    ['{{ slice 5 1 }}', "error calling slice: can't slice item of type int"],
    ['{{ slice true }}', "error calling slice: can't slice item of type bool"],
  ])('%s fails as in Go: %s', (template, message) => {
    expect(render(template, VALUES).problems.map((problem) => problem.message)).toEqual([message]);
  });
});
