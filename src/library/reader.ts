import { locateUnder } from '../chart/index.ts';
import type { ValuesIo } from '../values/index.ts';
import type { Reader } from './options.ts';

/**
 * A reader of files that a program holds in memory.
 *
 * ```ts
 * import { memoryReader, renderRelease } from 'kilo-chart';
 *
 * const reader = memoryReader({
 *   'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
 *   'web/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n',
 * });
 * const { manifests } = await renderRelease({ chart: 'web', name: 'hello', reader });
 * console.log(manifests[0].object.metadata.name); // hello
 * ```
 *
 * @param files their contents by their paths, with `/`
 */
export function memoryReader(files: Readonly<Record<string, Uint8Array | string>>): Reader {
  const byPath = new Map(Object.entries(files).map(([path, content]) => [locateUnder('', path), content]));
  return {
    readFile: async (path) => {
      const content = byPath.get(locateUnder('', path));
      if (content === undefined) throw new Error('no such file');
      return content;
    },
    listFiles: async (directory) => {
      const root = locateUnder('', directory);
      const prefix = root === '' ? '' : `${root}/`;
      const found = [...byPath.keys()]
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length));
      return found.length === 0 ? undefined : found;
    },
  };
}

/** How the values stage reads what options name. Nothing is loaded before a file is read. */
export const ioOf = (reader: Reader | undefined): ValuesIo => ({
  readFile: async (path) => (reader ? reader.readFile(path) : (await import('./disk.ts')).readFromDisk(path)),
  readStdin: async () => {
    throw new Error('a program has no standard input for values');
  },
  fetch: async (url) => {
    if (!reader?.fetch) throw new Error('the reader of the program fetches nothing');
    return reader.fetch(url);
  },
});
