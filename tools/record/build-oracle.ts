import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'test', 'oracle-go');

/** The programs of test/oracle-go, which run Helm's own code: their sources there, and the flags of their builds. */
const ORACLES = {
  values: { inputs: ['main.go', 'tree.go'], flags: ['.'] },
  schema: { inputs: ['schema/main.go'], flags: ['./schema'] },
  // Templates see the version, which Helm's own build sets.
  templates: {
    inputs: ['templates/main.go'],
    flags: ['-ldflags', '-X helm.sh/helm/v4/internal/version.version=v4.2.4', './templates'],
  },
} as const;

/**
 * Builds one of the programs of test/oracle-go into .cache/, if its sources are newer. Needs Go and Helm's modules.
 *
 * @returns the path of the program
 * @throws Error when Go is missing, or the build fails
 */
export function buildOracle(name: keyof typeof ORACLES): string {
  const { inputs, flags } = ORACLES[name];
  const program = join(root, '.cache', `${name}-oracle`);
  const newest = Math.max(...[...inputs, 'go.mod', 'go.sum'].map((file) => statSync(join(source, file)).mtimeMs));
  if (!existsSync(program) || statSync(program).mtimeMs < newest) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    execFileSync('go', ['build', '-buildvcs=false', '-o', program, ...flags], {
      cwd: source,
      stdio: ['ignore', 2, 2],
    });
  }
  return program;
}
