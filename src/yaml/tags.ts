import type { DocumentEvent } from 'js-yaml';
import { SyntaxFault } from './fault.ts';
import { type Kind, kindOfPlain, resolvePlain, type Scalar, toDouble } from './resolve.ts';
import { ExactNumber } from './value.ts';

const PREFIX = 'tag:yaml.org,2002:';
/** The full name of the tag of `<<`. */
export const MERGE_TAG = `${PREFIX}merge`;

/** Tags that go-yaml resolves; a scalar with another one is a string. */
const KINDS: { readonly [tag: string]: Kind } = {
  [`${PREFIX}str`]: 'str',
  [`${PREFIX}bool`]: 'bool',
  [`${PREFIX}int`]: 'int',
  [`${PREFIX}float`]: 'float',
  [`${PREFIX}null`]: 'null',
  [`${PREFIX}timestamp`]: 'timestamp',
};
const BINARY_TAG = `${PREFIX}binary`;

/**
 * The full name of a tag, with its handle replaced as `%TAG` lines and the defaults define it.
 *
 * @param raw the tag as written: `!`, `!local`, `!!str`, `!e!x`, `!<uri>`
 */
export function tagName(raw: string, document: DocumentEvent | undefined, at: number): string {
  if (raw === '!') return raw;
  if (raw.startsWith('!<')) return decodeUri(raw.slice(2, -1), at);
  const handle = /^!(?:[\w-]*!)?/.exec(raw)?.[0] ?? '!';
  const suffix = decodeUri(raw.slice(handle.length), at);
  for (const directive of document?.directives ?? [])
    if (directive.kind === 'tag' && directive.handle === handle) return directive.prefix + suffix;
  if (handle === '!') return raw;
  if (handle === '!!') return PREFIX + suffix;
  throw new SyntaxFault('tag', at);
}

function decodeUri(text: string, at: number): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SyntaxFault('tag', at);
  }
}

/**
 * Resolves a scalar with a tag as `resolve` of go-yaml v2 does: `!!int "3"` is 3, `!!float 3` a float, and with a
 * custom tag anything is a string.
 *
 * @throws SyntaxFault where the string does not fit the tag's type
 */
export function resolveTagged(tag: string, text: string, at: number): { kind: Kind; value: Scalar } {
  if (tag === BINARY_TAG) return { kind: 'str', value: decodeBinary(text, at) };
  const wanted = KINDS[tag];
  if (wanted === undefined || wanted === 'str') return { kind: 'str', value: text };
  let kind = kindOfPlain(text);
  if (kind === 'timestamp' && wanted !== 'timestamp') kind = 'str';
  const value = resolvePlain(text);
  if (kind === wanted) return { kind, value };
  if (wanted === 'float' && kind === 'int' && !isUnsigned(value)) return { kind: 'float', value };
  throw new SyntaxFault('tagged', at, `!!${tag.slice(PREFIX.length)} ${JSON.stringify(text)}`);
}

/** From 2^63 on Go uses another type for an integer, which it does not convert to a float. */
const isUnsigned = (value: Scalar): boolean =>
  (value instanceof ExactNumber || typeof value === 'number') && toDouble(value) >= 2 ** 63;

function decodeBinary(text: string, at: number): string {
  const base64 = text.replace(/[\r\n]/g, '');
  // One pattern for all of it would recurse as deeply as the string is long.
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*$/.test(base64.replace(/={1,2}$/, '')))
    throw new SyntaxFault('binary', at);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new SyntaxFault('binary', at);
  }
}
