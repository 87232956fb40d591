import type { Reason } from './fault.ts';

/** A message about what is wrong, and a hint about what to write instead. */
export interface Words {
  readonly message: string;
  readonly hint?: string;
}

const QUOTE = 'put the text in quotes';
const meant = (mark: string): string => `${QUOTE} if it is meant to begin with \`${mark}\``;

/** The message and the hint for each reason. */
export const WORDS: { readonly [reason in Reason]: Words } = {
  'after-quote': {
    message: 'text follows a quote that closes before it',
    hint: `quote all of the value; inside single quotes write '' for a quote, inside double quotes \\"`,
  },
  alias: { message: 'a `*` begins an alias, and what follows is not a valid name', hint: meant('*') },
  aliases: { message: 'the aliases of this document multiply it too often' },
  anchor: { message: 'a `&` begins an anchor, and what follows is not a valid name', hint: meant('&') },
  'big-key': { message: 'a number of this size cannot be a key', hint: QUOTE },
  binary: { message: 'the value is tagged !!binary, and is not base64 of UTF-8' },
  'block-header': {
    message: 'after `|` or `>` only `+`, `-`, a digit from 1 to 9 and a comment are allowed',
    hint: 'begin the text on the next line, indented',
  },
  character: { message: 'a value cannot begin like this', hint: QUOTE },
  colon: {
    message: 'a second `: ` on one line: a map cannot begin here',
    hint: `${QUOTE} if the colon belongs to it, or begin the map on the next line, indented`,
  },
  comma: { message: 'a comma or the closing bracket is missing before this' },
  'complex-key': { message: 'a map or list cannot be a key', hint: QUOTE },
  continued: {
    message: 'this line continues the value above it, so it cannot be a key',
    hint: 'indent it like the keys above; or a colon, or the space after one, is missing in the line above',
  },
  dash: { message: 'a list item cannot begin here', hint: 'begin the list on the next line' },
  'dash-in-flow': {
    message: 'a list item that begins with `- ` cannot be inside brackets',
    hint: `separate items inside brackets by commas, or ${QUOTE}`,
  },
  directive: { message: 'a line that begins with `%` is a directive, and there is none with this name', hint: QUOTE },
  'document-end': { message: 'the document ends before it begins' },
  escape: {
    message: 'unknown escape sequence inside double quotes',
    hint: 'write `\\\\` for a backslash, or use single quotes',
  },
  'flow-colon': { message: 'a `:` without a key before it', hint: QUOTE },
  'flow-key': {
    message: 'a key inside brackets must be on one line, with at most 1024 characters',
    hint: 'is the closing bracket of a list or map above missing?',
  },
  forbidden: {
    message: 'control characters are not allowed in YAML',
    hint: 'write it as an escape inside double quotes, such as "\\u0007"',
  },
  itself: { message: 'the alias is inside its own target' },
  key: {
    message: 'this line is not `key: value`',
    hint: 'write a colon and a space after the key, or indent the line if it continues the one above',
  },
  'long-key': { message: 'a key of more than 1024 characters needs `? ` before it' },
  merge: { message: '`<<` merges a map, or a list of maps, and this is neither' },
  'null-key': {
    message: 'a key is missing, or is null, which cannot be one',
    hint: 'write the key before the colon; "null" and "~" in quotes are strings',
  },
  number: { message: 'NaN and infinity cannot be values', hint: QUOTE },
  question: { message: 'a key that begins with `?` cannot begin here', hint: QUOTE },
  'question-in-flow': { message: 'a `?` cannot be inside brackets without quotes', hint: QUOTE },
  separator: { message: 'only a comment may follow `---` on its line', hint: 'begin the document on the next line' },
  structure: { message: 'this belongs to nothing above it', hint: 'check the indentation and the brackets' },
  tab: { message: 'a tab where only spaces may indent', hint: 'replace the tab by spaces' },
  tag: { message: 'a `!` begins a tag, and this is not a valid tag', hint: meant('!') },
  tagged: { message: 'the value is not of the type that its tag names' },
  'too-many': { message: 'the document has more keys, values, maps and lists than are read: about 500,000' },
  unclosed: {
    message: 'the quote that opens here is never closed',
    hint: `close it; inside single quotes write '' for a quote, inside double quotes \\"`,
  },
  'unclosed-bracket': { message: 'the bracket that opens here is never closed' },
  'unknown-anchor': { message: 'there is no anchor of this name above', hint: meant('*') },
  version: { message: 'Kubernetes reads only YAML 1.1', hint: 'leave out the %YAML line' },
};

/** Messages for js-yaml's errors about structure. */
export const STRUCTURE: readonly (readonly [RegExp, Words])[] = [
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
  [/missed comma/, WORDS.comma],
  [/expected the node content/, { message: 'a value is missing between two commas' }],
  [/expected ':' after|multiline key/, WORDS.key],
  [/nesting exceeded/, { message: 'maps and lists are nested too deeply' }],
  [/duplication of %YAML/, { message: 'a document can have one %YAML line', hint: 'leave out the %YAML line' }],
  [/duplication of/, { message: 'a value can have one tag and one anchor' }],
  [/tag /, WORDS.tag],
  [/alias node/, { message: 'an alias can have neither tag nor anchor' }],
];

/** Messages for common mistakes that the line shows. They have precedence over those of the reason. */
export const SLIPS: readonly (readonly [RegExp, readonly Reason[], Words])[] = [
  [
    /(?:^|[:\-?,[]\s*)\{\{/,
    ['structure', 'complex-key', 'flow-colon', 'flow-key', 'question-in-flow', 'character', 'colon', 'after-quote'],
    {
      message: 'a value that begins with `{{` is read as a map, not as a string',
      hint: 'put the whole value in quotes: "{{ … }}"',
    },
  ],
  [/^\s*-[^\s-]/, ['key'], { message: 'the space after the dash is missing', hint: 'write `- item`' }],
  [/^\s*[\w./-]+:[^\s:/]/, ['key'], { message: 'the space after the colon is missing', hint: 'write `key: value`' }],
];
