import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printManifests } from '../../src/manifests/index.ts';
import { hasErrors } from '../../src/problem/problem.ts';
import { renderRelease } from '../../src/release/index.ts';
import { BASE, builtInChart, type CorpusFile, io, lintFile, RELEASE, readCorpus } from './corpus.ts';

/** Where the two may differ: what is in the cluster, the server knows and lint cannot. */
const DEPENDS_ON_THE_CLUSTER: Readonly<Record<string, string>> = {
  'clean/kubernetes-unknown-kind': 'the cluster has no PodMonitors',
  'clean/manifest-duplicate': 'the cluster has no namespace "other"',
};

const corpus = [...readCorpus('faulty'), ...readCorpus('clean')];

describe.skipIf(!process.env.KUBECONFIG)('the API server', { timeout: 300_000 }, () => {
  it('rejects what lint finds, and takes what lint passes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-lint-'));
    try {
      const asked = new Map<string, boolean>();
      for (const [number, file] of corpus.entries()) {
        const stream = await render(file);
        if (stream === undefined) continue;
        writeFileSync(join(folder, `${number}.yaml`), stream);
        asked.set(`${number}.yaml`, (await lintFile(file)).some(isOfObjects));
      }
      expect(asked.size).toBeGreaterThan(150);
      const refusals = await apply(folder);
      const disagreements = [...asked].flatMap(([name, found]) => {
        const file = corpus[Number.parseInt(name, 10)] as CorpusFile;
        const refused = refusals.get(name);
        if (found === (refused !== undefined) || DEPENDS_ON_THE_CLUSTER[file.name]) return [];
        return [`${file.name}: lint finds ${found ? 'errors' : 'nothing'}, the server says ${refused ?? 'nothing'}`];
      });
      expect(disagreements).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The rules that speak for the server; Kilo's own flags it does not know. */
const isOfObjects = ({ code, severity }: { code: string; severity: string }): boolean =>
  code === 'kubernetes' && severity === 'error';

/** What `template` prints; undefined where it fails, so that nothing reaches a server. */
async function render({ path, flags }: CorpusFile): Promise<string | undefined> {
  const request = { files: [BASE, path], ...flags };
  const { manifests, problems } = await renderRelease(await builtInChart, RELEASE, request, io);
  return hasErrors(problems) ? undefined : printManifests(manifests);
}

/** @returns what the server says of each file that it does not take whole */
async function apply(folder: string): Promise<Map<string, string>> {
  const output = await new Promise<string>((resolve) => {
    const args = ['apply', '--dry-run=server', '--validate=strict', '-f', folder];
    execFile('kubectl', args, { maxBuffer: 2 ** 26 }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
  const refusals = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [, name] = /(\d+\.yaml)"/.exec(line) ?? [];
    if (name !== undefined && /error|unable|not found/i.test(line)) refusals.set(name, line);
  }
  return refusals;
}
