import { readFileSync } from 'node:fs';
import { bundledPackages } from './third-party.js';

/**
 * The content of the package, as CycloneDX 1.6 in JSON: the packages that went into the bundles, with versions,
 * licences and hashes from package-lock.json. Nothing in it depends on the time or the machine: two builds are the
 * same.
 *
 * @param output the chunks of the bundles, with the modules that they are made of
 * @returns text of a JSON file
 * @throws when a package is not in the lockfile
 */
export function createSbom(output) {
  const { name, version, license, description } = JSON.parse(readFileSync('package.json', 'utf8'));
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const own = purlOf(name, version);
  const components = bundledPackages(output).map((bundled) => describeComponent(bundled, lock));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name,
        version,
        description,
        licenses: [{ license: { id: license } }],
        purl: own,
      },
    },
    components,
    dependencies: [
      { ref: own, dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'] })),
    ],
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

function describeComponent({ name, version, license }, lock) {
  const locked = Object.entries(lock.packages).find(
    ([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version === version,
  )?.[1];
  if (!locked?.integrity) throw new Error(`${name} ${version} is not in package-lock.json`);
  const [algorithm, digest] = locked.integrity.split('-');
  if (algorithm !== 'sha512') throw new Error(`${name} is locked by ${algorithm}, not by sha512`);
  const purl = purlOf(name, version);
  const [scope, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: short,
    version,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    licenses: [{ license: { id: license } }],
    purl,
  };
}

const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
