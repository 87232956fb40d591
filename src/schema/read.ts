import { fail } from '../problem/problem.ts';
import { JsonError, parseJson } from '../yaml/json.ts';

/**
 * Parses a `values.schema.json`, which must be JSON, not YAML, as in Helm. Numbers keep their digits.
 *
 * @throws ProblemError with the place of the first error
 */
export function readSchema(text: string, file: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const isBroken = !/too (?:deeply|large)/.test(error.message);
    const offset = isBroken ? findFault(text) : error.offset;
    const lines = text.slice(0, offset).split('\n');
    const line = lines.length;
    const column = (lines.at(-1)?.length ?? 0) + 1;
    const source = text.split('\n')[line - 1]?.replace(/\r$/, '') ?? '';
    const found = !isBroken
      ? error.message
      : offset < text.length
        ? `unexpected ${JSON.stringify(text.charAt(offset))}`
        : 'it ends too early';
    return fail({
      code: 'chart',
      message: `the schema is not valid JSON: ${found}`,
      where: { file, line, column, source },
    });
  }
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The offset at which a string stops being JSON. JavaScript's parser reports it only in a message that varies by
 * version.
 */
function findFault(text: string): number {
  let offset = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    offset += match?.[0].length ?? 0;
    return match !== null;
  };
  const take = (character: string): boolean => {
    skip(SPACE);
    if (text[offset] !== character) return false;
    offset++;
    return true;
  };
  // What is open, innermost last; a loop instead of recursion, because the file may be nested deeply.
  const open: string[] = [];
  for (;;) {
    const closing = open.at(-1);
    skip(SPACE);
    if (closing === '}' && !(text[offset] === '"' && skip(SCALAR) && take(':'))) return offset;
    if (take('{')) {
      if (!take('}')) {
        open.push('}');
        continue;
      }
    } else if (take('[')) {
      if (!take(']')) {
        open.push(']');
        continue;
      }
    } else if (!skip(SCALAR)) return offset;
    for (;;) {
      const inside = open.at(-1);
      if (inside === undefined) {
        skip(SPACE);
        return offset;
      }
      if (take(',')) break;
      if (!take(inside)) return offset;
      open.pop();
    }
  }
}
