/** A tag of a template, as text. */
export interface TagText {
  /** Offset of the tag in the source. */
  readonly offset: number;
  /** The tag as written. */
  readonly tag: string;
  /** What is between its braces. */
  readonly inner: string;
}

const TAG = /\\?\{\{(?:\{?(!--[\s\S]*?--|(?!\{)(?:"(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|[^"'`}]|\}(?!\}))+)\}?)\}\}/y;

/** How many times the length of a template may be searched for the ends of tags that have none. */
const PATIENCE = 10;

/**
 * The tags of a template, without comments and what is escaped. Where many are not closed, the search ends: Handlebars'
 * parser is going to refuse the template.
 */
export function* tagsOf(source: string): Generator<TagText> {
  let searched = 0;
  for (let at = source.indexOf('{{'); at >= 0 && searched <= PATIENCE * source.length; ) {
    const offset = at > 0 && source[at - 1] === '\\' ? at - 1 : at;
    TAG.lastIndex = offset;
    const { 0: tag, 1: inner = '' } = TAG.exec(source) ?? [];
    if (tag === undefined) searched += source.length - at;
    else if (offset === at && !inner.startsWith('!')) yield { offset, tag, inner };
    at = source.indexOf('{{', tag === undefined ? at + 1 : offset + tag.length);
  }
}

/** A tag with empty strings instead of those in it. */
export const withoutStrings = (inner: string): string =>
  inner.replace(/"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|'[^']*(?:'|$)|`[^`]*(?:`|$)/g, '""');
