// Builds test/oracle-go/schema (Helm's own check of values against a schema) into .cache/ and prints where; asked
// again, it returns at once. Needs Go and Helm's modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'test', 'oracle-go');
const program = join(root, '.cache', 'schema-oracle');
const inputs = ['schema/main.go', 'go.mod', 'go.sum'];
const newest = Math.max(...inputs.map((name) => statSync(join(source, name)).mtimeMs));

if (!existsSync(program) || statSync(program).mtimeMs < newest) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const build = ['build', '-buildvcs=false', '-o', program, './schema'];
  execFileSync('go', build, { cwd: source, stdio: ['ignore', 2, 2] });
}
console.log(program);
