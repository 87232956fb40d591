import { toBytes } from '../../../go/bytes.ts';
import { compileGlob } from '../../../go/glob.ts';
import { base } from '../../../go/paths.ts';
import {
  GoBytes,
  GoError,
  type GoMap,
  type GoMethod,
  GoObject,
  type GoValue,
  newGoMap,
  typedList,
  typedMap,
} from '../../../go/value.ts';
import { method, type WriteYaml } from './methods.ts';

/** Helm's `engine.files`: what a chart has besides its templates and values. */
export class Files extends GoObject {
  readonly type = 'engine.files';
  readonly kind = 'map';
  readonly #texts: ReadonlyMap<string, string>;
  readonly #writeYaml: WriteYaml;
  #map: GoMap | undefined;

  /** @param texts by their paths */
  constructor(texts: ReadonlyMap<string, string>, writeYaml: WriteYaml) {
    super();
    this.#texts = texts;
    this.#writeYaml = writeYaml;
  }

  override get underlying(): GoMap {
    this.#map ??= typedMap(
      '[]uint8',
      newGoMap([...this.#texts].map(([path, text]) => [path, new GoBytes(text)] as const)),
    );
    return this.#map;
  }

  override method(name: string): GoMethod | undefined {
    switch (name) {
      case 'Get':
        return method(['string'], (path: string) => this.#texts.get(path) ?? '');
      case 'GetBytes':
        return method(['string'], (path: string) => new GoBytes(this.#texts.get(path) ?? ''));
      case 'Glob':
        return method(['string'], (pattern: string) => this.#glob(pattern));
      case 'Lines':
        return method(['string'], (path: string) => typedList('string', this.#lines(path)));
      case 'AsConfig':
        return method([], () => this.#asYaml((text) => text));
      case 'AsSecrets':
        return method([], () => this.#asYaml((text) => toBytes(text).toString('base64')));
    }
    return undefined;
  }

  #glob(pattern: string): Files {
    const matches = compileGlob(pattern);
    return new Files(new Map([...this.#texts].filter(([path]) => matches(path))), this.#writeYaml);
  }

  #lines(path: string): GoValue[] {
    const text = this.#texts.get(path);
    if (text === undefined) return [];
    if (text === '') throw new GoError('runtime error: index out of range [-1]');
    return text.replace(/\n$/, '').split('\n');
  }

  /** The files by their names without directories. */
  #asYaml(write: (text: string) => string): string {
    return this.#writeYaml(newGoMap([...this.#texts].map(([path, text]) => [base(path), write(text)] as const)));
  }

  toPlain(): GoValue {
    return this.underlying;
  }
}
