import type { Chart } from './chart.ts';
import { locateUnder } from './paths.ts';

/**
 * The name of a chart's file in problems: its path as the user would write it. The files of the built-in chart, which
 * are not in a directory of the user's, have their paths in the chart.
 *
 * @param path in the chart
 */
export const nameFile = ({ folder }: Pick<Chart, 'folder'>, path: string): string =>
  folder === undefined ? path : locateUnder(folder, path);
