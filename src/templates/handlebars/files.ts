import type { Problem } from '../../problem/problem.ts';
import type { TemplateSource } from '../language.ts';
import { isNotes } from '../names.ts';

const ENDING = '.hbs';

/** Whether a file of a chart is a Handlebars template, by its name. */
export const isHandlebars = (path: string): boolean => path.endsWith(ENDING);

/** The name of the template of a file: the inverse of {@link outputName}. */
export const templateName = (path: string): string => `${path}${ENDING}`;

/** The name of the file of a template: without `.hbs`. */
export const outputName = (path: string): string => (isHandlebars(path) ? path.slice(0, -ENDING.length) : path);

/** In Helm everything in `templates/` is a template; NOTES.txt is never printed, in either language. */
export function findForeign(sources: readonly TemplateSource[]): Problem[] {
  const foreign = sources.filter(({ path }) => !isHandlebars(path) && !isNotes(path));
  const [first] = foreign;
  if (!first) return [];
  const { path, file, text } = first;
  const others = foreign.length > 1 ? `, nor are ${foreign.length - 1} other files of the chart` : '';
  return [
    {
      code: 'chart',
      severity: 'error',
      message: `${path} is not a Handlebars template${others}: the name of one ends in .hbs`,
      where: { file },
      hint: text.includes('{{')
        ? 'a chart has templates of Handlebars or of Go: convert this file, or the others'
        : 'add .hbs to the name; a file that is not a template belongs outside templates/, or into .helmignore',
    },
  ];
}
