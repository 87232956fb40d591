import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './pages.ts';

interface Step {
  readonly name: string;
  readonly run: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** action.yml */
export const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default: string; description: string }>;
  runs: { using: string; steps: Step[] };
};

/** What a workflow gives to the action. */
export interface Run {
  readonly inputs: Readonly<Record<string, string>>;
  /** The job's working directory. */
  readonly workspace: string;
  /** The checkout that holds action.yml. */
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Runs the steps of the action one after another, as GitHub's runner does, until one fails. */
export function runAction({ inputs, workspace, path, env }: Run): { stdout: string; stderr: string; status: number } {
  const fill = (text: string): string =>
    text.replace(
      /\$\{\{ inputs\.([\w-]+) \}\}/g,
      (_, input: string) => inputs[input] ?? action.inputs[input]?.default ?? '',
    );
  let [stdout, stderr, status] = ['', '', 0];
  for (const step of action.runs.steps) {
    const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]);
    const run = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: join(workspace, fill(step['working-directory'] ?? '.')),
      encoding: 'utf8',
      env: { ...env, GITHUB_ACTION_PATH: path, GITHUB_WORKSPACE: workspace, ...Object.fromEntries(own) },
    });
    stdout += run.stdout;
    stderr += run.stderr;
    status = run.status ?? 1;
    if (status !== 0) break;
  }
  return { stdout, stderr, status };
}
