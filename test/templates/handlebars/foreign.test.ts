import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/problem/problem.ts';
import { compile } from './rendering.ts';

describe('a chart with Handlebars templates', () => {
  it.each([
    [
      { 'templates/a.yaml': 'a: {{ .Values.a }}', 'templates/c.yaml.hbs': '' },
      'templates/a.yaml is not a Handlebars template: the name of one ends in .hbs',
      'a chart has templates of Handlebars or of Go: convert this file, or the others',
    ],
    [
      { 'templates/a.yaml': '', 'templates/b.tpl': '', 'templates/c.yaml.hbs': '' },
      'templates/a.yaml is not a Handlebars template, nor are 1 other files of the chart: the name of one ends in .hbs',
      'add .hbs to the name; a file that is not a template belongs outside templates/, or into .helmignore',
    ],
  ])('when it has other files in templates/, then one problem reports it: %j', async (files, message, hint) => {
    const templates = Object.entries(files).map(([path, text]) => ({ path, text }));
    const error: unknown = await compile(templates).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    const where = { file: 'templates/a.yaml' };
    expect((error as ProblemError).problems).toEqual([{ code: 'chart', severity: 'error', message, hint, where }]);
  });

  it('may have notes in whatever language', async () => {
    await expect(compile([{ path: 'templates/NOTES.txt', text: '{{' }])).resolves.toBeDefined();
  });
});
