/** The fields of Helm's built-in objects, which are the same for all charts; `true` allows anything below. */
type Shape = true | { readonly [field: string]: Shape };

const PLAIN: Shape = true;

const SHAPES: { readonly [name: string]: Shape } = {
  Release: { Name: PLAIN, Namespace: PLAIN, Service: PLAIN, Revision: PLAIN, IsInstall: PLAIN, IsUpgrade: PLAIN },
  Template: { Name: PLAIN, BasePath: PLAIN },
  Capabilities: {
    KubeVersion: { Version: PLAIN, Major: PLAIN, Minor: PLAIN, GitVersion: PLAIN },
    APIVersions: PLAIN,
    HelmVersion: { Version: PLAIN, GitCommit: PLAIN, GitTreeState: PLAIN, GoVersion: PLAIN },
  },
  Chart: {
    Name: PLAIN,
    Version: PLAIN,
    APIVersion: PLAIN,
    AppVersion: PLAIN,
    KubeVersion: PLAIN,
    Type: PLAIN,
    Description: PLAIN,
    Home: PLAIN,
    Icon: PLAIN,
    Condition: PLAIN,
    Tags: PLAIN,
    Deprecated: PLAIN,
    Keywords: PLAIN,
    Sources: PLAIN,
    Maintainers: PLAIN,
    Annotations: PLAIN,
    Dependencies: PLAIN,
    IsRoot: PLAIN,
  },
};

/** A field that a built-in object does not have. */
export interface UnknownField {
  /** The object, such as `Capabilities.KubeVersion`. */
  readonly of: string;
  readonly field: string;
  readonly known: readonly string[];
}

/**
 * The first step of a path from the root context that a built-in object does not have.
 *
 * @param steps `Capabilities`, `KubeVersion`, `Mayor`
 */
export function findUnknownField(steps: readonly string[]): UnknownField | undefined {
  let shape: Shape = SHAPES;
  for (const [index, field] of steps.entries()) {
    const fields: Shape | undefined = shape;
    if (fields === true || fields === undefined) return undefined;
    const next: Shape | undefined = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (next === undefined)
      return index === 0 ? undefined : { of: steps.slice(0, index).join('.'), field, known: Object.keys(fields) };
    shape = next;
  }
  return undefined;
}
