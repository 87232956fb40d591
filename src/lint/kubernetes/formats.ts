import { dnsName, type Format } from './names.ts';

// Formats of rare strings.

export const driverName: Format = (name) =>
  name.length > 63 ? `has ${name.length} characters; at most 63 are allowed` : dnsName(name.toLowerCase());

export const iscsiName: Format = (name) =>
  /^(?:iqn\.\d{4}-\d\d\.([a-z0-9]([-_.a-z0-9]*[a-z0-9])?)(?::[^,;*&$|\s]+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32})$/.test(
    name,
  )
    ? undefined
    : 'is not an iqn, eui or naa name';

export const groupVersion: Format = (text) =>
  /^[^/]+\/[^/]+$|^v\d[a-z0-9]*$/.test(text) ? undefined : 'is not a group and a version';

export const urlPath: Format = (path) => {
  if (!path.startsWith('/')) return 'must begin with "/"';
  const fault = path
    .slice(1)
    .split('/')
    .filter((part, index, all) => part !== '' || index < all.length - 1)
    .map(dnsName)
    .find((found) => found !== undefined);
  return path === '/' ? undefined : fault && `has a part that ${fault}`;
};

export function webhookName(text: string): string | undefined {
  const fault = dnsName(text);
  if (fault) return fault;
  return text.split('.').length < 3 ? 'must have at least three parts, with "." between them' : undefined;
}
