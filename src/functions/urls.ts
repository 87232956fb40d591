import { formatValue } from '../go/text.ts';
import { escapeQuery, formatUrl, parseUrl, partsOf } from '../go/url.ts';
import { newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';

/**
 * sprig's `urlParse`: the parts of a URL, as in Go's `url.Parse`, with the path and the fragment unescaped.
 *
 * @throws ProblemError `template` for what is not a URL
 */
export function urlParse(text: string): ValueMap {
  const url = parseUrl(text);
  if (typeof url === 'string')
    return refuse(`${JSON.stringify(text)} is not a URL: ${url.replace(/^parse .*?": /s, '')}`);
  return newMap(partsOf(url));
}

/**
 * sprig's `urlJoin`: a URL from a map as {@link urlParse} returns it.
 *
 * @throws ProblemError `template` for a part that is not a string
 */
export function urlJoin(parts: ValueMap): string {
  const part = (key: string): string => {
    const value: Value = Object.hasOwn(parts, key) ? (parts[key] as Value) : '';
    return typeof value === 'string' ? value : refuse(`urlJoin: ${key} must be a string, not ${describe(value)}`);
  };
  const info = part('userinfo');
  const user = info === '' ? undefined : parseUrl(`proto://${info}@host`);
  if (typeof user === 'string') return refuse(`urlJoin: ${JSON.stringify(info)} is not a user of a URL`);
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

/** Go's `urlquery`: escapes the arguments for the query of a URL. */
export const urlquery = (...values: Value[]): string => escapeQuery(values.map(formatValue).join(''));
