import { formatValue } from '../go/text.ts';
import { newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';

const URL_PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** The parts of a URL, as Go's `url.Parse` has them: the path and the fragment unescaped. */
export function urlParse(text: string): ValueMap {
  const match = URL_PARTS.exec(text);
  const invalid = (why: string) => refuse(`${JSON.stringify(text)} is no URL: ${why}`);
  if (!match || /[\0-\x1f\x7f]/.test(text)) return invalid('it has control characters');
  const [, scheme = '', authority, path = '', query = '', fragment = ''] = match;
  if (scheme === '' && /^[^/]*:/.test(authority === undefined ? path : '')) {
    return invalid('the first part of its path has a colon, and it has no scheme');
  }
  const at = (authority ?? '').lastIndexOf('@');
  const host = (authority ?? '').slice(at + 1);
  const port = /^(?:\[.*\]|[^:]*)(?::(.*))?$/.exec(host)?.[1] ?? '';
  if (!/^\d*$/.test(port)) return invalid('its port is no number');
  const isOpaque = scheme !== '' && authority === undefined && path !== '' && !path.startsWith('/');
  return newMap([
    ['scheme', scheme.toLowerCase()],
    ['host', decode(host, invalid)],
    ['hostname', decode(host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'), invalid)],
    ['path', isOpaque ? '' : decode(path, invalid)],
    ['query', query],
    ['opaque', isOpaque ? path : ''],
    ['fragment', decode(fragment, invalid)],
    ['userinfo', at < 0 ? '' : (authority ?? '').slice(0, at)],
  ]);
}

function decode(text: string, invalid: (why: string) => never): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return invalid('an escape in it is none');
  }
}

/** The other way round: a URL from such a map. */
export function urlJoin(parts: ValueMap): string {
  const part = (key: string): string => {
    const value: Value = Object.hasOwn(parts, key) ? (parts[key] as Value) : '';
    return typeof value === 'string' ? value : refuse(`urlJoin: ${key} is to be a string, not ${describe(value)}`);
  };
  const [scheme, host, userinfo, opaque, query, fragment] = [
    'scheme',
    'host',
    'userinfo',
    'opaque',
    'query',
    'fragment',
  ].map(part) as [string, string, string, string, string, string];
  const path = escapePath(part('path'), /[^\w\-.~$&+,/:;=@]/gu);
  let url = scheme === '' ? '' : `${scheme}:`;
  if (opaque !== '') url += opaque;
  else {
    if ((scheme !== '' || host !== '' || userinfo !== '') && (host !== '' || path !== '' || userinfo !== ''))
      url += '//';
    if (userinfo !== '') url += `${userinfo}@`;
    url += host;
    if (path !== '' && !path.startsWith('/') && host !== '') url += '/';
    url += path;
  }
  if (query !== '') url += `?${query}`;
  return fragment === '' ? url : `${url}#${escapePath(fragment, /[^\w\-.~$&+,/:;=?@!()*]/gu)}`;
}

const escapePath = (text: string, unsafe: RegExp): string =>
  text.replace(unsafe, (char) =>
    encodeURIComponent(char).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
  );

/** Go's `urlquery`: for a value in a query. */
export const urlquery = (...values: Value[]): string =>
  encodeURIComponent(values.map(formatValue).join(''))
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
