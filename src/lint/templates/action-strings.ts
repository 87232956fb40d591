import type { StringPlace } from '../../yaml/string-places.ts';

/** What begins a comment of a template, or an action. */
const OPEN = /\{\{[-~]?\s*(?:\/\*|!)|\{\{/g;
/** In an action: a string, which may lack its end, or the end of the action. */
const INSIDE = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|\}\}/g;

/** The strings in the actions of a template of either language, with their quotes. */
export function findActionStrings(text: string): StringPlace[] {
  const found: StringPlace[] = [];
  let at = 0;
  for (let open = next(OPEN, text, at); open; open = next(OPEN, text, at)) {
    at = open.index + open[0].length;
    if (open[0] !== '{{') continue;
    for (let part = next(INSIDE, text, at); part; part = next(INSIDE, text, at)) {
      at = part.index + part[0].length;
      if (part[0] === '}}') break;
      found.push({ start: part.index, end: at });
    }
  }
  return found;
}

/** What is in quotes in a line of a template, whose text need not be YAML: they begin where a value of YAML does. */
export const findQuoted = (text: string): StringPlace[] =>
  Array.from(text.matchAll(QUOTED), ({ index, 0: quoted }) => ({ start: index, end: index + quoted.length }));

const QUOTED = /(?<=^|[\s[{,])(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\n]|'')*'?)/g;

function next(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
