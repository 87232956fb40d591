import { trimSpace } from '../go/decode.ts';
import { quoteText } from '../go/text.ts';

/** The meaning of a flag's file name in Helm. */
export type Location =
  | { readonly kind: 'stdin' | 'file' | 'url' | 'oci' }
  /** Helm parses every name as a URL first, and refuses a malformed one. */
  | { readonly kind: 'invalid'; readonly error: string };

/**
 * Interprets a name as Helm's `readFile` does: `-` with blanks around it is standard input, and two schemes are URLs.
 */
export function locationOf(name: string): Location {
  if (trimSpace(name) === '-') return { kind: 'stdin' };
  const error = faultOf(name);
  if (error !== undefined) return { kind: 'invalid', error };
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(name)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return { kind: 'url' };
  return { kind: scheme === 'oci' ? 'oci' : 'file' };
}

/** Why Go's `url.Parse` refuses a file name (errors of hosts are found when fetching). */
function faultOf(name: string): string | undefined {
  const [url = '', fragment = ''] = cut(name, '#');
  const fault = faultOfUrl(url);
  if (fault !== undefined) return `parse ${quoteText(url)}: ${fault}`;
  const inFragment = invalidEscape(fragment);
  return inFragment && `parse ${quoteText(name)}: ${inFragment}`;
}

function faultOfUrl(url: string): string | undefined {
  if (/[\0-\x1f\x7f]/.test(url)) return 'net/url: invalid control character in URL';
  if (url.startsWith(':')) return 'missing protocol scheme';
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(url)?.[0] ?? '';
  const [path = ''] = cut(url.slice(scheme.length), '?');
  if (path.startsWith('/')) return invalidEscape(path);
  // `scheme:rest` is opaque and accepted as it is.
  if (scheme !== '') return undefined;
  return cut(path, '/')[0]?.includes(':') ? 'first path segment in URL cannot contain colon' : invalidEscape(path);
}

const cut = (text: string, at: string): string[] => {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
};

function invalidEscape(text: string): string | undefined {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    const found = text.slice(at, at + 3);
    if (!/^%[0-9a-fA-F]{2}$/.test(found)) return `invalid URL escape ${quoteText(found)}`;
  }
  return undefined;
}
