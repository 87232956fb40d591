// Records the values that Helm gives the charts of test/charts/tree: HELM=helm npm run record -- tree
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionOf } from './ask-helm.ts';
import { askTree, makeTree, readTreeCases } from './ask-tree.ts';

const helm = process.env.HELM;
if (!helm) throw new Error('set HELM to the path of helm');
const directory = mkdtempSync(join(tmpdir(), 'record-tree-'));
try {
  const chart = makeTree(directory);
  const lines = [];
  for (const one of readTreeCases())
    lines.push(`${JSON.stringify(one.name)}:${JSON.stringify(await askTree(helm, chart, one))}`);
  const file = new URL('../../test/charts/tree/answers.json', import.meta.url);
  const version = JSON.stringify(await versionOf(helm));
  writeFileSync(file, `{"helm":${version},"answers":{\n${lines.join(',\n')}\n}}\n`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
