/**
 * The content of a URL, as Helm's getter fetches it: a name and a password in the URL are for basic authentication, and
 * every status other than 200 is a failure.
 *
 * @throws an error whose message is the status, or why there was no answer
 */
export async function fetchFile(name: string, io: FetchIo = { cwd: '.', env: {} }): Promise<Uint8Array> {
  const { fetchFile } = await import('../remote/index.ts');
  return fetchFile(name, io);
}

type FetchIo = import('../remote/index.ts').RemoteIo;
