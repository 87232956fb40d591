import { posix } from 'node:path';
import { RemoteError } from './error.ts';

/** A name and a password for basic authentication. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A URL and its credentials. */
export interface Address {
  /** Without credentials. */
  readonly url: URL;
  readonly credentials: Credentials | undefined;
}

/**
 * Reads an `http` or `https` URL, and takes the credentials out of it.
 *
 * @throws RemoteError what is not one
 */
export function parseAddress(text: string): Address {
  // What follows `http:` or `http:///` is not a host, though `URL` takes it for one.
  if (!/^https?:\/\/[^/?#]/i.test(text)) throw new RemoteError('no Host in request URL');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new RemoteError('it is not a URL');
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  const hasNone = username === '' && password === '';
  return { url, credentials: hasNone ? undefined : { username: decode(username), password: decode(password) } };
}

/** An escape that is not a character stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The header of basic authentication. */
export const basicAuthorization = ({ username, password }: Credentials): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/**
 * The URL of a chart that an index names, which may be relative to that of the repository
 * (repo.ResolveReferenceURL of Helm 4.2.4).
 *
 * @throws RemoteError what is not a URL
 */
export function resolveReference(base: string, reference: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
  try {
    const root = new URL(base);
    root.pathname = `${root.pathname.replace(/\/$/, '')}/`;
    const { search } = root;
    const resolved = new URL(reference, root);
    resolved.search = search;
    return resolved.href;
  } catch {
    throw new RemoteError(`${JSON.stringify(reference)} is not a URL`);
  }
}

/** Whether two URLs are the same besides `//`, `.` and a slash at the end of the path (urlutil.Equal of Helm 4.2.4). */
export function isSameUrl(a: string, b: string): boolean {
  const [left, right] = [normalize(a), normalize(b)];
  return left !== undefined && left === right;
}

function normalize(text: string): string | undefined {
  try {
    const url = new URL(text);
    url.pathname = posix.normalize(url.pathname).replace(/(?<=.)\/$/, '');
    return url.href;
  } catch {
    return text;
  }
}
