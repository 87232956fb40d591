import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of the packages that went into a bundle, which they ask to be handed on with their code.
 *
 * @param output the chunks of a bundle, with the modules that they are made of
 * @returns text with a section for each package
 * @throws when a package comes without a licence, or with one that nobody has looked at
 */
export function collectNotices(output) {
  return directoriesOf(output)
    .map(describePackage)
    .join(`\n${'-'.repeat(78)}\n\n`);
}

/**
 * The packages that went into a bundle: what their package.json says.
 *
 * @param output the chunks of a bundle, with the modules that they are made of
 */
export const bundledPackages = (output) =>
  directoriesOf(output).map((directory) => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')));

/** The directories of the packages, sorted. */
function directoriesOf(output) {
  const directories = new Set();
  for (const { modules = {} } of output) {
    for (const id of Object.keys(modules)) {
      const [directory] = /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(id) ?? [];
      if (directory !== undefined && modules[id].renderedLength > 0) directories.add(directory);
    }
  }
  return [...directories].sort();
}

/** Licences that let their code go into a program under the AGPL. */
const KNOWN = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause']);

function describePackage(directory) {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  if (!KNOWN.has(license)) throw new Error(`${name} has the licence ${license}: look whether it may be bundled`);
  const file = readdirSync(directory).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  if (file === undefined || !existsSync(join(directory, file))) throw new Error(`${name} has no file with its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}\n`;
}
