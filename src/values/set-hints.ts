import { quoteForShell } from '../problem/shell.ts';
import { isAccepted, type SetFault } from './set-grammar.ts';
import { json, literal, strings } from './set-values.ts';
import type { FlagSource } from './source.ts';

/**
 * A hint for what Helm refuses: where one change makes the text valid, the text with that change, else the rule. The
 * proposed text has been parsed.
 *
 * @param obstacle the value that prevents it, for a fault that depends on one
 * @returns undefined where Helm's own message suffices
 */
export const hintForFault = (fault: SetFault, source: FlagSource, obstacle?: string): string | undefined =>
  proposeLiteral(fault, source) ?? HINTS[fault.kind](fault, source, obstacle);

type Hint = (fault: SetFault, source: FlagSource, obstacle: string | undefined) => string | undefined;

const replaceWithMap: Hint = ({ path = [] }, _, obstacle) =>
  `${obstacle}: change it there, or replace it with a map by --set-json ${quoteForShell(`${String(path[0])}=${'{"KEY":VALUE}'}`)}`;

const HINTS: { readonly [K in SetFault['kind']]: Hint } = {
  'no-value': ({ offset }, source) => {
    const value = propose(source, `${source.text.slice(0, offset)}=VALUE`);
    return proposeCommas(source) ?? `every key needs a value${value}`;
  },
  'no-value-comma': ({ subject, offset }, source) => {
    const { text } = source;
    if (subject !== '') {
      const value = propose(source, `${text.slice(0, offset)}=VALUE${text.slice(offset)}`);
      return proposeCommas(source) ?? `every key needs a value${value}`;
    }
    return `a key is missing before this comma${propose(source, text.slice(0, offset) + text.slice(offset + 1))}`;
  },
  'no-value-map': ({ offset }, source) => {
    const named = `${source.text.slice(0, offset)}KEY${source.text.slice(offset)}`;
    return `a key is missing after the dot${propose(source, named)}; a dot that is part of a key is written \\.`;
  },
  'too-deep': (_, { flag }) =>
    `${flag === '--set-literal' ? '' : 'a dot that is part of a key is written \\. ; '}for deeper keys use a values file`,
  'index-syntax': ({ subject, offset }, source) => {
    const { text, flag } = source;
    const end = offset + subject.length;
    if (subject === '')
      return `an index is a number from 0 on${propose(source, `${text.slice(0, offset)}0${text.slice(end)}`)}`;
    if (flag === '--set-literal')
      return 'an index is a number from 0 on; a key with a bracket needs --set-string or a values file';
    const escaped = `${text.slice(0, offset - 1)}\\[${subject}${text.slice(end)}`;
    return `an index is a number from 0 on; a bracket that is part of a key is escaped${propose(source, escaped)}`;
  },
  'index-negative': () => 'items are counted from 0, and not from the end',
  'index-large': () => 'write the list into a values file',
  'after-index': ({ offset }, source) => {
    const dotted = `${source.text.slice(0, offset)}.${source.text.slice(offset)}`;
    return `after ] expected =, . or another [${propose(source, dotted)}`;
  },
  'not-a-map': replaceWithMap,
  'list-as-map': (fault, source, obstacle) => {
    const { text } = source;
    const indexed = propose(source, `${text.slice(0, fault.offset)}[0]${text.slice(fault.offset)}`);
    return indexed === ''
      ? replaceWithMap(fault, source, obstacle)
      : `${obstacle}: name an item by its index${indexed}`;
  },
  'not-a-list': (_, __, obstacle) => `${obstacle}: change it there, or replace it with a whole list, KEY={A,B}`,
  'list-end': ({ offset }, source) => {
    const { text } = source;
    const closed = propose(source, `${text}}`);
    return `close the list${closed}, or write \\{ for a brace in a string${propose(source, `${text.slice(0, offset)}\\${text.slice(offset)}`)}`;
  },
  json: ({ message, offset }, source) => {
    const { text } = source;
    const end = text.indexOf(',', offset);
    const value = text.slice(offset, end < 0 ? undefined : end);
    const quoted = `${text.slice(0, offset)}${JSON.stringify(value)}${end < 0 ? '' : text.slice(end)}`;
    const proposal = text[offset - 1] === '=' ? propose(source, quoted) : '';
    return `${message}${proposal === '' ? '' : `; a string is in double quotes${proposal}`}`;
  },
  file: () => undefined,
};

const isRight = ({ flag }: FlagSource, text: string): boolean =>
  isAccepted(text, flag === '--set-json' ? json : flag === '--set-literal' ? literal : strings);

/** `: --set a=b`, if that is accepted and short enough to read. */
const propose = (source: FlagSource, text: string): string =>
  text.length <= 100 && isRight(source, text) ? `: ${source.flag} ${quoteForShell(text)}` : '';

/** A proposal for a template in a value: for --set, a brace at the beginning of a value begins a list. */
function proposeLiteral({ kind }: SetFault, source: FlagSource): string | undefined {
  const { flag, text } = source;
  if ((flag !== '--set' && flag !== '--set-string') || !BRACE_FAULTS.has(kind)) return undefined;
  if (text.includes(',') || !text.includes('={{')) return undefined;
  const proposal = propose({ ...source, flag: '--set-literal' }, text);
  return proposal === '' ? undefined : `{ begins a list; --set-literal takes the value as it is${proposal}`;
}

const BRACE_FAULTS: ReadonlySet<SetFault['kind']> = new Set(['no-value', 'list-end']);

/** A proposal for the most frequent mistake: a comma inside a value, which begins a new key. */
function proposeCommas(source: FlagSource): string | undefined {
  const escaped = source.text.replace(/(?<![\\,]),(?=[^,={}]*(?:,|$))(?!$)/g, '\\,');
  const proposal = escaped === source.text || !source.text.includes('=') ? '' : propose(source, escaped);
  return proposal === '' ? undefined : `a comma in a value is written \\,${proposal}`;
}
