import { formatValue } from '../go/text.ts';
import { escapeQuery, formatUrl, hostnameOf, parseUrl } from '../go/url.ts';
import { newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';

/**
 * The parts of a URL, as Go's `url.Parse` has them: the path and the fragment unescaped.
 *
 * @throws ProblemError `template` for what is not a URL
 */
export function urlParse(text: string): ValueMap {
  const url = parseUrl(text);
  if (typeof url === 'string') return refuse(`${JSON.stringify(text)} is no URL: ${url.replace(/^parse .*?": /s, '')}`);
  return newMap([
    ['scheme', url.scheme],
    ['host', url.host],
    ['hostname', hostnameOf(url.host)],
    ['path', url.path],
    ['query', url.query],
    ['opaque', url.opaque],
    ['fragment', url.fragment],
    ['userinfo', url.user ?? ''],
  ]);
}

/**
 * The other way round: a URL from such a map.
 *
 * @throws ProblemError `template` for a part that is not a string
 */
export function urlJoin(parts: ValueMap): string {
  const part = (key: string): string => {
    const value: Value = Object.hasOwn(parts, key) ? (parts[key] as Value) : '';
    return typeof value === 'string' ? value : refuse(`urlJoin: ${key} is to be a string, not ${describe(value)}`);
  };
  const info = part('userinfo');
  const user = info === '' ? undefined : parseUrl(`proto://${info}@host`);
  if (typeof user === 'string') return refuse(`urlJoin: ${JSON.stringify(info)} is no user of a URL`);
  return formatUrl({
    scheme: part('scheme'),
    host: part('host'),
    path: part('path'),
    query: part('query'),
    opaque: part('opaque'),
    fragment: part('fragment'),
    user: user?.user,
  });
}

/** Go's `urlquery`: for a value in a query. */
export const urlquery = (...values: Value[]): string => escapeQuery(values.map(formatValue).join(''));
