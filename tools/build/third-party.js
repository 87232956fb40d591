import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of the packages that went into a bundle, which they ask to be handed on with their code.
 *
 * @param output the chunks of a bundle, with the modules that they are made of
 * @returns a text with a section for each package
 * @throws when a package comes without a licence, or with one that nobody has looked at
 */
export function collectNotices(output) {
  const folders = new Set();
  for (const { modules = {} } of output) {
    for (const id of Object.keys(modules)) {
      const [folder] = /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(id) ?? [];
      if (folder !== undefined && modules[id].renderedLength > 0) folders.add(folder);
    }
  }
  return [...folders]
    .sort()
    .map(describePackage)
    .join(`\n${'-'.repeat(78)}\n\n`);
}

/** Licences that let their code go into a program under the AGPL. */
const KNOWN = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause']);

function describePackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!KNOWN.has(license)) throw new Error(`${name} has the licence ${license}: look whether it may be bundled`);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  if (file === undefined || !existsSync(join(folder, file))) throw new Error(`${name} has no file with its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
