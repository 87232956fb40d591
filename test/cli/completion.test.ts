import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { isBuilt, ROOT } from '../package/built.ts';

async function complete(...words: string[]): Promise<string[]> {
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) };
  await run(['__complete', '--', ...words], { stdout, stderr: stdout, stdin: async () => '', env: {}, cwd: ROOT });
  return printed.split('\n').filter((line) => line !== '');
}
const texts = (lines: readonly string[]) => lines.map((line) => line.split('\t')[0]);

const K3S = ['k3s-cilium', 'k3s-flannel', 'k3s-userspace', 'k3s-userspace-heterogeneous'];

/** A chart of Go templates, with no schema. */
const GO_CHART = mkdtempSync(join(tmpdir(), 'kilo-chart-completion-'));
writeFileSync(join(GO_CHART, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
writeFileSync(join(GO_CHART, 'values.yaml'), 'image: {tag: 1.2.3}\nhost: example.org\n');
afterAll(() => rmSync(GO_CHART, { recursive: true }));

describe('what can follow', () => {
  it.each<[string, string[], string[]]>([
    ['the program: commands', ['te'], ['template']],
    ['help: commands', ['help', 'li'], ['lint']],
    ['show: the parts of a chart', ['show', 'c'], ['chart', 'crds']],
    ['completion: shells', ['completion', ''], ['bash', 'zsh', 'fish', 'powershell']],
    ['a dash: flags', ['template', '--set-f'], ['--set-file']],
    ['a flag with its own words', ['lint', '--format', 'j'], ['json', 'junit']],
    ['the same flag with =', ['lint', '--format=j'], ['--format=json', '--format=junit']],
    ['--platform: the platforms of the chart', ['template', '--platform', 'k3'], ['k3s', ...K3S]],
    ['--show-only: templates that print', ['template', '-s', 'templates/d'], ['templates/daemonset.yaml']],
    ['--set: keys', ['template', '--set', 'imag'], ['image.']],
    ['--set: keys below a map', ['template', '--set', 'image.pull'], ['image.pullPolicy=', 'image.pullSecrets=']],
    [
      '--set: the words of an enumeration',
      ['template', '--set', 'image.pullPolicy=I'],
      ['image.pullPolicy=IfNotPresent'],
    ],
    ['--set: booleans', ['template', '--set', 'image.debug='], ['image.debug=true', 'image.debug=false']],
    ['--set: the default', ['template', '--set', 'image.repository='], ['image.repository=squat/kilo']],
    ['a comma: one more value', ['template', '--set', 'a=1,nameO'], ['a=1,nameOverride=']],
    ['a chart of Go templates', ['template', 'x', `${GO_CHART}/`, '--set', ''], ['image.', 'host=']],
    ['a command that does not exist', ['nothing', ''], []],
    ['a namespace', ['template', '-n', ''], []],
    ['a chart that is not there', ['template', '--chart', './none', '--set', ''], []],
  ])('after %s', async (_, words, expected) => {
    expect(texts(await complete(...words))).toEqual(expected);
  });

  it.each([[['lint', '']], [['template', '-f', '']], [['template', 'x', '']]])(
    'after %j: names of files',
    async (words) => {
      expect(await complete(...words)).toEqual([':files']);
    },
  );

  it('is described by the schema', async () => {
    expect(await complete('template', '--set', 'image.reg')).toEqual(['image.registry=\tRegistry of the image']);
  });

  it('does not name the hidden command', async () => {
    expect(texts(await complete(''))).not.toContain('__complete');
  });
});

/** Shells that are not installed are skipped, which CI refuses: it installs them. */
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** How each shell is asked what it would complete a line to. */
const SHELLS: Readonly<Record<string, (line: string) => string>> = {
  bash: (line) => `source <(kilo-chart completion bash)
    compopt() { :; }
    COMP_LINE=${JSON.stringify(line)}; COMP_POINT=\${#COMP_LINE}; _kilo_chart; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // The functions that add matches print them instead.
  zsh: (line) => `compdef() { :; }; _files() { echo :files; }
    compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -l -- "$@"; }
    source <(kilo-chart completion zsh)
    words=(\${(s: :)\${:-${JSON.stringify(line)}}}); [[ ${JSON.stringify(line)} == *' ' ]] && words+=('')
    CURRENT=\${#words}; _kilo-chart`,
  fish: (line) => `kilo-chart completion fish | source; complete --do-complete=${JSON.stringify(line)}`,
};

describe.skipIf(!isBuilt()).each(Object.entries(SHELLS))('in %s', (shell, script) => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-shell-'));
    writeFileSync(join(directory, 'kilo-chart'), `#!/bin/sh\nexec node '${ROOT}/bin/kilo-chart.cjs' "$@"\n`);
    chmodSync(join(directory, 'kilo-chart'), 0o755);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  // bash completes what follows = by itself: the part before is not repeated.
  it.skipIf(!has(shell)).each<[string, string[]]>([
    ['kilo-chart temp', ['template']],
    ['kilo-chart template --plat', ['--platform']],
    ['kilo-chart template --platform k3s-', K3S],
    ['kilo-chart template --set image.pullP', ['image.pullPolicy=']],
    ['kilo-chart template --set image.pullPolicy=A', [shell === 'bash' ? 'Always' : 'image.pullPolicy=Always']],
  ])('%j', (line, expected) => {
    const { PATH = '' } = process.env;
    const { stdout, stderr } = spawnSync(shell, ['-c', script(line)], {
      encoding: 'utf8',
      cwd: directory,
      env: { PATH: `${directory}${delimiter}${PATH}`, HOME: directory },
    });
    expect(stderr).toBe('');
    expect(texts(stdout.trim().split('\n'))).toEqual(expected);
  });
});
