import { FORBIDDEN } from './characters.ts';
import { SyntaxFault } from './fault.ts';
import { QUOTED, scan } from './scan.ts';
import { splitDocuments } from './split.ts';

/** Where a string is written: offsets in UTF-16 code units. */
export interface StringPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * The strings in quotes and the block scalars of a YAML stream, in their order: what looks like a comment in them is
 * not one. The first line of a block scalar, which may end in a comment, does not belong to it.
 *
 * @returns none of a document that cannot be read
 */
export function findStrings(text: string): StringPlace[] {
  return splitDocuments(text).parts.flatMap((part) => {
    const document = text.slice(part.start, part.end);
    return stringsOf(document).map(({ start, end }) => ({ start: part.start + start, end: part.start + end }));
  });
}

function stringsOf(document: string): StringPlace[] {
  if (document.search(FORBIDDEN) >= 0) return [];
  try {
    const { kinds, starts, ends } = scan(`${document}\n\0`);
    return kinds.flatMap((kind, index) => {
      if (kind !== QUOTED) return [];
      const start = starts[index] as number;
      const isInQuotes = document[start] === '"' || document[start] === "'";
      return [{ start: isInQuotes ? start : endOfLine(document, start), end: ends[index] as number }];
    });
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return [];
  }
}

function endOfLine(text: string, from: number): number {
  const lineBreak = /[\r\n]|$/g;
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}
