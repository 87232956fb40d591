import { quoteForShell } from '../shell.ts';
import type { SetFault } from './set-grammar.ts';
import type { FlagSource } from './source.ts';

/**
 * What to write instead of what Helm refuses. Each gives a spelling that works, made from the text that does not.
 *
 * @returns undefined where Helm's own words say it all
 */
export function hintForFault(fault: SetFault, source: FlagSource): string | undefined {
  return HINTS[fault.kind](fault, source);
}

const example = (flag: string, text: string): string => `${flag} ${quoteForShell(text)}`;

/** The text up to the fault and a little more: hints are to be read, and a flag may be as long as a file. */
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

const HINTS: { readonly [K in SetFault['kind']]: (fault: SetFault, source: FlagSource) => string | undefined } = {
  'no-value': ({ subject, offset }, { flag, text }) => {
    const before = text.slice(0, offset - subject.length);
    if (before !== '' && !before.includes('='))
      return `every key needs a value: ${example(flag, `${shorten(text)}=VALUE`)}`;
    return commaHint(subject, { flag, text }) ?? `every key needs a value: ${example(flag, `${shorten(text)}=VALUE`)}`;
  },
  'no-value-comma': ({ subject, offset }, { flag, text }) =>
    subject === ''
      ? `remove the comma: ${example(flag, shorten(text.slice(0, offset) + text.slice(offset + 1)))}`
      : (commaHint(subject, { flag, text }) ??
        `every key needs a value: ${example(flag, `${shorten(subject)}=VALUE`)}`),
  'no-value-map': ({ subject, offset }, { flag }) =>
    `name the key behind the dot, or escape the dot if it is part of the key: ${example(flag, `${spell(subject)}.KEY=VALUE`)}`.concat(
      offset < 0 ? '' : '',
    ),
  'too-deep': (_, { flag }) =>
    flag === '--set-literal'
      ? 'use a values file for what lies deeper'
      : 'a dot that belongs to a key is written \\. ; use a values file for what lies deeper',
  'index-syntax': ({ subject }, { flag, text }) =>
    subject === ''
      ? `an index is a number from 0 on: ${example(flag, shorten(text.replace('[]', '[0]')))}`
      : flag === '--set-literal'
        ? 'an index is a number from 0 on; a key with brackets can only be set in a values file'
        : `an index is a number from 0 on; where the brackets belong to the key, write \\[${shorten(subject)}\\]`,
  'index-negative': () => 'items are counted from 0, there is no counting from the end',
  'index-large': () => 'write the list into a values file',
  'after-index': ({ subject }) => `after ] comes =, . or another [: write ].${shorten(subject)} for a key of the item`,
  'not-a-map': (_, { flag }) =>
    `a value set before stands there and is no map; set the map as a whole, e.g. with --set-json, or remove what ${flag === '--set' ? 'a file or an earlier flag' : 'an earlier source'} sets`,
  'not-a-list': () => 'a value set before stands there and is no list; replace it as a whole with KEY={A,B}',
  'list-end': ({ offset }, { flag, text }) =>
    `close the list: ${example(flag, shorten(`${text}}`))}, or escape the brace if it is text: \\${text[offset] ?? '{'}`,
  json: ({ message }, { flag }) => `${message}; a string needs its quotes: ${example(flag, 'KEY="VALUE"')}`,
  file: () => undefined,
};

const spell = (key: string): string => key.replace(/[\\.,=[\]]/g, '\\$&');

/** The commonest slip: a comma inside a value, which begins a new key. */
function commaHint(subject: string, { flag, text }: Pick<FlagSource, 'flag' | 'text'>): string | undefined {
  const comma = text.lastIndexOf(`,${subject}`);
  if (comma < 0 || subject === '') return undefined;
  return `a comma in a value is written \\, : ${example(flag, shorten(`${text.slice(0, comma)}\\${text.slice(comma)}`))}`;
}
