/** Further columns are reported as the last of these: a place is one number in generated code. */
const COLUMNS = 2 ** 16;

/** @param place as Handlebars counts: lines from 1, columns from 0 */
export const packPlace = ({ line, column }: { readonly line: number; readonly column: number }): number =>
  line * COLUMNS + Math.min(column, COLUMNS - 1);

/** @returns the line and the column, both from 1, of a result of {@link packPlace} */
export const unpackPlace = (place: number): { readonly line: number; readonly column: number } => ({
  line: Math.floor(place / COLUMNS),
  column: (place % COLUMNS) + 1,
});
