/** A flag of kg, as its own flag set reads it. */
export interface Flag {
  readonly type: 'bool' | 'duration' | 'int' | 'string' | 'strings';
  /** The words that it takes; others stop kg, or are silently ignored where `unchecked` is set. */
  readonly values?: readonly string[];
  readonly unchecked?: boolean;
  readonly format?: 'cidr' | 'mtu' | 'port';
  /** The first release that has the flag, where 0.3.0 does not. */
  readonly since?: string;
  /** The release from which on the flag takes words, and not only numbers. */
  readonly wordsSince?: string;
}

/**
 * The flags of kg 0.7.0, and since when it has them. Tests hold them to the tables that are extracted from kilo's
 * sources, of the newest release and of each one since 0.3.0. No release has lost a flag.
 */
export const KG_FLAGS: Readonly<Record<string, Flag>> = {
  backend: { type: 'string', values: ['kubernetes'] },
  'clean-up': { type: 'bool', since: '0.6.0' },
  'clean-up-interface': { type: 'bool' },
  cni: { type: 'bool' },
  'cni-path': { type: 'string' },
  compatibility: { type: 'string', values: ['flannel', 'cilium'], unchecked: true },
  'create-interface': { type: 'bool' },
  encapsulate: { type: 'string', values: ['never', 'crosssubnet', 'always'] },
  hostname: { type: 'string' },
  interface: { type: 'string' },
  'internal-cidr': { type: 'strings', format: 'cidr', since: '0.7.0' },
  'iptables-forward-rules': { type: 'bool', since: '0.4.0' },
  kubeconfig: { type: 'string' },
  listen: { type: 'string' },
  local: { type: 'bool' },
  'log-level': { type: 'string', values: ['all', 'debug', 'info', 'warn', 'error', 'none'] },
  master: { type: 'string' },
  'mesh-granularity': { type: 'string', values: ['location', 'full'] },
  mtu: { type: 'string', format: 'mtu', since: '0.4.0', wordsSince: '0.7.0' },
  port: { type: 'int', format: 'port' },
  'prioritise-private-addresses': { type: 'bool', since: '0.4.0' },
  'resync-period': { type: 'duration' },
  'service-cidr': { type: 'strings', format: 'cidr', since: '0.6.0' },
  subnet: { type: 'string', format: 'cidr' },
  'topology-label': { type: 'string' },
  version: { type: 'bool' },
};

/** The first release of kg with the program of the webhook. */
export const WEBHOOK_SINCE = '0.4.0';

/** What kg takes for a subnet where none is given. */
export const DEFAULT_SUBNET = '10.4.0.0/16';
