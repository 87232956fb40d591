/**
 * Patterns of Go's `filepath.Match`, which Helm uses for `.helmignore` and `--show-only`: `*` and `?` stop at `/`,
 * `[a-z]` and `[^a-z]` do not; `\` escapes the next character.
 *
 * @returns an expression for whole paths; undefined for what Go refuses as a bad pattern
 */
export function compilePathPattern(pattern: string): RegExp | undefined {
  const chars = [...pattern];
  let source = '';
  for (let i = 0; i < chars.length; ) {
    const char = chars[i] as string;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const found = readClass(chars, i + 1);
      if (!found) return undefined;
      source += found.source;
      i = found.end;
      continue;
    } else if (char === '\\') {
      i++;
      if (i >= chars.length) return undefined;
      source += literal(chars[i] as string);
    } else source += literal(char);
    i++;
  }
  return new RegExp(`^${source}$`, 'su');
}

/** A character of a pattern as an expression that matches only it, inside and outside of a class. */
export const literal = (char: string): string => `\\u{${(char.codePointAt(0) as number).toString(16)}}`;

function readClass(chars: readonly string[], start: number): { source: string; end: number } | undefined {
  let at = start;
  const negated = chars[at] === '^';
  if (negated) at++;
  let ranges = '';
  for (let count = 0; ; count++) {
    if (chars[at] === ']' && count > 0) return { source: `[${negated ? '^' : ''}${ranges}]`, end: at + 1 };
    const low = readMember(chars, at);
    if (!low) return undefined;
    const high = chars[low.end] === '-' ? readMember(chars, low.end + 1) : low;
    if (!high) return undefined;
    // A range whose end is before its start is empty.
    if (codeOf(low.char) <= codeOf(high.char)) ranges += `${literal(low.char)}-${literal(high.char)}`;
    at = high.end;
  }
}

const codeOf = (char: string): number => char.codePointAt(0) as number;

function readMember(chars: readonly string[], at: number): { char: string; end: number } | undefined {
  let i = at;
  if (chars[i] === undefined || chars[i] === '-' || chars[i] === ']') return undefined;
  if (chars[i] === '\\') i++;
  const char = chars[i];
  // Go expects something to follow: a class never ends the input.
  return char === undefined || i + 1 >= chars.length ? undefined : { char, end: i + 1 };
}
