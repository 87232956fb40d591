import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from './built.ts';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/**
 * Of what the package is made with; what goes into it is held by the build to fewer: see tools/build/third-party.js.
 */
const LICENCES =
  /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|PSF-2\.0|MIT OR Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0)$/;

describe('the lockfile', () => {
  it('names each package by a hash', () => {
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('has only licences that somebody has looked at', () => {
    expect(locked.filter(([, { license }]) => !LICENCES.test(license ?? ''))).toEqual([]);
  });

  it('has only what the package is built with', () => {
    expect(locked.filter(([, { dev }]) => dev !== true)).toEqual([]);
  });

  it('has no install script, besides that of the runtime of the standalone executables', () => {
    expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([
      'node_modules/bun',
    ]);
  });
});

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

describe.skipIf(!isBuilt())('the SBOM of the package', () => {
  const bom = (): { bomFormat: string; specVersion: string; components: readonly Component[] } =>
    JSON.parse(read('dist/sbom.cdx.json'));

  it('is CycloneDX 1.6 with a component for each package of THIRD-PARTY.txt', () => {
    const { bomFormat, specVersion, components } = bom();
    expect([bomFormat, specVersion]).toEqual(['CycloneDX', '1.6']);
    const notices = read('dist/THIRD-PARTY.txt');
    expect(components.length).toBeGreaterThan(0);
    for (const { group, name, version, licenses } of components) {
      const full = group === undefined ? name : `${group}/${name}`;
      expect(notices).toContain(`${full} ${version} (${licenses[0]?.license.id})`);
    }
    expect(notices.match(/^-{78}$/gm)?.length ?? 0).toBe(components.length - 1);
  });

  it('has the hashes of the lockfile', () => {
    for (const { group, name, version, hashes, purl } of bom().components) {
      const full = group === undefined ? name : `${group}/${name}`;
      const integrity = locked.find(([path, entry]) => path.endsWith(`/${full}`) && entry.version === version)?.[1]
        .integrity;
      expect(Buffer.from(hashes[0]?.content ?? '', 'hex').toString('base64')).toBe(integrity?.slice('sha512-'.length));
      expect(purl).toMatch(/^pkg:npm\/.+@\d/);
    }
  });

  it('holds nothing of the time or the machine', () => {
    expect(read('dist/sbom.cdx.json')).not.toMatch(/timestamp|serialNumber|\/(?:home|root|work|tmp)\//);
  });
});
