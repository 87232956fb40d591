import type { Dependency } from '../../chart/index.ts';
import { RemoteError } from '../error.ts';
import { isOci } from '../reference.ts';
import { findRepository, type KnownRepository } from '../repositories-file.ts';
import { Repository } from '../repository.ts';
import type { Session } from '../session.ts';

/** The repositories on HTTP servers that the dependencies of a chart are in. */
export class Repositories {
  readonly #session: Session;
  /** By their URLs without a slash at the end. */
  readonly #all = new Map<string, { readonly repository: Repository; readonly known: KnownRepository | undefined }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Replaces `@NAME` and `alias:NAME` by the URLs of the repositories that Helm knows (Manager.resolveRepoNames of Helm
   * 4.2.4).
   *
   * @throws RemoteError names that are not known, with all of them
   */
  resolve(dependencies: readonly Dependency[]): Dependency[] {
    const missing: string[] = [];
    const resolved = dependencies.map((dependency) => {
      const { repository } = dependency;
      if (repository === '' || repository.startsWith('file://') || isOci(repository)) return dependency;
      const known = findRepository(this.#session.repositories(), repository);
      const url = known?.url ?? repository;
      if (!/^https?:\/\//i.test(url)) missing.push(repository);
      else this.#add(url, known);
      return known && !/^https?:/i.test(repository) ? { ...dependency, repository: url } : dependency;
    });
    if (missing.length === 0) return resolved;
    const isName = missing.some((name) => !/\/\/|^@|^alias:/.test(name));
    const hint = isName
      ? 'a repository is a URL, or @NAME of one that Helm knows: https://charts.example.com/ or @example'
      : 'add them to the repositories that Helm knows: helm repo add NAME URL';
    throw new RemoteError(`no repository definition for ${missing.join(', ')}`, { hint });
  }

  at(url: string): Repository {
    return (this.#all.get(keyOf(url)) ?? this.#add(url, findRepository(this.#session.repositories(), url))).repository;
  }

  /**
   * Fetches all indexes.
   *
   * @param say receives the lines that Helm prints
   * @throws RemoteError
   */
  async update(say: (line: string) => void, skipsKnown: boolean): Promise<void> {
    const all = [...this.#all.values()];
    const unmanaged = all.filter(({ known }) => !known);
    const managed = skipsKnown ? [] : all.filter(({ known }) => known);
    if (unmanaged.length > 0) say('Getting updates for unmanaged Helm repositories...');
    for (const { repository } of unmanaged) await updateOne(repository, repository.url, say);
    if (managed.length === 0) return;
    say('Hang tight while we grab the latest from your chart repositories...');
    for (const { repository, known } of managed) await updateOne(repository, known?.name ?? '', say);
    say('Update Complete. ⎈Happy Helming!⎈');
  }

  #add(url: string, known: KnownRepository | undefined) {
    const found = this.#all.get(keyOf(url));
    if (found) return found;
    const added = { repository: new Repository(this.#session, url, known), known };
    this.#all.set(keyOf(url), added);
    return added;
  }
}

const keyOf = (url: string): string => url.replace(/\/$/, '');

async function updateOne(repository: Repository, name: string, say: (line: string) => void): Promise<void> {
  try {
    await repository.update();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const hint = error.hint === undefined ? {} : { hint: error.hint };
    throw new RemoteError(`unable to get an update from the "${name}" chart repository: ${error.message}`, hint);
  }
  say(`...Successfully got an update from the "${name}" chart repository`);
}
