import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DIFFERENCES } from '../../test/platforms/differences.ts';
import { table } from './markdown.ts';

const directory = new URL('../../platforms/', import.meta.url);

interface Values {
  readonly kubeconfig: { readonly source: string };
  readonly cni?: { readonly enabled?: boolean };
  readonly userspace?: { readonly mode: string };
}

const platforms = (): string[] =>
  readdirSync(directory)
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort();

/** The table of the platforms, from their values files. */
export function printPlatforms(): string {
  const rows = platforms().map((name) => {
    const text = readFileSync(new URL(`${name}.yaml`, directory), 'utf8');
    const { kubeconfig, cni, userspace } = parse(text) as Values;
    return [
      `\`${name}\``,
      /^# (.*)/.exec(text)?.[1] ?? '',
      `\`${kubeconfig.source}\``,
      cni?.enabled === false ? 'no' : 'yes',
      { always: 'every', auto: 'where needed' }[userspace?.mode ?? ''] ?? 'none',
    ];
  });
  return table(['Platform', 'For', '`kubeconfig.source`', "Kilo's CNI", 'Nodes with WireGuard in userspace'], rows);
}

/** The table of differences between the platforms and Kilo's own manifests; a test checks that it is complete. */
export function printManifestDifferences(): string {
  const rows = DIFFERENCES.map(({ what, why, platforms: concerned }) => {
    const names = platforms().filter((name) => concerned?.test(name));
    return [what, why, concerned ? names.map((name) => `\`${name}\``).join(', ') : 'all'];
  });
  return table(['Here', 'Reason', 'Platforms'], rows);
}
