import { printable } from './printable.ts';

/** A line of text as it is shown, and the line below it that marks a place. */
export interface Excerpt {
  readonly text: string;
  /** Empty where no place is to be marked. */
  readonly caret: string;
}

/**
 * One line of source, cut to `width` screen columns around a place, with a caret below it.
 *
 * @param line the source, without its line end
 * @param offset the 0-based place, in UTF-16 code units (the end of the line is a place too); `undefined` for none
 */
export function excerpt(line: string, offset: number | undefined, width: number): Excerpt {
  const place = Math.min(Math.max(offset ?? 0, 0), line.length);
  // A line of megabytes is not measured completely: what is further away than this cannot be shown.
  const from = Math.max(0, place - 4 * width);
  const to = Math.min(line.length, place + 4 * width);
  const cells = toCells(line.slice(from, to));
  const end = cells.at(-1)?.right ?? 0;
  const target = cells.find((cell) => place - from < cell.end)?.left ?? end;

  const fits = from === 0 && to === line.length && Math.max(end, target + 1) <= width;
  const room = fits ? width : width - 2;
  // More of the line before the place than after it is shown, because its keys show where the place is.
  const left = fits ? 0 : Math.max(0, Math.min(target - Math.floor((room * 2) / 3), end + 1 - room));
  const shown = cells.filter((cell) => cell.left >= left && cell.right <= left + room);
  const start = shown[0]?.left ?? 0;
  const before = from > 0 || start > 0 ? ELLIPSIS : '';
  const after = to < line.length || (shown.at(-1)?.right ?? 0) < end ? ELLIPSIS : '';
  return {
    text: (before + shown.map((cell) => cell.text).join('') + after).trimEnd(),
    caret: offset === undefined ? '' : `${' '.repeat(before.length + target - start)}^`,
  };
}

const ELLIPSIS = '…';
const TAB = 4;

/** A character as the reader sees it: the end of its source, and the screen columns it needs. */
interface Cell {
  readonly text: string;
  readonly end: number;
  readonly left: number;
  readonly right: number;
}

function toCells(line: string): Cell[] {
  // Of most lines each character is a cell.
  if (/^[ -~]*$/.test(line))
    return Array.from(line, (text, index) => ({ text, end: index + 1, left: index, right: index + 1 }));
  const cells: Cell[] = [];
  let left = 0;
  for (const { segment, index } of new Intl.Segmenter('en').segment(line)) {
    const text = segment === '\t' ? ' '.repeat(TAB - (left % TAB)) : printable(segment);
    const right = left + (text === segment ? columns(segment) : text.length);
    cells.push({ text, end: index + segment.length, left, right });
    left = right;
  }
  return cells;
}

/**
 * The width of a character in terminals: no column for a combining mark without a base, two for East Asian wide and
 * full-width characters and for emoji. The patterns are inline, because creating them takes a while and is seldom
 * needed.
 */
function columns(grapheme: string): number {
  if (/^[ -~]$/.test(grapheme)) return 1;
  if (/^\p{M}+$/u.test(grapheme)) return 0;
  const isWide =
    /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|.\ufe0f)/u.test(
      grapheme,
    );
  return isWide ? 2 : 1;
}
