import { type GoMethod, GoObject, type GoValue, newGoMap, typedList } from '../../../go/value.ts';
import type { CapabilitiesObject } from '../../context.ts';
import { method } from './methods.ts';

/** A struct of Go: its fields, in their order, and what JSON calls those that it writes. */
abstract class Struct extends GoObject {
  readonly kind: string = 'struct';
  readonly #fields: ReadonlyMap<string, GoValue>;

  constructor(fields: ReadonlyMap<string, GoValue>) {
    super();
    this.#fields = fields;
  }

  override get fields(): readonly string[] {
    return [...this.#fields.keys()];
  }

  override field(name: string): GoValue | undefined {
    return this.#fields.get(name);
  }

  toPlain(): GoValue {
    return newGoMap(
      [...this.#fields].map(([name, value]) => [name, value instanceof GoObject ? value.toPlain() : value] as const),
    );
  }
}

/** `*common.Capabilities`: what the cluster can do. */
export class Capabilities extends Struct {
  readonly type = '*common.Capabilities';
  override readonly kind = 'ptr';

  constructor({ KubeVersion: kube, APIVersions: versions, HelmVersion: helm }: CapabilitiesObject) {
    super(
      new Map<string, GoValue>([
        ['KubeVersion', new KubeVersion(kube)],
        ['APIVersions', new VersionSet(versions)],
        ['HelmVersion', new BuildInfo(helm.Version)],
      ]),
    );
  }
}

/** `common.KubeVersion`, which prints without the suffix of the cluster's vendor. */
class KubeVersion extends Struct {
  readonly type = 'common.KubeVersion';
  readonly #version: string;

  constructor({ Version, Major, Minor }: CapabilitiesObject['KubeVersion']) {
    super(new Map(Object.entries({ Version, Major, Minor })));
    this.#version = Version;
  }

  override method(name: string): GoMethod | undefined {
    if (name === 'String') return method([], () => this.format());
    return name === 'GitVersion' ? method([], () => this.#version) : undefined;
  }

  override format(): string {
    return /^v?\d+(?:\.\d+)*/.exec(this.#version)?.[0] ?? this.#version;
  }
}

/** `common.VersionSet`: `v1`, `apps/v1`, … */
class VersionSet extends GoObject {
  readonly type = 'common.VersionSet';
  readonly kind = 'slice';
  readonly #list: GoValue[];
  readonly #set: ReadonlySet<string>;

  constructor(versions: readonly string[]) {
    super();
    this.#list = typedList('string', [...versions]);
    this.#set = new Set(versions);
  }

  override get underlying(): GoValue[] {
    return this.#list;
  }

  override method(name: string): GoMethod | undefined {
    return name === 'Has' ? method(['string'], (version: string) => this.#set.has(version)) : undefined;
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
