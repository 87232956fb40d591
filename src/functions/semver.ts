import { memoize } from '../yaml/memo.ts';
import { newMap, type ValueMap } from '../yaml/value.ts';
import { refuse } from './function.ts';

// Versions and constraints as Masterminds/semver has them, which Helm asks. Npm's `semver` answers otherwise: it takes no
// `1.25` or `=<`, gives `!=` and `,` no meaning, and lets a pre-release pass by other rules.

interface Version {
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

/** A version, with or without `v`, minor and patch. Undefined for what is none. */
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
  // Only a pre-release's numbers may not begin with a zero.
  if (major >= UINT64 || minor >= UINT64 || patch >= UINT64 || pre.split('.').some((part) => /^0\d+$/.test(part)))
    return null;
  return { major, minor, patch, pre, metadata: match[5] ?? '' };
});

function compareVersions(a: Version, b: Version): number {
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  if (a.pre === b.pre) return 0;
  if (a.pre === '' || b.pre === '') return a.pre === '' ? 1 : -1;
  return comparePre(a.pre.split('.'), b.pre.split('.'));
}

/** A number is below a word; of two numbers the value decides, of two words their bytes; what is longer is above. */
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

const OPERATORS = '!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|';
const PARTIAL = `v?([0-9xX*|]+)(\\.[0-9xX*|]+)?(\\.[0-9xX*|]+)?((?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)((?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)`;
const CONSTRAINT = new RegExp(`^(${OPERATORS})\\s*${PARTIAL}$`);
const UNGROUPED = PARTIAL.replace(/\((?!\?)/g, '(?:');
const RANGE = new RegExp(`\\s*(${UNGROUPED})\\s+-\\s+(${UNGROUPED})\\s*`, 'g');
const GROUP = new RegExp(
  `^\\s*(?:${OPERATORS})\\s*${UNGROUPED}\\s*(?:(?:\\s+|,\\s*)(?:${OPERATORS})\\s*${UNGROUPED}\\s*)*$`,
);
const EACH = new RegExp(`(?:${OPERATORS})\\s*${UNGROUPED}`, 'g');

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** The first part that is `x` or missing: what comes from there on is free. */
  readonly free: 'none' | 'all' | 'minor' | 'patch';
}

/**
 * Whether a version meets a constraint such as `>=1.19-0`, `^1.2`, `~1.2.3`, `1.2 - 1.4`, `>1 <3 || 5.x`. A pre-release
 * meets none that does not name a pre-release itself.
 *
 * @throws ProblemError `template` where one of them is malformed
 */
export function semverCompare(constraint: string, version: string): boolean {
  const groups = parseConstraint(constraint);
  const parsed = parseVersion(version) ?? refuse(`${JSON.stringify(version)} is no semantic version`);
  return groups.some((group) => {
    const allowsPre = group.some((one) => one.version.pre !== '');
    return (parsed.pre === '' || allowsPre) && group.every((one) => meets(parsed, one));
  });
}

const parseConstraint = memoize((text: string): Constraint[][] => {
  const malformed = () =>
    refuse(`${JSON.stringify(text)} is no version constraint`, 'a constraint is like ">=1.19-0" or "^1.2"');
  if (text.length > MAX_CONSTRAINT) malformed();
  const groups = text.replace(RANGE, '>= $1, <= $2 ').split('||');
  if (groups.length > MAX_GROUPS) malformed();
  return groups.map((group) => {
    if (!GROUP.test(group)) malformed();
    return (group.match(EACH) ?? []).map((one) => parseOne(one) ?? malformed());
  });
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
  // `!=*` is taken for `!=0.0.0`.
  if (free === 'none' || free === 'all') return compareVersions(v, c) !== 0;
  if (v.major !== c.major) return true;
  if (free === 'minor') return false;
  return v.minor !== c.minor || v.pre !== c.pre;
}

/** The parts of a version under Go's names. Helm's value also prints as the version: `Original` does it here. */
export function semver(text: string): ValueMap {
  const version = parseVersion(text) ?? refuse(`${JSON.stringify(text)} is no semantic version`);
  return newMap([
    ['Major', Number(version.major)],
    ['Minor', Number(version.minor)],
    ['Patch', Number(version.patch)],
    ['Prerelease', version.pre],
    ['Metadata', version.metadata],
    ['Original', text],
  ]);
}
