/**
 * What a URL holds, as Helm's getter fetches it: a name and a password in the URL are for basic authentication, and
 * every status but 200 is a failure.
 *
 * @throws an error whose message tells the status, or why there was no answer
 */
export async function fetchFile(name: string): Promise<Uint8Array> {
  const url = parse(name);
  const headers = authorize(url);
  const response = await fetch(url, { headers }).catch(explain);
  if (response.status !== 200) throw new Error(`${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer().catch(explain));
}

function parse(name: string): URL {
  // What stands behind `http:` or `http:///` is no host, though `URL` takes it for one.
  if (!/^https?:\/\/[^/?#]/i.test(name)) throw new Error('no Host in request URL');
  try {
    return new URL(name);
  } catch {
    throw new Error('it is no URL');
  }
}

/** Takes the name and the password out of a URL: `fetch` refuses one that has them. */
function authorize(url: URL): Record<string, string> {
  const { username, password } = url;
  if (username === '' && password === '') return {};
  url.username = '';
  url.password = '';
  const credentials = `${decode(username)}:${decode(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** An escape that stands for no character stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `fetch` itself only says that it failed; why, says the cause, and of TLS its reason. */
function explain(error: Error): never {
  const { reason, message, code } = (error.cause ?? {}) as NodeJS.ErrnoException & { readonly reason?: string };
  throw new Error(reason || message || code || error.message);
}
