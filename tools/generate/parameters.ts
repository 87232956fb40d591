import { type Leaf, leaves } from './chart-parameters.ts';
import { table } from './markdown.ts';

/** The tables of docs/parameters.md, each with the parameters that begin with one of its prefixes. */
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

/** The tables of the chart's parameters, from values.schema.json. */
export function printParameters(): string {
  const tables = TABLES.map(([heading, ...prefixes]) => {
    const own = leaves.filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)));
    const rows = own.map((leaf) => [`\`${leaf.name}\``, leaf.description.replaceAll('|', '\\|'), printDefault(leaf)]);
    return `## ${heading}\n\n${table(['Parameter', 'Description', 'Default'], rows)}`;
  });
  return tables.join('\n\n');
}

/** A table cannot contain a string of several lines. */
function printDefault({ name, default: value }: Leaf): string {
  if (typeof value === 'string' && value.includes('\n')) return `Kilo's own: see [values.yaml](../values.yaml)`;
  if (name === 'serviceAccount.name') return '`null` (a name is generated)';
  return `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``;
}
