/** Something that a template opens and does not close. */
export interface Unclosed {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** A tag with its content: comments, blocks, calls. */
interface Tag {
  readonly offset: number;
  readonly inside: string;
}

/**
 * Finds what is open where it should not be: a string or a parenthesis in a tag, or a block. A parser notices it only
 * where the next token makes no sense, often at the end of the file.
 *
 * @param text a template that does not parse
 */
export function findUnclosed(text: string): Unclosed | undefined {
  const tags: Tag[] = [];
  let at = 0;
  for (;;) {
    const offset = text.indexOf('{{', at);
    if (offset < 0) return findBlock(tags);
    if (text[offset - 1] === '\\') {
      at = offset + 2;
      continue;
    }
    const comment = /^\{\{~?!(?:--[\s\S]*?--~?\}\}|[^}]*\}\})/.exec(text.slice(offset, offset + 100_000));
    if (comment) {
      at = offset + comment[0].length;
      continue;
    }
    if (/^\{\{~?!--/.test(text.slice(offset, offset + 6)))
      return { offset, message: '{{!-- is never closed', hint: 'write --}} where the comment ends' };
    const tag = readTag(text, offset);
    if ('message' in tag) return tag;
    tags.push(tag);
    at = offset + 2 + tag.inside.length;
  }
}

function readTag(text: string, offset: number): Tag | Unclosed {
  const parens: number[] = [];
  let at = offset + 2;
  for (; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '"' || char === "'") {
      const end = endOfString(text, at);
      if (end === undefined)
        return { offset: at, message: 'the string is never closed', hint: `write ${char} at its end` };
      at = end;
    } else if (char === '(') parens.push(at);
    else if (char === ')') parens.pop();
    else if (text.startsWith('}}', at)) break;
  }
  if (at >= text.length)
    return { offset, message: '{{ is never closed', hint: 'write }} at its end, or \\{{ where it is text' };
  const open = parens.at(-1);
  if (open !== undefined) return { offset: open, message: '( is never closed', hint: 'write ) at the end of the call' };
  return { offset, inside: text.slice(offset + 2, at) };
}

/** Strings may continue over lines; where the end of the tag comes first, one was not closed. */
function endOfString(text: string, at: number): number | undefined {
  const quote = text[at] as string;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\' && text[i + 1] === quote) i++;
    else if (text[i] === quote) return i;
    else if (text[i] === '\n' && text.slice(at, i).includes('}}')) return undefined;
  }
  return undefined;
}

function findBlock(tags: readonly Tag[]): Unclosed | undefined {
  const open: (Tag & { readonly name: string })[] = [];
  for (const tag of tags) {
    const [, mark, name = ''] = /^~?\{?([#^/])[*>]?\s*([^\s}~]*)/.exec(tag.inside) ?? [];
    if (mark === '/') {
      const last = open.pop();
      if (last && last.name !== name && open.some((block) => block.name === name)) return unclosed(last);
      if (last && last.name !== name) return undefined;
    } else if ((mark === '#' || mark === '^') && name !== '') open.push({ ...tag, name });
  }
  const last = open.at(-1);
  return last && unclosed(last);
}

const unclosed = ({ offset, inside, name }: Tag & { readonly name: string }): Unclosed => ({
  offset,
  message: `{{${inside.trim()}}} is never closed`,
  hint: `write {{/${name}}} where the block ends`,
});
