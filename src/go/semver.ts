import { memoize } from '../yaml/memo.ts';
import { quoteText } from './text.ts';

// Versions and constraints as in Masterminds/semver, which Helm uses. Npm's `semver` differs: it does not have `1.25`,
// `=<`, `!=` and `,`, and has other rules for pre-releases.

/** A semantic version. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly pre: string;
  readonly metadata: string;
}

const SUFFIX = '(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?';
const VERSION = new RegExp(`^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?${SUFFIX}$`);
const MAX_VERSION = 256;
const MAX_CONSTRAINT = 512;
const MAX_GROUPS = 32;
const UINT64 = 2n ** 64n;

/** Parses a version, with or without `v`, minor and patch; undefined for what is not a version. */
export const parseVersion = (text: string): Version | undefined => readVersion(text) ?? undefined;

const readVersion = memoize((text: string): Version | null => {
  const match = text.length > MAX_VERSION ? null : VERSION.exec(text);
  if (!match) return null;
  const [major, minor, patch] = [match[1], match[2], match[3]].map((part) => BigInt(part ?? '0')) as [
    bigint,
    bigint,
    bigint,
  ];
  const pre = match[4] ?? '';
  // Only the numbers of a pre-release must not begin with a zero.
  if (major >= UINT64 || minor >= UINT64 || patch >= UINT64 || pre.split('.').some((part) => /^0\d+$/.test(part)))
    return null;
  return { major, minor, patch, pre, metadata: match[5] ?? '' };
});

/** The order of two versions, without their metadata: -1, 0 or 1. */
export function compareVersions(a: Version, b: Version): number {
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  if (a.pre === b.pre) return 0;
  if (a.pre === '' || b.pre === '') return a.pre === '' ? 1 : -1;
  return comparePre(a.pre.split('.'), b.pre.split('.'));
}

/**
 * Numbers are before words; numbers are compared by value, words by bytes; a longer pre-release is after a shorter one.
 */
