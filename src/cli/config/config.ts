import type { RuleSetting } from '../../lint/index.ts';

/**
 * Settings of `lint` in a configuration file, for all files or for some. Paths are relative to the working directory.
 */
export interface Settings {
  readonly chart?: string;
  readonly platform?: string;
  /** Values files that every file overrules. */
  readonly values?: readonly string[];
  /** Arguments of `--set`, which overrule every file. */
  readonly set?: readonly string[];
  readonly namespace?: string;
  readonly kubeVersion?: string;
  readonly schemas?: readonly string[];
  readonly strict?: boolean;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** A configuration file, with those that it extends. */
export interface Config extends Settings {
  readonly overrides?: readonly Override[];
}

/** Settings for the files whose absolute paths match one of the patterns. */
export interface Override extends Settings {
  readonly files: readonly string[];
}
