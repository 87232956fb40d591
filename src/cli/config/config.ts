import type { RuleSetting } from '../../lint/index.ts';

/** Settings of `lint` that a configuration file has, for all files or for some. Paths count from the working directory. */
export interface Settings {
  readonly chart?: string;
  readonly platform?: string;
  /** Values files under every file. */
  readonly values?: readonly string[];
  /** Texts of `--set`, over every file. */
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

/** Settings for the files that one of the patterns matches. */
export interface Override extends Settings {
  readonly files: readonly string[];
}
