import { Regexp, RegexpError } from '../go/regexp/regexp.ts';
import { isDate, isDateTime, isDuration, isPeriod, isTime } from './format-dates.ts';
import { isIpv4, isIpv6, isUri, isUriReference, isUriTemplate } from './format-urls.ts';

/**
 * The formats of Helm's library (santhosh-tekuri/jsonschema), each with its check. The library checks them up to draft
 * 7, even where the draft does not define them; any other format is ignored.
 */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'json-pointer': isJsonPointer,
  'relative-json-pointer': isRelativeJsonPointer,
  uuid: (text) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text),
  duration: isDuration,
  period: isPeriod,
  ipv4: isIpv4,
  ipv6: isIpv6,
  hostname: isHostname,
  email: isEmail,
  date: isDate,
  time: isTime,
  'date-time': isDateTime,
  uri: isUri,
  iri: isUri,
  'uri-reference': isUriReference,
  'iri-reference': isUriReference,
  'uri-template': isUriTemplate,
  semver: isSemver,
  regex: isRegexp,
};

function isRegexp(text: string): boolean {
  try {
    new Regexp(text);
    return true;
  } catch (error) {
    if (error instanceof RegexpError) return false;
    throw error;
  }
}

function isJsonPointer(text: string): boolean {
  return text === '' || /^(?:\/(?:[^~/]|~[01])*)+$/.test(text);
}

function isRelativeJsonPointer(text: string): boolean {
  const [, rest] = /^(?:0|[1-9]\d*)(.*)$/s.exec(text) ?? [];
  return rest !== undefined && (rest === '#' || isJsonPointer(rest));
}

const isHost = (name: string): boolean => name.length <= 253 && name.split('.').every((label) => LABEL.test(label));
const LABEL = /^(?!-)[A-Za-z0-9-]{1,63}$/;

function isHostname(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return isHost(name) && name.split('.').every((label) => !label.endsWith('-'));
}

const byteLength = (text: string): number => Buffer.byteLength(text);

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at === -1 || byteLength(text) > 254) return false;
  const local = text.slice(0, at);
  return byteLength(local) <= 64 && isLocalPart(local) && isMailDomain(text.slice(at + 1));
}

function isLocalPart(local: string): boolean {
  // The library does not require the closing quote.
  if (local.length > 1 && local.startsWith('"')) return !/[\\"]/.test(local.slice(1, -1));
  return /^[\w.!#$%&'*+\-/=?^`{|}~]*$/.test(local) && !/^\.|\.$|\.\./.test(local);
}

function isMailDomain(domain: string): boolean {
  if (!domain.startsWith('[') || !domain.endsWith(']')) return isHostname(domain);
  const address = domain.slice(1, -1);
  return address.startsWith('IPv6:') ? isIpv6(address.slice('IPv6:'.length)) : isIpv4(address);
}

const IDENTIFIERS = /^[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*$/;

function isSemver(text: string): boolean {
  const [, version = '', build] = /^([^+]*)(?:\+(.*))?$/s.exec(text) ?? [];
  if (build !== undefined && !IDENTIFIERS.test(build)) return false;
  const [, core = '', preRelease] = /^([^-]*)(?:-(.*))?$/s.exec(version) ?? [];
  if (preRelease !== undefined) {
    if (!IDENTIFIERS.test(preRelease) || preRelease.split('.').some((part) => /^0\d+$/.test(part))) return false;
  }
  return /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/.test(core);
}
