import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** Who may import what (design.md): the lint rule that holds it is tried on a tree of its own. */
const ROWS: readonly (readonly [file: string, imported: string, allowed: boolean])[] = [
  ['src/engine/a.ts', '../cli/run.ts', false],
  ['src/engine/helpers/b.ts', '../../cli/run.ts', false],
  ['src/functions/c.ts', '../cli/run.ts', false],
  ['src/yaml/d.ts', '../values/merge.ts', false],
  ['src/engine/e.ts', '../values/merge.ts', false],
  ['src/engine/helpers/f.ts', '../../manifests/order.ts', false],
  ['src/lint/g.ts', '../schema/words.ts', false],
  ['src/lint/rules/h.ts', '../../schema/words.ts', false],
  ['src/lint/i.ts', '../schema/index.ts', true],
  ['src/engine/j.ts', './helpers/names.ts', true],
  ['src/engine/helpers/k.ts', '../compile.ts', true],
  ['src/engine/helpers/l.ts', '../../yaml/write.ts', true],
  ['src/engine/helpers/m.ts', '../../functions/truth.ts', true],
  ['src/values/n.ts', '../problems.ts', true],
  ['src/cli/o.ts', '../values/merge.ts', false],
  ['src/cli/p.ts', '../values/index.ts', true],
  ['src/cli/q.ts', './report.ts', true],
  ['src/r.ts', './engine/compile.ts', false],
  ['src/s.ts', './engine/index.ts', true],
  ['src/t.ts', './yaml/value.ts', true],
];

const CODE: Readonly<Record<string, (path: string) => string>> = {
  'an import': (path) => `import { x } from '${path}';\n\nconsole.log(x);\n`,
  'an import of a type': (path) => `import type { X } from '${path}';\n\nexport type Y = X;\n`,
  'an export': (path) => `export { x } from '${path}';\n`,
  'an import where it is used': (path) => `console.log(await import('${path}'));\n`,
};

describe.each(Object.keys(CODE))('%s', (kind) => {
  const tree = mkdtempSync(join(tmpdir(), 'kilo-chart-imports-'));
  afterAll(() => rmSync(tree, { recursive: true }));
  const root = new URL('..', import.meta.url).pathname;
  copyFileSync(join(root, 'biome.json'), join(tree, 'biome.json'));
  for (const [file, imported] of ROWS) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), CODE[kind]?.(imported) ?? '');
  }
  const biome = join(root, 'node_modules/.bin/biome');
  const only = '--only=style/noRestrictedImports';
  const { stdout } = spawnSync(
    biome,
    ['lint', only, '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.'],
    {
      cwd: tree,
      encoding: 'utf8',
    },
  );

  it.each(ROWS)('in %s of %s: allowed is %s', (file, _, allowed) => {
    expect(stdout.includes(`/${file},`)).toBe(!allowed);
  });
});
