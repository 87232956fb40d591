import { wrapLine } from './report.ts';

/**
 * A page of the documentation for a terminal: paragraphs wrapped, marks of emphasis removed, code indented.
 *
 * @param width columns; code is never wrapped
 * @returns the text, with a line end after each line
 */
export function renderMarkdown(page: string, width: number): string {
  const blocks = splitBlocks(page).map((block) => renderBlock(block, width));
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Splits a page into blocks at empty lines; a block of code may contain some, and ends with its fence. */
function splitBlocks(page: string): string[] {
  const blocks: string[][] = [[]];
  let isCode = false;
  for (const line of page.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    if (line === '' && !isCode) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.map((lines) => lines.join('\n')).filter((block) => block !== '');
}

const CODE = '  ';

function renderBlock(block: string, width: number): string {
  const code = /^```[^\n]*\n([\s\S]*?)\n?```$/.exec(block);
  if (code)
    return (code[1] ?? '')
      .split('\n')
      .map((line) => `${CODE}${line}`.trimEnd())
      .join('\n');
  const heading = /^#+ (.*)$/.exec(block);
  if (heading) return plain(heading[1] ?? '');
  if (/^\|/.test(block)) return renderTable(block, width);
  if (/^[-*] /m.test(block))
    return block
      .split(/\n(?=[-*] )/)
      .map((item) => wrapText(plain(item.replace(/\n\s*/g, ' ')), width, '  '))
      .join('\n');
  return wrapText(plain(block.replace(/\n\s*/g, ' ')), width, '');
}

/** Prints the cells of each row below each other, because a table is wider than a terminal. */
function renderTable(block: string, width: number): string {
  const rows = block.split('\n').filter((row) => !/^\|[\s:|-]+\|$/.test(row));
  const cells = (row: string) =>
    row
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => plain(cell.trim()));
  return rows
    .map((row) =>
      wrapText(
        cells(row)
          .filter((cell) => cell !== '')
          .join(': '),
        width,
        '  ',
      ),
    )
    .join('\n');
}

const wrapText = (text: string, width: number, indent: string): string => wrapLine(text, width, indent).join('\n');

/** Text without the marks of Markdown; of a link the text, and the address where it leads out of the documentation. */
const plain = (text: string): string =>
  text
    .replace(/\[([^[\]]{0,200})\]\((https?:[^()\s]*)\)/g, '$1 ($2)')
    .replace(/\[([^[\]]{0,200})\]\([^()\s]{0,200}\)/g, '$1')
    .replace(/\*\*([^*]*)\*\*/g, '$1')
    .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '$1')
    .replaceAll('\\|', '|');
