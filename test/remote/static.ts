import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/remote/cache.ts';
import { archiveOf, temporary } from './servers.ts';

export const VERSIONS = ['1.0.0', '1.1.0', '2.0.0-rc.1'];

/** The files of a repository: archives, and the index that Helm makes of them; without Helm, a recorded one. */
export async function repositoryFiles(): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const version of VERSIONS) files[`web-${version}.tgz`] = await archiveOf(version);
  const helm = process.env.HELM;
  if (!helm) {
    const index = readFileSync(join(import.meta.dirname, 'recorded-index.yaml'), 'utf8').replace(
      /DIGEST\((.*)\)/g,
      (_, version: string) => sha256(files[`web-${version}.tgz`] as Uint8Array),
    );
    return { ...files, 'index.yaml': Buffer.from(index) };
  }
  const directory = temporary();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes);
  execFileSync(helm, ['repo', 'index', directory]);
  return { ...files, 'index.yaml': readFileSync(join(directory, 'index.yaml')) };
}
