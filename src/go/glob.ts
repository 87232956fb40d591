import { toRunes } from './decode.ts';
import { Regexp, RegexpError } from './regexp/regexp.ts';

/**
 * Patterns of gobwas/glob with `/` as separator, as in Helm's `.Files.Glob`: `*` and `?` stop at `/`, `**` does not;
 * `[a-z]`, `[abc]` and `[!abc]` match one character, `{a,b}` one of the patterns; `\` escapes the next character. As in
 * Helm, a malformed pattern matches every file.
 *
 * @returns whether a path matches
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const source = translate([...toRunes(pattern)]);
  if (source === undefined) return () => true;
  try {
    // JavaScript's own expressions need exponential time for some patterns.
    const expression = new Regexp(`(?s)^(?:${source})$`);
    return (path) => expression.find(path) !== undefined;
  } catch (error) {
    if (error instanceof RegexpError) return () => true;
    throw error;
  }
}

/** A character as an expression that matches only it. */
const literal = (char: string): string => `\\x{${(char.codePointAt(0) as number).toString(16)}}`;

function translate(chars: readonly string[]): string | undefined {
  let source = '';
  let depth = 0;
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] as string;
    if (char === '*') {
      if (chars[i + 1] === '*') {
        source += '.*';
        i++;
      } else source += '[^/]*';
    } else if (char === '?') source += '[^/]';
    else if (char === '{') {
      source += '(?:';
      depth++;
    } else if (char === ',' && depth > 0) source += '|';
    else if (char === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (char === '[') {
      const found = readClass(chars, i + 1);
      if (!found) return undefined;
      source += found.source;
      i = found.end;
    } else if (char === '\\') source += i + 1 < chars.length ? literal(chars[++i] as string) : '';
    else source += literal(char);
  }
  return source + ')'.repeat(depth);
}

/** `[lo-hi]`, or a list of characters in which `-` has no meaning unless it is the second. */
function readClass(chars: readonly string[], start: number): { source: string; end: number } | undefined {
  let at = start;
  const negated = chars[at] === '!';
  if (negated) at++;
  let members = '';
  if (chars[at + 1] === '-') {
    const [low, high] = [chars[at] as string, chars[at + 2]];
    if (high === undefined || low > high || chars[at + 3] !== ']') return undefined;
    members = `${literal(low)}-${literal(high)}`;
    at += 3;
  } else {
    for (; chars[at] !== ']'; at++) {
      if (chars[at] === '\\') at++;
      const char = chars[at];
      if (char === undefined) return undefined;
      members += literal(char);
    }
    if (members === '') return undefined;
  }
  return { source: `[${negated ? '^' : ''}${members}]`, end: at };
}
