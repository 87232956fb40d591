import { formatUrl, parseUrl, partsOf } from '../../../go/url.ts';
import { GoError, type GoMap, type GoValue, kindName, newGoMap } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';

/** sprig's `urlParse`: the parts of a URL. @throws GoError for what is not a URL */
export function urlParse(text: string): GoMap {
  spend(text.length * 0.1, 'urlParse');
  const url = parseUrl(text);
  if (typeof url === 'string') throw new GoError(`unable to parse url: ${url}`);
  return newGoMap(partsOf(url));
}

/** sprig's `urlJoin`: a URL from such parts. @throws GoError for a part that is not a string */
export function urlJoin(parts: GoMap | null): string {
  const part = (key: string): string => {
    const value: GoValue | undefined = parts?.[key];
    if (value === undefined) return '';
    if (typeof value === 'string') return value;
    if (value === null) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
    throw new GoError(`unable to parse ${key} key, must be of type string, but ${kindName(value)} found`);
  };
  const [scheme, host, path, query, opaque, fragment] = [
    part('scheme'),
    part('host'),
    part('path'),
    part('query'),
    part('opaque'),
    part('fragment'),
  ];
  const info = part('userinfo');
  const user = info === '' ? undefined : parseUrl(`proto://${info}@host`);
  if (typeof user === 'string') throw new GoError(`unable to parse userinfo in dict: ${user}`);
  return formatUrl({ scheme, host, path, query, opaque, fragment, user: user?.user });
}
