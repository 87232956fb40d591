import { fromBytes, toBytes } from './bytes.ts';
import { quoteText } from './text.ts';

/** The parts of a URL, as in Go's `url.URL`: path and fragment unescaped, the query unchanged. */
export interface Url {
  readonly scheme: string;
  readonly opaque: string;
  /** `name` or `name:password`, escaped; undefined where the URL has none. */
  readonly user: string | undefined;
  readonly host: string;
  readonly path: string;
  /** The path as written, where escaping {@link path} would result in another one. */
  readonly rawPath: string;
  readonly query: string;
  readonly hasEmptyQuery: boolean;
  readonly fragment: string;
  readonly rawFragment: string;
}

type Mode = 'path' | 'host' | 'zone' | 'user' | 'fragment' | 'query';

class UrlFault extends Error {}

const fault = (message: string): never => {
  throw new UrlFault(message);
};

/**
 * Go's `url.Parse`.
 *
 * @returns the parts, or the message of Go's error
 */
export function parseUrl(text: string): Url | string {
  const hash = text.indexOf('#');
  const [front, fragment] = hash < 0 ? [text, ''] : [text.slice(0, hash), text.slice(hash + 1)];
  let shown = front;
  try {
    const url = parseFront(front);
    shown = text;
    if (fragment === '') return url;
    const plain = unescapePart(fragment, 'fragment');
    return { ...url, fragment: plain, rawFragment: escapePart(plain, 'fragment') === fragment ? '' : fragment };
  } catch (error) {
    if (error instanceof UrlFault) return `parse ${quoteText(shown)}: ${error.message}`;
    throw error;
  }
}

function parseFront(text: string): Url {
  if (/[\0-\x1f\x7f]/.test(text)) fault('net/url: invalid control character in URL');
  const nothing = { opaque: '', user: undefined, host: '', path: '', rawPath: '', fragment: '', rawFragment: '' };
  if (text === '*') return { ...nothing, scheme: '', path: '*', query: '', hasEmptyQuery: false };
  const [scheme, afterScheme] = splitScheme(text);
  const mark = afterScheme.indexOf('?');
  const hasEmptyQuery = mark === afterScheme.length - 1 && mark >= 0;
  const query = mark < 0 ? '' : afterScheme.slice(mark + 1);
  let rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const base = { ...nothing, scheme: scheme.toLowerCase(), query, hasEmptyQuery };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...base, opaque: rest };
    if (rest.split('/', 1)[0]?.includes(':')) fault('first path segment in URL cannot contain colon');
  }
  let authority: { user: string | undefined; host: string } = { user: undefined, host: '' };
  if ((scheme !== '' || !rest.startsWith('///')) && rest.startsWith('//')) {
    const end = rest.indexOf('/', 2);
    authority = parseAuthority(rest.slice(2, end < 0 ? undefined : end));
    rest = end < 0 ? '' : rest.slice(end);
  }
  const path = unescapePart(rest, 'path');
  return { ...base, ...authority, path, rawPath: escapePart(path, 'path') === rest ? '' : rest };
}

function splitScheme(text: string): [string, string] {
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (/[a-zA-Z]/.test(char)) continue;
    if (/[0-9+.-]/.test(char)) {
      if (i === 0) return ['', text];
      continue;
    }
    if (char !== ':') return ['', text];
    if (i === 0) fault('missing protocol scheme');
    return [text.slice(0, i), text.slice(i + 1)];
  }
  return ['', text];
}

function parseAuthority(authority: string): { user: string | undefined; host: string } {
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1));
  if (at < 0) return { user: undefined, host };
  const info = authority.slice(0, at);
  if (/[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/.test(info)) fault('net/url: invalid userinfo');
  const colon = info.indexOf(':');
  const parts = colon < 0 ? [info] : [info.slice(0, colon), info.slice(colon + 1)];
  return { user: parts.map((part) => escapePart(unescapePart(part, 'user'), 'user')).join(':'), host };
}

function parseHost(host: string): string {
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    if (end < 0) fault("missing ']' in host");
    const port = host.slice(end + 1);
    if (!isPort(port)) fault(`invalid port ${quoteText(port)} after host`);
    const zone = host.slice(0, end).indexOf('%25');
    if (zone >= 0)
      return (
        unescapePart(host.slice(0, zone), 'host') +
        unescapePart(host.slice(zone, end), 'zone') +
        unescapePart(host.slice(end), 'host')
      );
  } else {
    const colon = host.lastIndexOf(':');
    const port = colon < 0 ? '' : host.slice(colon);
    if (!isPort(port)) fault(`invalid port ${quoteText(port)} after host`);
  }
  return unescapePart(host, 'host');
}

