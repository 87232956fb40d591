import { parseDuration } from '../../../go/durations.ts';
import { Regexp } from '../../../go/regexp/regexp.ts';
import { quote } from '../../words.ts';
import { CelFault, type Node } from './parse.ts';

/** What a literal must be that a function reads: it is read when the expression is compiled. */
const LITERALS: Readonly<Record<string, readonly [is: (text: string) => boolean, what: string]>> = {
  matches: [isRegexp, "a regular expression in Go's syntax"],
  duration: [(text) => parseDuration(text) !== undefined, 'a duration such as 1h30m'],
  timestamp: [isTime, 'a time such as 2006-01-02T15:04:05Z'],
  int: [(text) => /^[-+]?\d+$/.test(text), 'an integer'],
  uint: [(text) => /^\d+$/.test(text), 'an integer without a sign'],
};

/** @throws CelFault a literal that is not what the function reads */
export function checkLiteral(name: string, args: readonly Node[]): void {
  const last = args.at(-1);
  if (last?.is !== 'literal' || last.type !== 'string' || !Object.hasOwn(LITERALS, name)) return;
  const text = plain(last.text);
  const [is, what] = LITERALS[name] as (typeof LITERALS)[string];
  if (text !== undefined && !is(text)) throw new CelFault(`has ${quote(text)}, which is not ${what}`);
}

function isTime(text: string): boolean {
  const [, day = '', time = ''] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** What a literal without escape sequences holds. */
function plain(literal: string): string | undefined {
  const [, raw, open = '', text = ''] = /^([rR]?)("""|'''|["'])([\s\S]*)\2$/.exec(literal) ?? [];
  if (open === '') return undefined;
  if (raw) return text;
  const simpler = text.replaceAll(/\\([\\"'`?])/g, '$1');
  return /\\[^\\"'`?]/.test(text.replaceAll(/\\\\/g, '')) ? undefined : simpler;
}

function isRegexp(pattern: string): boolean {
  try {
    new Regexp(pattern);
    return true;
  } catch {
    return false;
  }
}
