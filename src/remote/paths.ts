import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where Helm stores its data about repositories and registries (cli.EnvSettings and helmpath of Helm 4.2.4). */
export interface HelmPaths {
  readonly repositoryConfig: string;
  readonly repositoryCache: string;
  readonly registryConfig: string;
  /** Where Docker keeps its credentials. */
  readonly dockerConfig: string;
}

/** The flags that name one of these files instead. */
export interface PathFlags {
  readonly repositoryConfig?: string;
  readonly repositoryCache?: string;
  readonly registryConfig?: string;
}

const home = (env: Environment): string => env.HOME || homedir();

/** The directories of a user by the platform's convention; each program has its own directory below them. */
const DEFAULTS: Readonly<Record<string, (env: Environment) => { cache: string; config: string }>> = {
  darwin: (env) => ({ cache: join(home(env), 'Library', 'Caches'), config: join(home(env), 'Library', 'Preferences') }),
  win32: (env) => ({ cache: env.TEMP || tmpdir(), config: env.APPDATA || home(env) }),
};
const defaultsOf = (env: Environment) =>
  DEFAULTS[process.platform]?.(env) ?? { cache: join(home(env), '.cache'), config: join(home(env), '.config') };

export function helmPaths(env: Environment, flags: PathFlags = {}): HelmPaths {
  const defaults = defaultsOf(env);
  const config = env.HELM_CONFIG_HOME || join(env.XDG_CONFIG_HOME || defaults.config, 'helm');
  const cache = env.HELM_CACHE_HOME || join(env.XDG_CACHE_HOME || defaults.cache, 'helm');
  return {
    repositoryConfig: flags.repositoryConfig || env.HELM_REPOSITORY_CONFIG || join(config, 'repositories.yaml'),
    repositoryCache: flags.repositoryCache || env.HELM_REPOSITORY_CACHE || join(cache, 'repository'),
    registryConfig: flags.registryConfig || env.HELM_REGISTRY_CONFIG || join(config, 'registry', 'config.json'),
    dockerConfig: join(env.DOCKER_CONFIG || join(home(env), '.docker'), 'config.json'),
  };
}

/** The directory of this program's cache. */
export const cacheDirectory = (env: Environment): string =>
  join(env.XDG_CACHE_HOME || defaultsOf(env).cache, 'kilo-chart');
