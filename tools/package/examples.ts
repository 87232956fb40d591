/**
 * Runs what the documents show for other people's programs with those programs, from the registry: the construct with
 * cdk8s, the transformation with Pulumi and its mocks, and PowerShell's completion by a grammar of PowerShell, since no
 * registry has PowerShell itself. `npm run check:examples` prints a line for each.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, withTarball } from './installed.ts';

interface Example {
  readonly name: string;
  readonly packages: readonly string[];
  /** A word of the block of docs/programs.md that becomes example.mjs. */
  readonly block?: string;
  /** Fails where the example does not do what the documents promise. */
  readonly program: string;
}

const RELEASE = "{ name: 'mesh', namespace: 'kube-system', platform: 'k3s' }";
const OBJECTS = 'ClusterRole ClusterRoleBinding ConfigMap DaemonSet ServiceAccount';

const EXAMPLES: readonly Example[] = [
  {
    name: 'the construct with cdk8s',
    packages: ['cdk8s@2', 'constructs@10'],
    block: 'class Release',
    program: `
      import { strict as assert } from 'node:assert';
      import { App, Chart, Testing } from 'cdk8s';
      import { Release } from './example.mjs';
      const chart = new Chart(new App(), 'mesh');
      await Release.render(chart, 'kilo', ${RELEASE});
      const objects = Testing.synth(chart);
      assert.equal(objects.map(({ kind }) => kind).sort().join(' '), '${OBJECTS}');
      const { spec } = objects.find(({ kind }) => kind === 'DaemonSet');
      assert.match(spec.template.spec.containers[0].image, /^docker.io\\/squat\\/kilo:/);
      await assert.rejects(Release.render(chart, 'wrong', { set: ['image.tag={a}'] }), /image.tag/);`,
  },
  {
    name: 'the transformation with Pulumi',
    packages: ['@pulumi/pulumi@3', '@pulumi/kubernetes@4'],
    block: 'ConfigGroup',
    program: `
      import { strict as assert } from 'node:assert';
      import * as pulumi from '@pulumi/pulumi';
      const made = [];
      await pulumi.runtime.setMocks({
        newResource: ({ name, type, inputs }) => {
          made.push({ type, inputs });
          return { id: name, state: inputs };
        },
        call: ({ inputs }) => inputs,
      });
      const { createKilo } = await import('./example.mjs');
      await createKilo(${RELEASE});
      await pulumi.runtime.disconnect();
      const objects = made.map(({ inputs }) => inputs).filter(({ kind }) => kind);
      assert.equal(objects.map(({ kind }) => kind).sort().join(' '), '${OBJECTS}');
      for (const { metadata } of objects) assert.equal(metadata.labels['example.org/owner'], 'network');
      await assert.rejects(createKilo({ set: ['image.tag={a}'] }), /image.tag/);`,
  },
  {
    name: "PowerShell's completion, parsed",
    packages: ['web-tree-sitter@0.25', 'tree-sitter-powershell@0.26'],
    program: `
      import { strict as assert } from 'node:assert';
      import { execFileSync } from 'node:child_process';
      import { Language, Parser } from 'web-tree-sitter';
      await Parser.init();
      const parser = new Parser();
      parser.setLanguage(await Language.load('node_modules/tree-sitter-powershell/tree-sitter-powershell.wasm'));
      const parse = (text) => parser.parse(text).rootNode;
      const args = ['node_modules/kilo-chart/bin/kilo-chart.cjs', 'completion', 'powershell'];
      const script = execFileSync(process.execPath, args, { encoding: 'utf8' });
      assert.equal(parse(script).hasError, false);
      // The grammar does find errors.
      assert.equal(parse(script.replace('{', '')).hasError, true);`,
  },
];

/** The example of docs/programs.md that contains a text. */
function blockWith(text: string): string {
  const page = readFileSync(join(ROOT, 'docs/programs.md'), 'utf8');
  const found = [...page.matchAll(/```js\n([\s\S]*?)```/g)].find(([, code = '']) => code.includes(text));
  if (!found) throw new Error(`docs/programs.md has no example with ${text}`);
  return found[1] as string;
}

await withTarball(async (directory, tarball) => {
  writeFileSync(join(directory, 'package.json'), '{"private":true,"type":"module"}\n');
  const packages = EXAMPLES.flatMap((example) => example.packages);
  // What they need of other systems is not needed here: no script of theirs runs.
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball, ...packages], directory);
  for (const { name, block, program } of EXAMPLES) {
    if (block !== undefined) writeFileSync(join(directory, 'example.mjs'), blockWith(block));
    writeFileSync(join(directory, 'program.mjs'), program);
    // The better code that V8 makes of a large grammar takes minutes, and Node waits for it when it ends.
    run(process.execPath, ['--liftoff-only', 'program.mjs'], directory);
    console.log(`${name}: as the documents say`);
  }
});
