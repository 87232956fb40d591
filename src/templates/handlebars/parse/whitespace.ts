import type { hbs } from './syntax.ts';

/**
 * Completes Handlebars' treatment of tags that are the only ones on their lines, which then print no line: for
 * statements that print nothing, and for the end of a block with `{{else if}}`, whose indentation Handlebars keeps.
 *
 * @param body statements, changed in place
 */
export function tidyLines(body: hbs.Statement[], printsNothing: (mustache: hbs.MustacheStatement) => boolean): void {
  body.forEach((node, index) => {
    const [before, after] = [body[index - 1], body[index + 1]];
    if (node.type === 'BlockStatement') {
      const block = node as hbs.BlockStatement;
      if (block.program) tidyLines(block.program.body, printsNothing);
      if (block.inverse) tidyLines(block.inverse.body, printsNothing);
      if (block.inverse?.chained && endsLine(after)) tidyEnd(block);
    } else if (node.type === 'MustacheStatement' && printsNothing(node as hbs.MustacheStatement)) {
      if (startsLine(before, index) && endsLine(after)) dropLine(before, after);
    }
  });
}

function startsLine(before: hbs.Statement | undefined, index: number): boolean {
  return index === 0 || (isContent(before) && /(?:^|\n)[ \t]*$/.test(before.value));
}

/** By the original source: Handlebars may have removed the end of the line already. */
function endsLine(after: hbs.Statement | undefined): boolean {
  return after === undefined || (isContent(after) && /^[ \t]*(?:\r?\n|$)/.test(after.original));
}

function dropLine(before: hbs.Statement | undefined, after: hbs.Statement | undefined): void {
  if (isContent(before)) before.value = before.value.replace(/(?<![ \t])[ \t]+$/, '');
  if (isContent(after)) after.value = after.value.replace(/^[ \t]*\r?\n?/, '');
}

/** The last branch of a chain contains the indentation of the tag that ends the block. */
function tidyEnd(block: hbs.BlockStatement): void {
  let last = block;
  while (last.inverse?.chained) last = last.inverse.body[0] as hbs.BlockStatement;
  const content = (last.inverse ?? last.program)?.body.at(-1);
  if (isContent(content)) content.value = content.value.replace(/(^|\n)[ \t]+$/, '$1');
}

const isContent = (node: hbs.Statement | undefined): node is hbs.ContentStatement => node?.type === 'ContentStatement';
