import { readFileSync } from 'node:fs';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

/**
 * How the command is installed: tools/package/publication.json is the one place that says whether the registry has it.
 */
export function printInstall(): string {
  const { published } = read('tools/package/publication.json') as { readonly published: boolean };
  const { version } = read('package.json') as { readonly version: string };
  const commands = published
    ? 'npm install --global kilo-chart'
    : `npm pack\nnpm install --global ./kilo-chart-${version}.tgz`;
  return `\`\`\`bash\n${commands}\n\`\`\``;
}
