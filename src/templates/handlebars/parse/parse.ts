import Handlebars from 'handlebars';
import { ProblemError, sourceOf, type Where } from '../../../problem/problem.ts';
import { findTooDeep, MAX_DEPTH } from './depth.ts';
import { findGoSpelling } from './go-spelling.ts';
import type { hbs } from './syntax.ts';
import { findUnclosed } from './unclosed.ts';

/**
 * Parses a template, and applies white space control.
 *
 * @throws ProblemError `template-syntax`
 */
export function parseTemplate(text: string, file: string): hbs.Program {
  const go = findGoSpelling(text);
  if (go) {
    throw new ProblemError({
      code: 'template-syntax',
      severity: 'error',
      message: `${go.tag} is the spelling of Go templates`,
      where: placeAt(text, file, go.offset),
      hint: go.translation
        ? `write ${go.translation}`
        : 'write it in Handlebars: {{#if x}}…{{/if}}, {{#each x}}…{{/each}}, {{f a b}}',
    });
  }
  const deep = findTooDeep(text);
  if (deep !== undefined) {
    throw new ProblemError({
      code: 'template-syntax',
      severity: 'error',
      message: `blocks, branches or calls are nested more than ${MAX_DEPTH} deep`,
      where: placeAt(text, file, deep),
      hint: 'move some of it to a named template',
    });
  }
  try {
    return Handlebars.parse(text) as unknown as hbs.Program;
  } catch (error) {
    throw syntaxProblem(text, file, error as Error);
  }
}

interface ParserError {
  readonly text: string;
  readonly token: string;
  readonly loc?: { readonly first_line: number; readonly first_column: number; last_line: number; last_column: number };
  readonly line: number;
}

/** Handlebars' message contains a drawing of the place, so its parser is called again for the place itself. */
function syntaxProblem(text: string, file: string, error: Error): ProblemError {
  const unclosed = findUnclosed(text);
  if (unclosed) {
    const { offset, message, hint } = unclosed;
    return new ProblemError({
      code: 'template-syntax',
      severity: 'error',
      message: `not a Handlebars template: ${message}`,
      where: placeAt(text, file, offset),
      hint,
    });
  }
  let { message } = error;
  let place: Where = { file };
  const known = error as Error & { lineNumber?: number; column?: number };
  if (known.lineNumber !== undefined && known.column !== undefined) {
    place = placeOn(text, file, known.lineNumber, known.column);
    message = message.replace(/ - \d+:\d+$/, '');
  } else {
    let found: ParserError | undefined;
    const parser = Object.create((Handlebars as unknown as { Parser: object }).Parser) as {
      parseError(message: string, detail: ParserError): never;
      parse(text: string): unknown;
    };
    parser.parseError = (_, detail) => {
      found = detail;
      throw error;
    };
    try {
      parser.parse(text);
    } catch {}
    if (found) {
      const { loc } = found;
      place = loc ? placeOn(text, file, loc.last_line, loc.last_column) : placeOn(text, file, found.line + 1, 0);
      message = found.token === 'EOF' ? 'the template ends inside a block or a tag' : `unexpected ${quoteToken(found)}`;
    } else {
      message = message.split('\n')[0] ?? message;
    }
  }
  const mismatch = /^(\S+) doesn't match (\S+)$/.exec(message);
  return new ProblemError({
    code: 'template-syntax',
    severity: 'error',
    message: `not a Handlebars template: ${message}`,
    where: place,
    hint: mismatch ? `write {{/${mismatch[1]}}}` : hintFor(message, place.source ?? ''),
  });
}

/** Hints by the beginning of the parser's message. */
const HINTS: readonly (readonly [message: RegExp, hint: string])[] = [
  [/\}\}\}/, 'write }} } where a brace follows a value'],
  [/^unexpected "\{\{~?(?:\/|else\b)/, 'no block is open here: remove it, or open one before'],
  [/^unexpected "[=!<>&]/, 'compare with functions: {{#if (eq a b)}}, (ne a b), (lt a b), (and a b), (not a)'],
  [/^unexpected "\d/, 'an item of a list is x.[0], or (index x 0)'],
];

const hintFor = (message: string, line: string): string =>
  (/^unexpected "~?\}\}"/.test(message) && line.includes('{{{')
    ? 'a tag that begins with {{{ ends with }}}'
    : undefined) ??
  HINTS.find(([pattern]) => pattern.test(message))?.[1] ??
  'text that is not a template is written \\{{';

const quoteToken = ({ text, token }: ParserError): string => (text ? `"${text}"` : token);

/** A place as Handlebars counts: lines from 1, columns from 0. */
export function placeOn(text: string, file: string, line: number, column: number): Where {
  return { file, line, column: column + 1, ...sourceOf(text.split('\n')[line - 1] ?? '', column + 1) };
}

function placeAt(text: string, file: string, offset: number): Where {
  const before = text.slice(0, offset).split('\n');
  return placeOn(text, file, before.length, before.at(-1)?.length ?? 0);
}
