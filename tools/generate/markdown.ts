export const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table in Markdown, without a line break at its end. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(...head), `|${'---|'.repeat(head.length)}`, ...rows.map((cells) => row(...cells))].join('\n');
}

/**
 * Replaces what is between two comments, `<!-- begin NAME: … -->` and `<!-- end NAME -->`.
 *
 * @throws Error where the page does not have both
 */
export function replaceSection(page: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- begin ${name}: npm run generate -->\n)[\\s\\S]*?(<!-- end ${name} -->)`);
  if (!section.test(page)) throw new Error(`the page has no section ${name}`);
  return page.replace(section, (_, begin: string, end: string) => `${begin}\n${content}\n\n${end}`);
}
