import { isIP } from 'node:net';
import type { Environment } from './paths.ts';

/**
 * The proxy for a URL, by the variables that Go reads (http.ProxyFromEnvironment): HTTPS_PROXY, HTTP_PROXY and
 * NO_PROXY, in upper or lower case. This machine is never reached through a proxy.
 *
 * @returns undefined where there is none
 */
export function proxyFor(url: URL, env: Environment): string | undefined {
  const proxy = url.protocol === 'https:' ? read(env, 'HTTPS_PROXY') : read(env, 'HTTP_PROXY');
  if (proxy === '' || isExcluded(url, read(env, 'NO_PROXY'))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

const read = (env: Environment, name: string): string => env[name] || env[name.toLowerCase()] || '';

function isExcluded(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || /^127\./.test(host) || host === '::1') return true;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInNetwork(host, entry);
  const [, name = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  if (isIP(name) !== 0) return name === host;
  const domain = name.replace(/^\*?\./, '');
  return host.endsWith(`.${domain}`) || (host === domain && domain === name);
}

/** Whether an IPv4 address is in `10.0.0.0/8`. */
function isInNetwork(host: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  if (isIP(host) !== 4 || isIP(base) !== 4) return false;
  const shift = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(host) / shift) === Math.floor(toNumber(base) / shift);
}

const toNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
