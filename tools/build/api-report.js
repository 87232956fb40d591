// Writes docs/api.md: everything that the package exports, as its declarations. A test compares it with the build, so
// that a diff shows each change of the surface: `npm run build && npm run api`.
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

const INTRODUCTION = `# All that the package exports

Made from the declarations of the built package by \`npm run api\`; a test compares the two, so that a change to what programs
can call is a change of this page. [programs.md](programs.md) shows how it is used, and [parameters.md](parameters.md) describes
the values of the built-in chart, \`KiloValues\`.
`;

/**
 * @param {string} declarations the declarations of the package
 * @returns {string} the page
 */
export function writeApiReport(declarations) {
  const values = /^export interface KiloValues \{\n[\s\S]*?^\}$|^interface KiloValues \{\n[\s\S]*?^\}$/m;
  return `${INTRODUCTION}\n\`\`\`ts\n${declarations.replace(values, 'interface KiloValues { /* values.schema.json */ }').trim()}\n\`\`\`\n`;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  writeFileSync(new URL('docs/api.md', root), writeApiReport(readFileSync(new URL('dist/index.d.ts', root), 'utf8')));
