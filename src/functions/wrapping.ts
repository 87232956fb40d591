/** sprig's `abbrev`: at most `width` characters including `...`; a width below 4 changes nothing. */
export const abbrev = (width: number, text: string): string => (width < 4 ? text : shorten(text, 0, width));

/** sprig's `abbrevboth`: omits a part at the beginning, too; the result begins at `left` or before it. */
export const abbrevboth = (left: number, right: number, text: string): string =>
  right < 4 || (left > 0 && right < 7) ? text : shorten(text, left, right);

function shorten(text: string, offset: number, width: number): string {
  if (text.length <= width) return text;
  const room = width - 3;
  const start = Math.min(offset, text.length, text.length - room);
  if (start <= 4) return `${text.slice(0, room)}...`;
  if (start + room < text.length) return `...${abbrev(room, text.slice(start))}`;
  return `...${text.slice(text.length - room)}`;
}

/** sprig's `wrap`: breaks lines at spaces, at the width or before it; a longer word stays whole. */
export const wrap = (width: number, text: string): string => breakLines(text, width, '\n', false);

/** sprig's `wrapWith`: the same with another line break, and with long words cut. */
export const wrapWith = (width: number, separator: string, text: string): string =>
  breakLines(text, width, separator === '' ? '\n' : separator, true);

function breakLines(text: string, given: number, separator: string, cutsWords: boolean): string {
  const width = Math.max(given, 1);
  const lines: string[] = [];
  let at = 0;
  while (text.length - at > width) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    // Within one line only: a search in the whole text for each line would be quadratic.
    const line = text.slice(at, at + width + 1);
    const blank = line.lastIndexOf(' ');
    if (blank >= 0) {
      lines.push(line.slice(0, blank));
      at += blank + 1;
    } else if (cutsWords) {
      lines.push(line.slice(0, width));
      at += width;
    } else {
      const next = text.indexOf(' ', at + width);
      if (next < 0) break;
      lines.push(text.slice(at, next));
      at = next + 1;
    }
  }
  return [...lines, text.slice(at)].join(separator);
}
