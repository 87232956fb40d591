/**
 * Where a published version shows the pages of its rules, such as `https://example.com/v1.0.0/docs/rules`. No version is
 * published yet: whoever registered the name of the package could show anything there. A release that publishes the
 * pages sets this, and nothing else.
 */
const PUBLISHED: string | undefined = undefined;

/** The page of a rule: its address, or else its path from the directory that holds the package or the checkout. */
export const pageOf = (rule: string, published: string | undefined = PUBLISHED): string =>
  `${published ?? 'kilo-chart/docs/rules'}/${rule}.md`;

/** How somebody who reads a report gets the page of a rule: its address, or else the command that prints it. */
export const seeAlso = (rule: string, published: string | undefined = PUBLISHED): string =>
  published === undefined ? `kilo-chart explain ${rule}` : pageOf(rule, published);

/** What a reader gets who shows a rule: the text of its page, and its address where it has one. */
export function helpOf(rule: string, pages: ReadonlyMap<string, string>, published: string | undefined = PUBLISHED) {
  // Links to other pages lead nowhere outside of the documentation.
  const page = pages.get(rule)?.replaceAll(/\[([^[\]]+)\]\((?!https?:)[^()]*\)/g, '$1');
  return {
    ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
    ...(published === undefined ? {} : { helpUri: pageOf(rule, published) }),
  };
}
