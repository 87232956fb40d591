// Go's layouts for times: an example of the time Mon Jan 2 15:04:05 2006 in the zone -07:00, MST.

/** The English names of the months. */
export const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** The English names of the days, from Sunday on. */
export const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const TOKEN =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|_2006|__2|_2|002|01|02|03|04|05|06|15|1|2|3|4|5|PM|pm|[.,]0+(?!\d)|[.,]9+(?!\d)|[-Z]070000|[-Z]07:00:00|[-Z]0700|[-Z]07:00|[-Z]07/g;

/** A piece of a layout: literal text, then an element, which is empty at the end of the layout. */
export interface Piece {
  readonly before: string;
  readonly element: string;
}

/** Splits a layout into its pieces. */
export function piecesOf(layout: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of layout.matchAll(TOKEN)) {
    const isYear = match[0] === '_2006';
    const start = isYear ? match.index + 1 : match.index;
    pieces.push({ before: layout.slice(at, start), element: isYear ? '2006' : match[0] });
    at = match.index + match[0].length;
  }
  pieces.push({ before: layout.slice(at), element: '' });
  return pieces;
}

/** Whether an element is a fraction of a second, such as `.000`. */
export const isFraction = (element: string): boolean => /^[.,]/.test(element);
/** Whether an element is an offset, such as `-07:00` or `Z07:00`. */
export const isOffset = (element: string): boolean => /^[-Z]07/.test(element);
