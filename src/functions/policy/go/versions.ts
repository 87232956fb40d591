import {
  compareVersions,
  faultOfConstraint,
  faultOfVersion,
  formatVersion,
  isMetadata,
  isPrerelease,
  parseVersion,
  satisfies,
  type Version,
} from '../../../go/semver.ts';
import { GoError, GoInt, type GoMethod, GoObject, type GoValue, int } from '../../../go/value.ts';

const ZERO: Version = { major: 0n, minor: 0n, patch: 0n, pre: '', metadata: '' };

/** Masterminds' `*semver.Version`, or the struct itself that `IncMajor` and others return. */
class SemanticVersion extends GoObject {
  readonly version: Version;
  readonly original: string;
  readonly kind: 'ptr' | 'struct';

  constructor(version: Version, original: string, kind: 'ptr' | 'struct') {
    super();
    this.version = version;
    this.original = original;
    this.kind = kind;
  }

  get type(): string {
    return this.kind === 'ptr' ? '*semver.Version' : 'semver.Version';
  }

  /** All fields are hidden from other packages. */
  override get deepCopy(): SemanticVersion {
    return new SemanticVersion(ZERO, '', this.kind);
  }

  override format(): string {
    return formatVersion(this.version);
  }

  toPlain(): GoValue {
    return formatVersion(this.version);
  }

  override method(name: string): GoMethod | undefined {
    // A method of the pointer is not one of the struct that a function returns.
    const definition = (this.kind === 'ptr' ? POINTER[name] : undefined) ?? METHODS[name];
    return definition && { ...definition, run: (...args: never[]) => definition.run(this, ...args) };
  }
}

interface Method extends Pick<GoMethod, 'parameters'> {
  readonly run: (self: SemanticVersion, ...args: never[]) => GoValue;
}

const table = <T>(entries: Record<string, T>): Readonly<Record<string, T>> => Object.setPrototypeOf(entries, null);

const part = (name: 'major' | 'minor' | 'patch'): Method => ({
  parameters: [],
  run: ({ version }) => new GoInt('uint64', version[name]),
});

const comparison = (holds: (order: number) => boolean): Method => ({
  parameters: ['*semver.Version'],
  run: (self, other: GoObject | null) => holds(compareVersions(self.version, versionOf(other))),
});

function versionOf(value: GoObject | null): Version {
  if (value instanceof SemanticVersion) return value.version;
  throw new GoError('runtime error: invalid memory address or nil pointer dereference');
}

/** The next version; one with a pre-release is followed by the version itself without it. */
const next = (change: (version: Version) => Partial<Version>): Method => ({
  parameters: [],
  run: ({ version, original }) => changed(version, original, { ...change(version), pre: '', metadata: '' }),
});

function changed(version: Version, original: string, change: Partial<Version>): SemanticVersion {
  const made = { ...version, ...change };
  return new SemanticVersion(made, (original.startsWith('v') ? 'v' : '') + formatVersion(made), 'struct');
}

const METHODS = table<Method>({
  Major: part('major'),
  Minor: part('minor'),
  Patch: part('patch'),
  Prerelease: { parameters: [], run: ({ version }) => version.pre },
  Metadata: { parameters: [], run: ({ version }) => version.metadata },
  String: { parameters: [], run: ({ version }) => formatVersion(version) },
  IncPatch: next(({ patch, pre }) => (pre === '' ? { patch: patch + 1n } : {})),
  IncMinor: next(({ minor }) => ({ minor: minor + 1n, patch: 0n })),
  IncMajor: next(({ major }) => ({ major: major + 1n, minor: 0n, patch: 0n })),
  SetPrerelease: {
    parameters: ['string'],
    run: ({ version, original }, pre: string) => {
      if (pre !== '' && !isPrerelease(pre))
        throw new GoError(isMetadata(pre) ? 'version segment starts with 0' : 'invalid prerelease string');
      return changed(version, original, { pre });
    },
  },
  SetMetadata: {
    parameters: ['string'],
    run: ({ version, original }, metadata: string) => {
      if (metadata !== '' && !isMetadata(metadata)) throw new GoError('invalid metadata string');
      return changed(version, original, { metadata });
    },
  },
});

const POINTER = table<Method>({
  Original: { parameters: [], run: ({ original }) => original },
  Compare: {
    parameters: ['*semver.Version'],
    run: (self, other: GoObject | null) => int(compareVersions(self.version, versionOf(other))),
  },
  Equal: comparison((order) => order === 0),
  LessThan: comparison((order) => order < 0),
  LessThanEqual: comparison((order) => order <= 0),
  GreaterThan: comparison((order) => order > 0),
  GreaterThanEqual: comparison((order) => order >= 0),
});

/** sprig's `semver`: a `*semver.Version`. @throws GoError for what is not a version */
export function semver(text: string): GoObject {
  const version = parseVersion(text);
  if (!version) throw new GoError(faultOfVersion(text));
  return new SemanticVersion(version, text, 'ptr');
}

/** sprig's `semverCompare`. @throws GoError where the constraint or the version is malformed */
export function semverCompare(constraint: string, version: string): boolean {
  const fault = faultOfConstraint(constraint);
  if (fault !== undefined) throw new GoError(fault);
  const parsed = parseVersion(version);
  if (!parsed) throw new GoError(faultOfVersion(version));
  return satisfies(parsed, constraint) === true;
}
