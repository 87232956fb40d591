import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Leaf, leaves } from '../../tools/generate/chart-parameters.ts';
import { at, release } from './render.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url);
const readme = readFileSync(path('README.md'), 'utf8');
const values: unknown = parse(readFileSync(path('values.yaml'), 'utf8'));

/** The README's tables, each with the parameters that begin with one of its words. */
const TABLES: readonly (readonly [heading: string, ...prefixes: string[]])[] = [
  ['Global parameters', 'global.'],
  [
    'Common parameters',
    'nameOverride',
    'fullnameOverride',
    'clusterDomain',
    'commonLabels',
    'commonAnnotations',
    'schedulerName',
    'extraDeploy',
  ],
  ['Image parameters', 'image.'],
  ['Daemon parameters', 'kdaemon.'],
  [
    'Platform parameters',
    'kubeconfig.',
    'cni.',
    'compatibility',
    'internalCIDRs',
    'serviceCIDRs',
    'interface',
    'userspace.',
    'nkml.',
  ],
  ['RBAC parameters', 'serviceAccount.', 'rbac.'],
  ['Namespace and peers', 'namespace.', 'peers'],
  ['Parameters of the peer validation', 'peerValidation.'],
  ['Metrics parameters', 'metrics.', 'wireguardExporter.'],
  ['Parameters of kube-router', 'kubeRouter.'],
];

const BEGIN = '<!-- begin parameters: UPDATE_GOLDENS=1 npx vitest run test/kilo/readme.test.ts -->';
const END = '<!-- end parameters -->';

function printTables(): string {
  const tables = TABLES.map(([heading, ...prefixes]) => {
    const rows = leaves
      .filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
      .map((leaf) => `| \`${leaf.name}\` | ${leaf.description.replaceAll('|', '\\|')} | ${printDefault(leaf)} |`);
    return [`### ${heading}`, '', '| Parameter | Description | Default |', '|---|---|---|', ...rows, ''].join('\n');
  });
  return `${BEGIN}\n\n${tables.join('\n')}\n${END}`;
}

/** A text of several lines is not for a table. */
function printDefault({ name, default: value }: Leaf): string {
  if (typeof value === 'string' && value.includes('\n')) return `Kilo's own: see [values.yaml](values.yaml)`;
  if (name === 'serviceAccount.name') return '`null` (a name is generated)';
  return `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``;
}

describe('the parameters are the same in the README, the schema and values.yaml', () => {
  test('README: every parameter, in the words of the schema', () => {
    const found = readme.slice(readme.indexOf(BEGIN), readme.indexOf(END) + END.length);
    const expected = printTables();
    if (process.env.UPDATE_GOLDENS === '1')
      writeFileSync(
        path('README.md'),
        readme.replace(found, () => expected),
      );
    else expect(found).toBe(expected);
  });

  test('README: every parameter stands in one table', () => {
    for (const { name } of leaves) {
      expect(printTables().split(`| \`${name}\` |`), name).toHaveLength(2);
    }
  });

  test('values.yaml: every parameter with its default', () => {
    for (const { name, default: value } of leaves) {
      const found = at(values, `/${name.replaceAll('.', '/')}`);
      expect(found, name).toEqual(value);
    }
  });

  test('values.yaml: nothing that is no parameter', () => {
    const names = new Set(leaves.map(({ name }) => name));
    const unknown = (value: unknown, name: string): string[] => {
      if (names.has(name)) return [];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [name];
      return Object.entries(value).flatMap(([key, item]) => unknown(item, name === '' ? key : `${name}.${key}`));
    };
    expect(unknown(values, '')).toEqual([]);
  });

  test('the schema describes every parameter', () => {
    for (const { name, description, default: value } of leaves) {
      expect(description, name).toMatch(/^[A-Z`]/);
      expect(value, name).not.toBeUndefined();
    }
  });
});

describe('the examples of the README', () => {
  const examples = [...readme.matchAll(/^( *)```yaml\n(.*?)^ *```$/gms)].map(([, indentation = '', text = '']) =>
    text.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
  );

  test.each(examples)('render: %s', async (text) => {
    expect((await release(parse(text) as object)).errors).toEqual([]);
  });

  test('are all there', () => expect(examples.length).toBeGreaterThanOrEqual(5));
});
