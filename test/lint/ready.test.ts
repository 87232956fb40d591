import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/command.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('what is ready to use', () => {
  const manifest = JSON.parse(read('package.json'));

  it('has a hook for pre-commit that calls a command that there is', () => {
    const [hook] = parse(read('.pre-commit-hooks.yaml'));
    const [program, command] = hook.entry.split(' ');
    expect(Object.keys(manifest.bin)).toContain(program);
    expect(COMMANDS.map(({ name }) => name)).toContain(command);
    expect(hook).toMatchObject({ id: 'kilo-chart-lint', language: 'node' });
    const files = new RegExp(hook.files);
    expect(['values.yaml', 'a/values-prod.yml'].every((name) => files.test(name))).toBe(true);
    expect(['a/values.txt', 'chart.yaml'].some((name) => files.test(name))).toBe(false);
  });

  it('has an example for pre-commit that is the hook, with the installed command', () => {
    const [hook] = parse(read('.pre-commit-hooks.yaml'));
    const [, example = ''] = /^```yml\n(repos:\n[\s\S]*?)^```$/m.exec(read('docs/lint.md')) ?? [];
    const { id, name, entry } = hook;
    expect(parse(example).repos[0].hooks[0]).toEqual({
      ...{ id, name, entry, language: 'system' },
      files: '^clusters/.*\\.yaml$',
      args: ['--platform', 'k3s', '-n', 'kube-system', '--strict'],
    });
  });

  it('has a schema that the package ships under the address of its $id', () => {
    const { $id } = JSON.parse(read('values.schema.json'));
    expect($id).toBe(`https://unpkg.com/${manifest.name}/values.schema.json`);
    expect(manifest.files).toContain('values.schema.json');
  });

  it('has an example for editors whose schema is the file that the command before it writes', () => {
    const [, file] = /^kilo-chart show schema > (\S+)$/m.exec(read('docs/lint.md')) ?? [];
    expect(read('docs/lint.md')).toContain(`\n# yaml-language-server: $schema=${file}\n`);
  });

  it('ships the pages of the rules, which reports link to', () => {
    expect(manifest.files).toContain('docs');
  });

  it('has examples for GitHub Actions whose steps use the action, with inputs that it has', () => {
    const { inputs } = parse(read('action.yml')) as { inputs: Record<string, unknown> };
    const examples = [...read('docs/lint.md').matchAll(/uses: \.\/tools\/kilo-chart\n *with: \{?([^}\n]*)/g)];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, given = ''] of examples)
      for (const [, name = ''] of given.matchAll(/([\w-]+):/g)) expect(Object.keys(inputs)).toContain(name);
  });
});
