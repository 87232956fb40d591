// Builds the package where npm prepares it: in a clone, before it is packed, and where it is installed from git.
import { execSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

// For a package that is installed from git with -g, as pre-commit does it, npm does not install development
// dependencies before it prepares it (npm/cli#8440).
if (!isInstalled('rolldown')) {
  execSync('npm ci --no-global --include=dev --ignore-scripts --no-audit --no-fund', { cwd: root, stdio: 'inherit' });
}
await import('./build.js');

function isInstalled(name) {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
