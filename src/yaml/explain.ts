import type { Problem, ProblemCode } from '../problems.ts';
import type { Reason, SyntaxFault } from './fault.ts';
import type { LineMap } from './lines.ts';

interface Words {
  readonly message: string;
  readonly hint?: string;
}

const QUOTE = 'put the text in quotes';

const WORDS: { readonly [reason in Reason]: Words } = {
  alias: {
    message: 'a `*` begins an alias, and what follows is no name of one',
    hint: `${QUOTE} if it is meant to begin with \`*\``,
  },
  anchor: {
    message: 'a `&` begins an anchor, and what follows is no name of one',
    hint: `${QUOTE} if it is meant to begin with \`&\``,
  },
  'block-header': {
    message: 'after `|` or `>` only `+`, `-`, a digit from 1 to 9 and a comment may stand',
    hint: 'begin the text on the next line, indented',
  },
  character: { message: 'this character cannot begin a value', hint: QUOTE },
  colon: {
    message: 'a second `: ` in the same place: a key is not allowed here',
    hint: `${QUOTE} if the colon belongs to it, or begin the map on the next line, indented`,
  },
  dash: { message: 'a list item cannot begin here', hint: 'begin the list on the next line' },
  'dash-in-flow': {
    message: 'a list item that begins with `- ` cannot stand inside brackets',
    hint: `separate items inside \`[\` and \`]\` by commas, or ${QUOTE}`,
  },
  directive: { message: 'a line that begins with `%` is a directive, and there is none of this name', hint: QUOTE },
  'document-end': { message: 'the document ends before it begins' },
  escape: {
    message: 'this is no escape that YAML knows inside double quotes',
    hint: 'write `\\\\` for a backslash, or use single quotes',
  },
  'flow-colon': { message: 'a `:` without a key before it', hint: QUOTE },
  forbidden: {
    message: 'a control character cannot stand in YAML',
    hint: 'write it as an escape inside double quotes, such as "\\u0007"',
  },
  key: {
    message: 'this line is no `key: value`, or its key is longer than 1024 characters',
    hint: 'put a space after the colon, indent the line if it continues the one above, or use `? ` for a long key',
  },
  question: { message: 'a key that begins with `?` cannot begin here', hint: QUOTE },
  tab: { message: 'a tab where only spaces may indent', hint: 'replace the tab by spaces' },
  tag: { message: 'a `!` begins a tag, and this is no tag', hint: `${QUOTE} if it is meant to begin with \`!\`` },
  unclosed: {
    message: 'the quote that opens here is never closed',
    hint: "close it; inside single quotes write '' for a quote, inside double quotes \\\"",
  },
  'unknown-anchor': {
    message: 'no anchor of this name stands above',
    hint: `${QUOTE} if it is meant to begin with \`*\``,
  },
  itself: { message: 'the alias stands inside what it names' },
  aliases: { message: 'the aliases of this document multiply it too often' },
  merge: { message: '`<<` merges a map, or a list of maps, and this is neither' },
  'complex-key': { message: 'a map or list cannot be a key', hint: QUOTE },
  'null-key': {
    message: 'a key is missing (or is null, which cannot be one)',
    hint: 'write the key before the colon; "null" and "~" in quotes are text',
  },
  'big-key': { message: 'a number of this size cannot be a key', hint: QUOTE },
  number: { message: 'NaN and infinity cannot be values', hint: QUOTE },
  tagged: { message: 'the value is not of the type that its tag names' },
  binary: { message: 'the value is tagged !!binary, and is no base64' },
  separator: { message: 'only a comment may follow `---` on its line', hint: 'begin the document on the next line' },
  structure: { message: 'this belongs to nothing above it', hint: 'check the indentation and the brackets' },
  version: { message: 'Kubernetes reads YAML 1.1 alone', hint: 'leave out the %YAML line' },
};

/** What js-yaml says, in this program's words. */
const STRUCTURE: readonly (readonly [RegExp, Words])[] = [
  [/tab characters/, WORDS.tab],
  [
    /bad indentation of a sequence/,
    {
      message: 'this line is indented differently from the list items above',
      hint: 'indent all items of a list alike',
    },
  ],
  [
    /bad indentation of a mapping|separator is expected/,
    { message: 'this line is indented differently from the keys above', hint: 'indent all keys of a map alike' },
  ],
  [/missed comma/, { message: 'a comma or the closing bracket is missing before this' }],
  [/within a flow collection/, { message: 'a bracket that was opened is never closed' }],
  [/expected the node content/, { message: 'a value is missing between two commas' }],
  [/expected ':' after|multiline key/, WORDS.key],
  [/nesting exceeded/, { message: 'maps and lists are nested too deeply' }],
  [/undeclared tag handle|tag /, WORDS.tag],
  [/duplication of/, { message: 'a value can have one tag and one anchor' }],
  [/alias node/, { message: 'an alias can have neither tag nor anchor' }],
];

/** The problem that a fault is, with its place and, where the cause is a common one, the way out. */
export function explainFault(fault: SyntaxFault, offset: number, name: string, lines: LineMap): Problem {
  const { line, column } = lines.locate(offset);
  const source = lines.line(line);
  const { message, hint } = findWords(fault, source, column);
  const where = { file: name, line, column, source };
  return problem('yaml-syntax', 'error', message, where, hint);
}

export function explainDuplicate(key: string, offset: number, first: number, name: string, lines: LineMap): Problem {
  const { line, column } = lines.locate(offset);
  const where = { file: name, line, column, source: lines.line(line) };
  const message = `the key ${JSON.stringify(key)} stands twice in this map, and the last one wins`;
  return problem('yaml-duplicate-key', 'warning', message, where, `line ${lines.locate(first).line} has it first`);
}

function problem(
  code: ProblemCode,
  severity: 'error' | 'warning',
  message: string,
  where: Problem['where'] & object,
  hint?: string,
): Problem {
  return hint === undefined ? { code, severity, message, where } : { code, severity, message, where, hint };
}

function findWords(fault: SyntaxFault, source: string, column: number): Words {
  if (/(?:^|[:\-?,[]\s*)\{\{/.test(source) && fault.reason !== 'forbidden')
    return {
      message: 'a value that begins with `{{` is read as a map, not as text',
      hint: 'put the whole value in quotes: "{{ … }}"',
    };
  if (fault.reason === 'character') {
    const character = String.fromCodePoint(source.codePointAt(column - 1) ?? 32);
    return { message: `a value cannot begin with \`${character === '`' ? "'`'" : character}\``, hint: QUOTE };
  }
  if (fault.reason !== 'structure') {
    const words = WORDS[fault.reason];
    return fault.detail === '' ? words : { ...words, message: `${words.message}: ${fault.detail}` };
  }
  return STRUCTURE.find(([pattern]) => pattern.test(fault.detail))?.[1] ?? WORDS.structure;
}
