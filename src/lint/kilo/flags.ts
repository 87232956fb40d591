/** A flag of kg, as its own flag set reads it. */
export interface Flag {
  readonly type: 'bool' | 'duration' | 'int' | 'string' | 'strings';
  /** The words that it takes; others stop kg, or are passed over in silence where `unchecked` says so. */
  readonly values?: readonly string[];
  readonly unchecked?: boolean;
  readonly format?: 'cidr' | 'mtu' | 'port';
}

/** The flags of kg 0.7.0. A test holds them to the table that is extracted from kilo's sources. */
export const KG_FLAGS: Readonly<Record<string, Flag>> = {
  backend: { type: 'string', values: ['kubernetes'] },
  'clean-up': { type: 'bool' },
  'clean-up-interface': { type: 'bool' },
  cni: { type: 'bool' },
  'cni-path': { type: 'string' },
  compatibility: { type: 'string', values: ['flannel', 'cilium'], unchecked: true },
  'create-interface': { type: 'bool' },
  encapsulate: { type: 'string', values: ['never', 'crosssubnet', 'always'] },
  hostname: { type: 'string' },
  interface: { type: 'string' },
  'internal-cidr': { type: 'strings', format: 'cidr' },
  'iptables-forward-rules': { type: 'bool' },
  kubeconfig: { type: 'string' },
  listen: { type: 'string' },
  local: { type: 'bool' },
  'log-level': { type: 'string', values: ['all', 'debug', 'info', 'warn', 'error', 'none'] },
  master: { type: 'string' },
  'mesh-granularity': { type: 'string', values: ['location', 'full'] },
  mtu: { type: 'string', format: 'mtu' },
  port: { type: 'int', format: 'port' },
  'prioritise-private-addresses': { type: 'bool' },
  'resync-period': { type: 'duration' },
  'service-cidr': { type: 'strings', format: 'cidr' },
  subnet: { type: 'string', format: 'cidr' },
  'topology-label': { type: 'string' },
  version: { type: 'bool' },
};

/** What kg takes for a subnet where none is given. */
export const DEFAULT_SUBNET = '10.4.0.0/16';
