import type { Chart } from './chart.ts';
import { locateUnder } from './paths.ts';

/**
 * What a file of a chart is called in problems: as the user would name it, where he is. The built-in chart is in no
 * folder of his, so that its files go by their paths in the chart.
 *
 * @param path in the chart
 */
export const nameFile = ({ folder }: Pick<Chart, 'folder'>, path: string): string =>
  folder === undefined ? path : locateUnder(folder, path);
