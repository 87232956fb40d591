const ENDING = '.hbs';

/** Whether a file of a chart is a Handlebars template, by its name. */
export const isHandlebars = (path: string): boolean => path.endsWith(ENDING);

/** The name of the file that a template makes: without `.hbs`. */
export const outputName = (path: string): string => (isHandlebars(path) ? path.slice(0, -ENDING.length) : path);
