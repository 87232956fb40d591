import { execFile } from 'node:child_process';
import { parseJson } from '../yaml/json.ts';
import { isMap } from '../yaml/value.ts';
import type { Environment } from './paths.ts';
import type { Credentials } from './urls.ts';

const PATIENCE = 30_000;

/**
 * Asks a program of Docker's for credentials: `docker-credential-NAME get`, with the server on its standard input.
 *
 * @returns undefined where it has none, or is not there
 */
export function askHelper(name: string, server: string, env: Environment): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const options = { timeout: PATIENCE, env: { ...env }, maxBuffer: 1024 * 1024 };
    const child = execFile(`docker-credential-${name}`, ['get'], options, (error, stdout) =>
      resolve(error ? undefined : read(stdout)),
    );
    child.stdin?.on('error', () => {}).end(`${server}\n`);
  });
}

function read(text: string): Credentials | undefined {
  try {
    const answer = parseJson(text);
    if (!isMap(answer)) return undefined;
    const { Username: username, Secret: password } = answer;
    return typeof username === 'string' && typeof password === 'string' && username !== '<token>'
      ? { username, password }
      : undefined;
  } catch {
    return undefined;
  }
}
