// Builds test/oracle-go (Helm's own code as an oracle for values) into .cache/ and prints where; asked again, it
// returns at once. Needs Go and Helm's modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'test', 'oracle-go');
const program = join(root, '.cache', 'values-oracle');
const newest = Math.max(
  ...['main.go', 'tree.go', 'go.mod', 'go.sum'].map((name) => statSync(join(source, name)).mtimeMs),
);

if (!existsSync(program) || statSync(program).mtimeMs < newest) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  execFileSync('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: source, stdio: ['ignore', 2, 2] });
}
console.log(program);
