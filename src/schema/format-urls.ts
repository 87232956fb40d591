/** Addresses and URLs as Helm's library checks them: what Go's `net/netip` and `net/url` can parse. */

/** The format `ipv4`: four numbers that Go's `Atoi` reads, including `+1`. */
export const isIpv4 = (text: string): boolean => {
  const groups = text.split('.');
  return (
    groups.length === 4 && groups.every((group) => /^(?:0|[1-9]\d*|\+\d+|-0+)$/.test(group) && Number(group) <= 255)
  );
};

const DOTTED = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;

/** The format `ipv6`: an address without a zone. */
export function isIpv6(text: string): boolean {
  const [, last = ''] = /(?:^|:)([\d.]+)$/.exec(text) ?? [];
  const dotted = last.includes('.') ? last : undefined;
  if (dotted !== undefined) {
    if (!DOTTED.test(dotted) || dotted.split('.').some((part) => Number(part) > 255)) return false;
    return isIpv6(`${text.slice(0, -dotted.length)}0:0`);
  }
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return false;
  const groups = [before, after ?? ''].flatMap((part) => (part === '' ? [] : part.split(':')));
  if (!groups.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false;
  return after === undefined ? groups.length === 8 : groups.length < 8;
}

interface Url {
  readonly scheme: string;
  /** Empty where the part after the scheme is opaque. */
  readonly path: string;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s;
const BAD_ESCAPE = /%(?![\da-fA-F]{2})/;

/** Go's `url.Parse`, with the check that a host with colons is an IPv6 address in brackets. */
function parse(text: string): Url | undefined {
  const [, main = '', fragment = ''] = /^([^#]*)(?:#(.*))?$/s.exec(text) ?? [];
  if (/[\0-\x1f\x7f]/.test(main) || BAD_ESCAPE.test(fragment)) return undefined;
  if (main.startsWith(':')) return undefined;
  const [, scheme = '', afterScheme] = SCHEME.exec(main) ?? [];
  const [rest = ''] = (afterScheme ?? main).split('?', 1);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { scheme, path: '' };
    if ((rest.split('/', 1)[0] ?? '').includes(':')) return undefined;
  }
  let path = rest;
  if (rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'))) {
    const [, authority = '', afterwards = ''] = /^\/\/([^/]*)(.*)$/s.exec(rest) ?? [];
    if (!isAuthority(scheme.toLowerCase(), authority)) return undefined;
    path = afterwards;
  }
  return BAD_ESCAPE.test(path) ? undefined : { scheme, path };
}

function isAuthority(scheme: string, authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const user = authority.slice(0, at);
    if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user) || BAD_ESCAPE.test(user)) return false;
  }
  return isHost(scheme, authority.slice(at + 1));
}

/** The characters of a host that need no escape, besides those that are not ASCII; only the latter may be escaped. */
const HOST_TEXT = /^(?:[\w\-.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]|%25|%[89a-fA-F][\da-fA-F])*$/u;
const PORT = /^(?::\d*)?$/;

function isHost(scheme: string, host: string): boolean {
  const open = host.lastIndexOf('[');
  if (open > 0) return false;
  if (open === 0) {
    const close = host.lastIndexOf(']');
    // The library refuses an address with a zone, which Go accepts.
    return close > 0 && PORT.test(host.slice(close + 1)) && isIpv6(host.slice(1, close));
  }
  const first = host.indexOf(':');
  if (first >= 0) {
    const isStrict = scheme === 'http' || scheme === 'https';
    const port = host.slice(isStrict ? first : host.lastIndexOf(':'));
    if (!PORT.test(port)) return false;
    // Without brackets the only colon of a host is that of its port.
    if (first !== host.lastIndexOf(':')) return false;
  }
  return HOST_TEXT.test(host);
}

/** The format `uri`. */
export const isUri = (text: string): boolean => (parse(text)?.scheme ?? '') !== '';

/** The format `uri-reference`. */
export const isUriReference = (text: string): boolean => !text.includes('\\') && parse(text) !== undefined;

/** Whether Go would write a path like this itself: the library does not check such a path. */
const isWrittenByGo = (path: string): boolean =>
  /^(?:[\w\-.~$&+,/:;=@]|%[\dA-F]{2})*$/.test(path) &&
  !/%(?:2[46BCDEF]|3[\dABD]|40|4[1-9A-F]|5[\dAF]|6[1-9A-F]|7[\dAE])/.test(path);

/** The format `uri-template`. */
export function isUriTemplate(text: string): boolean {
  const url = parse(text);
  if (url === undefined) return false;
  if (isWrittenByGo(url.path)) return true;
  return url.path.split('/').every((part) => {
    const braces = part.replace(/%7b/gi, '{').replace(/%7d/gi, '}').replace(/[^{}]/g, '');
    return /^(?:\{\})*$/.test(braces);
  });
}
