// Builds test/oracle-go/templates (Helm's engine as an oracle for templates) into .cache/ and prints where; asked
// again, it returns at once. Needs Go and Helm's modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'test', 'oracle-go');
const program = join(root, '.cache', 'template-oracle');
const files = ['templates/main.go', 'go.mod', 'go.sum', '../../tools/record/build-template-oracle.js'];
const newest = Math.max(...files.map((name) => statSync(join(source, name)).mtimeMs));

if (!existsSync(program) || statSync(program).mtimeMs < newest) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  // What Helm's own build sets: templates see it.
  const version = '-X helm.sh/helm/v4/internal/version.version=v4.2.4';
  const args = ['build', '-buildvcs=false', '-ldflags', version, '-o', program, './templates'];
  execFileSync('go', args, { cwd: source, stdio: ['ignore', 2, 2] });
}
console.log(program);
