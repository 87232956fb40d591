import { type Dependency, writeDependenciesJson } from '../../chart/index.ts';
import { sha256 } from '../cache.ts';

/**
 * The digest that a lock file has (resolver.HashReq of Helm 4.2.4): of the dependencies in Chart.yaml, and of the
 * locked ones.
 *
 * @param required with the URLs of repositories, where Chart.yaml has `@NAME`
 */
export const digestOf = (required: readonly Dependency[], locked: readonly Dependency[]): string =>
  `sha256:${sha256(`[${writeDependenciesJson(required)},${writeDependenciesJson(locked)}]`)}`;

/** The digest of a requirements.lock that Helm 2 wrote (resolver.HashV2Req). */
export const oldDigestOf = (required: readonly Dependency[]): string =>
  `sha256:${sha256(`{"dependencies":${writeDependenciesJson(required)}}`)}`;

/** A dependency as a lock file has it: only with these fields. */
export const lockedDependency = ({ name, repository }: Dependency, version: string): Dependency => ({
  name,
  version,
  repository,
  condition: '',
  tags: [],
  enabled: false,
  importValues: [],
  alias: '',
});
