import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { DIFFERENCES } from './differences.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url);

interface Values {
  readonly kubeconfig: { readonly source: string };
  readonly cni?: { readonly enabled?: boolean };
  readonly userspace?: { readonly mode: string };
}

const names = readdirSync(path('platforms'))
  .map((file) => file.replace(/\.yaml$/, ''))
  .sort();

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

function printPlatforms(): string {
  const rows = names.map((name) => {
    const text = readFileSync(path(`platforms/${name}.yaml`), 'utf8');
    const { kubeconfig, cni, userspace } = parse(text) as Values;
    const about = /^# (.*)/.exec(text)?.[1] ?? '';
    return row(
      `\`${name}\``,
      about,
      `\`${kubeconfig.source}\``,
      cni?.enabled === false ? 'no' : 'yes',
      { always: 'every', auto: 'where needed' }[userspace?.mode ?? ''] ?? 'none',
    );
  });
  return [
    row('Platform', 'For', '`kubeconfig.source`', "Kilo's CNI", 'Nodes with WireGuard in userspace'),
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function printDifferences(): string {
  const rows = DIFFERENCES.map(({ what, why, platforms }) => {
    const concerned = platforms ? names.filter((name) => platforms.test(name)) : [];
    return row(what, why, platforms ? concerned.map((name) => `\`${name}\``).join(', ') : 'all');
  });
  return [row('Here', 'Reason', 'Platforms'), '|---|---|---|', ...rows].join('\n');
}

it.each([
  ['platforms', printPlatforms],
  ['differences', printDifferences],
] as const)('the README has the table of %s that the files give', (name, print) => {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const readme = readFileSync(path('README.md'), 'utf8');
  const found = readme.slice(readme.indexOf(begin), readme.indexOf(end) + end.length);
  const expected = `${begin}\n\n${print()}\n\n${end}`;
  if (process.env.UPDATE_GOLDENS === '1')
    writeFileSync(
      path('README.md'),
      readme.replace(found, () => expected),
    );
  else expect(found).toBe(expected);
});