const isPort = (port: string): boolean => port === '' || /^:[0-9]*$/.test(port);

/** The host without its port and without the brackets of an IPv6 address. */
function hostnameOf(host: string): string {
  const colon = host.lastIndexOf(':');
  const name = colon >= 0 && isPort(host.slice(colon)) ? host.slice(0, colon) : host;
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}

function unescapePart(text: string, mode: Mode): string {
  if (mode === 'host' || mode === 'zone') {
    const bad = /[^\x80-\uffffA-Za-z0-9\-._~!$&'()*+,;=:[\]<>"%]/.exec(text);
    if (bad) fault(`invalid character ${quoteText(bad[0])} in host name`);
  }
  if (!text.includes('%')) return text;
  const bytes = toBytes(text);
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x25) {
      out.push(bytes[i] as number);
      continue;
    }
    const hex = bytes.subarray(i + 1, i + 3).toString('latin1');
    if (!/^[0-9a-fA-F]{2}$/.test(hex)) fault(`invalid URL escape ${quoteText(fromBytes(bytes.subarray(i, i + 3)))}`);
    const value = Number.parseInt(hex, 16);
    if (mode === 'host' && value < 0x80 && hex !== '25') fault(`invalid URL escape ${quoteText(`%${hex}`)}`);
    if (mode === 'zone' && hex !== '25' && value !== 0x20 && shouldEscape(value, 'host'))
      fault(`invalid URL escape ${quoteText(`%${hex}`)}`);
    out.push(value);
    i += 2;
  }
  return fromBytes(Uint8Array.from(out));
}

/** The characters that are not escaped, besides letters, digits and `-_.~`. */
const PLAIN: Readonly<Record<Mode, string>> = {
  path: '$&+,/:;=@',
  host: '!$&\'()*+,;=:[]<>"',
  zone: '!$&\'()*+,;=:[]<>"',
  user: '$&+,;=',
  fragment: '$&+,/:;=?@!()*',
  query: '',
};

function shouldEscape(byte: number, mode: Mode): boolean {
  const char = String.fromCharCode(byte);
  return !/[A-Za-z0-9\-_.~]/.test(char) && !PLAIN[mode].includes(char);
}

function escapePart(text: string, mode: Mode): string {
  let out = '';
  for (const byte of toBytes(text))
    out += shouldEscape(byte, mode)
      ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte);
  return out;
}

/** Go's `url.QueryEscape`. */
export const escapeQuery = (text: string): string => escapePart(text, 'query').replaceAll('%20', '+');

/** The parts that `URL.String` uses. */
export type UrlParts = Pick<Url, 'scheme' | 'opaque' | 'user' | 'host' | 'path' | 'query' | 'fragment'>;

/** Go's `URL.String`. */
export function formatUrl({ scheme, opaque, user, host, path, query, fragment }: UrlParts): string {
  let url = scheme === '' ? '' : `${scheme}:`;
  if (opaque !== '') url += opaque;
  else {
    if (scheme !== '' || host !== '' || user !== undefined) {
      if (host !== '' || path !== '' || user !== undefined) url += '//';
      if (user !== undefined) url += `${user}@`;
      if (host !== '') url += escapePart(host, 'host');
    }
    const escaped = path === '*' ? '*' : escapePart(path, 'path');
    if (escaped !== '' && !escaped.startsWith('/') && host !== '') url += '/';
    // The beginning of such a path would be read as a scheme.
    if (url === '' && escaped.split('/', 1)[0]?.includes(':')) url += './';
    url += escaped;
  }
  if (query !== '') url += `?${query}`;
  return fragment === '' ? url : `${url}#${escapePart(fragment, 'fragment')}`;
}

/** The parts of a URL under the names that sprig's `urlParse` has for them. */
export const partsOf = (url: Url): (readonly [name: string, part: string])[] => [
  ['scheme', url.scheme],
  ['host', url.host],
  ['hostname', hostnameOf(url.host)],
  ['path', url.path],
  ['query', url.query],
  ['opaque', url.opaque],
  ['fragment', url.fragment],
  ['userinfo', url.user ?? ''],
];
