/**
 * Finds Go's syntax in a Handlebars template. Go templates and Handlebars share their braces and little else, and some
 * of Go's syntax is parsed by Handlebars with another meaning (`{{toYaml .Values.a}}` reads a field of `toYaml`). So
 * the source is checked for it before Handlebars parses it, and the error proposes the syntax that works here.
 */

import { tagsOf, withoutStrings } from './tags.ts';

/** A tag in Go's syntax. */
export interface GoSpelling {
  /** Offset of the tag in the source. */
  readonly offset: number;
  /** The tag as written. */
  readonly tag: string;
  /** The same in Handlebars, as far as the tag alone shows it. */
  readonly translation: string | undefined;
}

/** Of a longer tag, only the beginning is shown. */
const LONGEST = 500;

/** What identifies Go's syntax inside a tag, without its strings. */
const MARKS: readonly RegExp[] = [
  /^-\s/, // {{- x }}
  /\s-$/, // {{ x -}}
  /^\s*\/\*/, // {{/* comment */}}
  /(?:^|[\s(])\$?\.[A-Za-z_]/, // .Values.x, $.Values.x
  /(?:^|[\s(])\.(?:[\s)]|$)/, // include "x" .
  /^\s*(?:if|with|range|template|block|define|end|break|continue)(?:\s|$)/,
  /\|/, // a | f
  /\$[A-Za-z_]\w*|\$(?:[\s),]|$)/, // $name, $
  /:=/,
];

/**
 * @param source the template's text
 * @returns the first tag in Go's syntax, or undefined
 */
export function findGoSpelling(source: string): GoSpelling | undefined {
  for (const { offset, tag, inner } of tagsOf(source)) {
    const bare = withoutStrings(inner)
      .replace(/\[[^\]]*(?:\]|$)/g, 'segment')
      .replace(/\sas\s+\|[^|]*\|\s*$/, '');
    if (MARKS.some((mark) => mark.test(bare)) || hasRawString(inner)) {
      const isShort = tag.length <= LONGEST;
      return {
        offset,
        tag: isShort ? tag : `${tag.slice(0, LONGEST)}…`,
        translation: isShort ? translate(inner) : undefined,
      };
    }
  }
  return undefined;
}

/** Whether there is a string in backquotes, as in {{ `{{ $labels.pod }}` }}. */
const hasRawString = (inner: string): boolean =>
  inner.includes('`') && /`/.test(inner.replace(/"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|'[^']*'/g, ''));

/**
 * Whether a string of the values is in Go's language. An expression that is only a string, `{{ "{{" }}`, is Go's, too:
 * in Handlebars it is the name of a field, which no value needs. One that begins with a parenthesis is no Handlebars.
 */
export function isGoString(text: string): boolean {
  if (findGoSpelling(text)) return true;
  for (const { inner } of tagsOf(text)) if (ONLY_STRING.test(inner) || /^\s*\(/.test(inner)) return true;
  return false;
}

const ONLY_STRING = /^\s*"(?:\\.|[^"\\])*"\s*$/;

const BLOCKS: Readonly<Record<string, string>> = { if: '#if', with: '#with', range: '#each' };

function translate(inner: string): string | undefined {
  const text = inner
    .replace(/^-\s+/, '')
    .replace(/(?<!\s)\s+-$/, '')
    .trim();
  const comment = /^\/\*([\s\S]*)\*\/$/.exec(text);
  if (comment) return `{{!--${comment[1]}--}}`;
  if (/:=/.test(text) || /^(?:end|define|block|template|break|continue)\b/.test(text)) return undefined;
  const [, keyword, rest = text] = /^(if|with|range)\s+([\s\S]*)$/.exec(text) ?? [];
  const expression = translatePipeline(rest);
  if (expression === undefined) return undefined;
  // A block takes one argument.
  const argument = /^[^(].*\s/.test(expression) ? `(${expression})` : expression;
  return keyword ? `{{${BLOCKS[keyword]} ${argument}}}` : `{{${expression.replace(/^\((.*)\)$/, '$1')}}}`;
}

/** `a b | f c` is `f c (a b)`. */
function translatePipeline(text: string): string | undefined {
  const tokens = text.match(/"(?:\\.|[^"\\])*"|`[^`]*`|[()|]|[^\s()|]+/g);
  // Handlebars has neither such strings nor fields of a call.
  if (!tokens || tokens.some((token) => token.startsWith('`')) || text.includes(').')) return undefined;
  return translateStages(tokens.values());
}

/** The tokens up to the end of the call. */
function translateStages(tokens: Iterator<string>): string {
  const stages: string[][] = [[]];
  for (let { value, done } = tokens.next(); !done && value !== ')'; { value, done } = tokens.next()) {
    if (value === '|') stages.push([]);
    else stages.at(-1)?.push(value === '(' ? `(${translateStages(tokens)})` : translateToken(value));
  }
  return stages
    .map((stage) => stage.join(' '))
    .reduce((piped, stage) => `${stage} ${/\s/.test(piped) ? `(${piped})` : piped}`);
}

function translateToken(token: string): string {
  if (token === '.') return 'this';
  if (token === '$') return '@root';
  if (token.startsWith('$.')) return /^\$\.[A-Z]/.test(token) ? token.slice(2) : `@root.${token.slice(2)}`;
  if (token.startsWith('.')) return token.slice(1);
  return token;
}
