// Records what Helm prints for the twins of the test charts: HELM=/path/to/helm npm run record -- charts
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTwin, readCases, readHelp, runHelm, TWINS, type TwinName } from './twin-chart.ts';

const helm = process.env.HELM;
if (!helm) throw new Error('set HELM to the path of helm');
const goldens = new URL('../../test/charts/goldens/', import.meta.url).pathname;
rmSync(goldens, { recursive: true, force: true });
mkdirSync(goldens);
writeFileSync(join(goldens, 'HELM'), execFileSync(helm, ['version', '--template', '{{.Version}}\n']));

writeFileSync(join(goldens, 'helm-template-help.txt'), readHelp(helm));

for (const name of Object.keys(TWINS) as TwinName[]) {
  const twin = makeTwin(name);
  mkdirSync(join(goldens, name));
  for (const one of readCases(name)) {
    const { text, failed } = runHelm(helm, twin.folder, one);
    writeFileSync(join(goldens, name, `${one.name}.${failed ? 'error' : 'yaml'}`), text);
  }
  twin.remove();
}
