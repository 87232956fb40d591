import type { ValueMap } from '../yaml/value.ts';

/** One Kubernetes object as a template printed it. */
export interface Manifest {
  /** The template that printed it, as in the `# Source:` line: `kilo/templates/daemonset.yaml`. */
  readonly source: string;
  /** The template's text of the object, without document marks and surrounding blank lines. */
  readonly text: string;
  readonly object: ValueMap;
  readonly kind: string;
  /** `helm.sh/hook`'s events under Helm's names; empty for what is no hook. */
  readonly hooks: readonly string[];
}

/**
 * What a document has to be: an object that an API server can read, or whatever Helm prints. What only Helm takes is a
 * warning then.
 */
export type ObjectRules = 'api-server' | 'helm';

/** What one template printed. */
export interface RenderedFile {
  readonly source: string;
  /** The template's file, for problems. */
  readonly file: string;
  readonly text: string;
}
