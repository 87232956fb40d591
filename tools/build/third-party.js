import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of the bundled packages, which must be distributed with their code.
 *
 * @param output the chunks of a bundle, with the modules that they are made of
 * @returns text with a section for each package
 * @throws when a package has no licence, or one that is not in the list
 */
export function collectNotices(output) {
  return directoriesOf(output)
    .map(describePackage)
    .join(`\n${'-'.repeat(78)}\n\n`);
}

/**
 * The package.json of each bundled package.
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

/** Licences that are compatible with the AGPL. */
const KNOWN = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause']);

function describePackage(directory) {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  if (!KNOWN.has(license)) throw new Error(`${name} has the licence ${license}: look whether it may be bundled`);
  const file = readdirSync(directory).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  if (file === undefined || !existsSync(join(directory, file))) throw new Error(`${name} has no file with its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}\n`;
}