function comparePre(a: string[], b: string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const numeric = [x, y].map((part) => /^\d+$/.test(part));
    if (numeric[0] && numeric[1]) return BigInt(x) < BigInt(y) ? -1 : 1;
    if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

const OPERATORS = '!=|>=|=>|<=|=<|~>|=|>|<|~|\\^';
const PARTIAL = `v?([0-9xX*|]+)(?:(\\.[0-9xX*|]+)(\\.[0-9xX*|]+)?)?((?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)((?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)`;
const CONSTRAINT = new RegExp(`^(${OPERATORS}|)\\s*${PARTIAL}$`);
const UNGROUPED = PARTIAL.replace(/\((?!\?)/g, '(?:');
const RANGE = new RegExp(`\\s*(${UNGROUPED})\\s+-\\s+(${UNGROUPED})\\s*`, 'g');
const ONE = `(?:(?:${OPERATORS})\\s*)?${UNGROUPED}`;
/** Written so that no text is read in two ways: Go's own expression would take exponential time here. */
const GROUP = new RegExp(`^\\s*${ONE}(?:(?:\\s*,\\s*|\\s+)${ONE})*\\s*$`);
const EACH = new RegExp(ONE, 'g');

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** The first part that is `x` or missing: from there on any version matches. */
  readonly free: 'none' | 'all' | 'minor' | 'patch';
}

/**
 * Whether a version satisfies a constraint such as `>=1.19-0`, `^1.2`, `~1.2.3`, `1.2 - 1.4`, `>1 <3 || 5.x`. A
 * pre-release satisfies only constraints that name a pre-release themselves.
 *
 * @returns undefined where the constraint is malformed
 */
export function satisfies(version: Version, constraint: string): boolean | undefined {
  return parseConstraint(constraint)?.some((group) => {
    const allowsPre = group.some((one) => one.version.pre !== '');
    return (version.pre === '' || allowsPre) && group.every((one) => meets(version, one));
  });
}

/** Go's message for a malformed constraint; undefined for a valid one. */
export function faultOfConstraint(text: string): string | undefined {
  if (parseConstraint(text)) return undefined;
  if (text.length > MAX_CONSTRAINT) return `constraint string is too long (max ${MAX_CONSTRAINT} bytes)`;
  const groups = text.replace(RANGE, '>= $1, <= $2 ').split('||');
  if (groups.length > MAX_GROUPS) return `too many constraint groups (max ${MAX_GROUPS})`;
  const bad = groups.find((group) => !GROUP.test(group));
  return bad === undefined ? 'constraint parser error' : `improper constraint: ${quoteText(bad)}`;
}

const parseConstraint = (text: string): Constraint[][] | undefined => readConstraint(text) ?? undefined;

const readConstraint = memoize((text: string): Constraint[][] | null => {
  if (text.length > MAX_CONSTRAINT) return null;
  const groups = text.replace(RANGE, '>= $1, <= $2 ').split('||');
  if (groups.length > MAX_GROUPS || !groups.every((group) => GROUP.test(group))) return null;
  const parsed = groups.map((group) => (group.match(EACH) ?? []).map(parseOne));
  return parsed.every((group) => group.every((one) => one !== undefined)) ? (parsed as Constraint[][]) : null;
});

function parseOne(text: string): Constraint | undefined {
  const match = CONSTRAINT.exec(text);
  if (!match) return undefined;
  const [, operator = '', major = '', minor = '', patch = '', pre = ''] = match;
  const isFree = (part: string) => part === '' || /^\.?[xX*]$/.test(part);
  const free = isFree(major) ? 'all' : isFree(minor) ? 'minor' : isFree(patch) ? 'patch' : 'none';
  const full = { all: '0.0.0', minor: `${major}.0.0`, patch: `${major}${minor}.0`, none: `${major}${minor}${patch}` }[
    free
  ];
  const version = parseVersion(full + pre);
  return version && { operator, version, free };
}

function meets(v: Version, { operator, version: c, free }: Constraint): boolean {
  const order = compareVersions(v, c);
  switch (operator) {
    case '':
    case '=':
      return free === 'none' ? order === 0 : isNear(v, c, free);
    case '!=':
      return differs(v, c, free);
    case '>':
      if (free === 'none') return order > 0;
      if (v.major !== c.major) return v.major > c.major;
      return free === 'patch' ? v.minor > c.minor : free === 'all' && order > 0;
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      if (free === 'none') return order <= 0;
      return v.major < c.major || (v.major === c.major && (v.minor <= c.minor || free === 'minor'));
    case '^':
      return order >= 0 && isCompatible(v, c, free);
    default:
      return isNear(v, c, free);
  }
}

/** `~`: the same minor version, or the same major one where the minor is free. */
function isNear(v: Version, c: Version, free: Constraint['free']): boolean {
  if (compareVersions(v, c) < 0) return false;
  if (c.major === 0n && c.minor === 0n && c.patch === 0n && (free === 'none' || free === 'all')) return true;
  return v.major === c.major && (v.minor === c.minor || free === 'minor');
}

/** `^`: the first part that is not zero stays the same. */
function isCompatible(v: Version, c: Version, free: Constraint['free']): boolean {
  if (c.major > 0n || free === 'minor') return v.major === c.major;
  if (v.major > 0n) return false;
  if (c.minor > 0n || free === 'patch') return v.minor === c.minor;
  return v.minor === 0n && v.patch === c.patch;
}

function differs(v: Version, c: Version, free: Constraint['free']): boolean {
  // `!=*` means `!=0.0.0`.
  if (free === 'none' || free === 'all') return compareVersions(v, c) !== 0;
  if (v.major !== c.major) return true;
  if (free === 'minor') return false;
  return v.minor !== c.minor || v.pre !== c.pre;
}

/** Go's message for a string that is not a version. */
export function faultOfVersion(text: string): string {
  if (text.length > MAX_VERSION) return `version string is too long (max ${MAX_VERSION} bytes)`;
  const match = VERSION.exec(text);
  if (!match) return 'invalid semantic version';
  const wide = match.slice(1, 4).find((part) => part !== undefined && BigInt(part) >= UINT64);
  if (wide !== undefined)
    return `error parsing version segment: strconv.ParseUint: parsing ${quoteText(wide)}: value out of range`;
  return 'version segment starts with 0';
}

/** The complete version, as Go's `String` prints it. */
export const formatVersion = ({ major, minor, patch, pre, metadata }: Version): string =>
  `${major}.${minor}.${patch}${pre === '' ? '' : `-${pre}`}${metadata === '' ? '' : `+${metadata}`}`;

/** Whether a string may follow the `-` of a version. */
export const isPrerelease = (text: string): boolean =>
  text.split('.').every((part) => /^[0-9A-Za-z-]+$/.test(part) && !/^0\d+$/.test(part));

/** Whether a string may follow the `+` of a version. */
export const isMetadata = (text: string): boolean => text.split('.').every((part) => /^[0-9A-Za-z-]+$/.test(part));
