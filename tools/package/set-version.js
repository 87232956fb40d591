// npm runs it after it changed the version in package.json (`npm version minor`), before it makes a commit: writes the
// version to every other place that names it, and adds these files to the commit.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Each file that names the version, with its new content. Files that `npm run generate` writes are not here.
 *
 * @type {Readonly<Record<string, (text: string, version: string) => string>>}
 */
export const PLACES = {
  'Chart.yaml': (text, version) => text.replace(/^version: .*$/m, `version: ${version}`),
  'CHANGELOG.md': (text, version) =>
    text.includes(`\n## ${version}\n`) ? text : text.replace('## Unreleased\n', `## Unreleased\n\n## ${version}\n`),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const [file, change] of Object.entries(PLACES)) writeFileSync(file, change(readFileSync(file, 'utf8'), version));
  execFileSync('npm', ['run', '--silent', 'generate'], { stdio: 'inherit' });
  execFileSync('git', ['add', '--update'], { stdio: 'inherit' });
  console.log(`${version} is in every place; the goldens name it, too: UPDATE_GOLDENS=1 npx vitest run test/kilo`);
}
