import { type GoMethod, GoObject, type GoValue, newGoMap, typedList } from '../../../go/value.ts';
import type { CapabilitiesObject } from '../../context.ts';
import { method } from './methods.ts';

/**
 * A struct of Go: its fields, in their order, and the names that they have in JSON. They are made when one is first
 * read: few charts look at the cluster, and each render has objects of its own.
 */
abstract class Struct extends GoObject {
  readonly kind: string = 'struct';
  readonly #make: () => ReadonlyMap<string, GoValue>;
  #made: ReadonlyMap<string, GoValue> | undefined;

  constructor(make: () => ReadonlyMap<string, GoValue>) {
    super();
    this.#make = make;
  }

  get #fields(): ReadonlyMap<string, GoValue> {
    this.#made ??= this.#make();
    return this.#made;
  }

  override get fields(): readonly string[] {
    return [...this.#fields.keys()];
  }

  override field(name: string): GoValue | undefined {
    return this.#fields.get(name);
  }

  /** Structs in it remain structs: JSON keeps the order of their fields, too. */
  toPlain(): GoValue {
    return newGoMap(this.#fields);
  }
}

/** `*common.Capabilities`: the versions and APIs of the cluster. */
export class Capabilities extends Struct {
  readonly type = '*common.Capabilities';
  override readonly kind = 'ptr';

  readonly #made: CapabilitiesObject;

  constructor(made: CapabilitiesObject) {
    super(
      () =>
        new Map<string, GoValue>([
          ['KubeVersion', new KubeVersion(made.KubeVersion)],
          ['APIVersions', new VersionSet(made.APIVersions)],
          ['HelmVersion', new BuildInfo(made.HelmVersion.Version)],
        ]),
    );
    this.#made = made;
  }

  override method(name: string): GoMethod | undefined {
    return name === 'Copy' ? method([], () => new Capabilities(this.#made)) : undefined;
  }
}

/** `common.KubeVersion`, whose `String` leaves out the suffix of the cluster's vendor. */
class KubeVersion extends Struct {
  readonly type = 'common.KubeVersion';
  readonly #version: string;
  readonly #normalized: string;
  readonly #made: CapabilitiesObject['KubeVersion'];
  /** Whether it is addressable. */
  readonly #isAddressable: boolean;

  constructor(made: CapabilitiesObject['KubeVersion'], isAddressable = true) {
    const { Version, Major, Minor } = made;
    const normalizedVersion = /^v?\d+(?:\.\d+)*/.exec(Version)?.[0] ?? Version;
    super(() => new Map(Object.entries({ Version, normalizedVersion, Major, Minor })));
    this.#version = Version;
    this.#normalized = normalizedVersion;
    this.#made = made;
    this.#isAddressable = isAddressable;
  }

  override get copy(): GoObject {
    return this.#isAddressable ? new KubeVersion(this.#made, false) : this;
  }

  /** The methods are those of a pointer, so that `fmt` does not find them. */
  override method(name: string): GoMethod | undefined {
    if (!this.#isAddressable) return undefined;
    if (name === 'String') return method([], () => this.#normalized);
    return name === 'GitVersion' ? method([], () => this.#version) : undefined;
  }

  override toPlain(): GoValue {
    return newGoMap(['Version', 'Major', 'Minor'].map((name) => [name, this.field(name) ?? null] as const));
  }
}

/** `common.VersionSet`: `v1`, `apps/v1`, … */
class VersionSet extends GoObject {
  readonly type = 'common.VersionSet';
  readonly kind = 'slice';
  readonly #list: GoValue[];
  #set: ReadonlySet<string> | undefined;

  constructor(versions: readonly string[]) {
    super();
    this.#list = typedList('string', [...versions]);
  }

  override get underlying(): GoValue[] {
    return this.#list;
  }

  override method(name: string): GoMethod | undefined {
    return name === 'Has' ? method(['string'], (version: string) => this.#has(version)) : undefined;
  }

  #has(version: string): boolean {
    this.#set ??= new Set(this.#list as string[]);
    return this.#set.has(version);
  }

  toPlain(): GoValue {
    return this.#list;
  }
}

/** `version.BuildInfo` of Helm 4.2.4. */
class BuildInfo extends Struct {
  readonly type = 'version.BuildInfo';

  constructor(version: string) {
    super(
      () =>
        new Map([
          ['Version', version],
          ['GitCommit', ''],
          ['GitTreeState', ''],
          ['GoVersion', 'go1.26.8'],
          ['KubeClientVersion', 'v1.36'],
        ]),
    );
  }

  override toPlain(): GoValue {
    return newGoMap([
      ['version', this.field('Version') as string],
      ['go_version', this.field('GoVersion') as string],
      ['kube_client_version', this.field('KubeClientVersion') as string],
    ]);
  }
}
