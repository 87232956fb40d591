import type { ValueMap } from '../yaml/value.ts';

/** One Kubernetes object as a template printed it. */
export interface Manifest {
  /** The template that printed it, as in the `# Source:` line: `kilo/templates/daemonset.yaml`. */
  readonly source: string;
  /** The text of the object, without document marks and surrounding blank lines. */
  readonly text: string;
  readonly object: ValueMap;
  readonly kind: string;
  /** The events of `helm.sh/hook` under Helm's names; empty for an object that is not a hook. */
  readonly hooks: readonly string[];
}

/**
 * The requirements for a document: that it is an object that an API server can read, or whatever Helm prints; what only
 * Helm accepts is a warning then.
 */
export type ObjectRules = 'api-server' | 'helm';

/** The output of one template. */
export interface RenderedFile {
  readonly source: string;
  /** The template's file, for problems. */
  readonly file: string;
  readonly text: string;
}
