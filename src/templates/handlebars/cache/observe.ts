import { isImmutable, isMap, newMap } from '../../../yaml/value.ts';
import type { RenderContext } from '../../context.ts';
import type { Kept } from './kept.ts';

/**
 * The root context for a template that is a function of this program, and asks it directly: what it is told is noted.
 * Maps that may differ in another release are observed in their turn, so that only what is taken from them counts.
 */
export const observe = (root: RenderContext, kept: Kept): RenderContext => observeMap(root, [''], kept);

function observeMap<T extends object>(map: T, path: readonly string[], kept: Kept): T {
  const tell = (key: string | symbol): unknown => {
    const answer = Reflect.get(map, key) as unknown;
    if (typeof key === 'symbol') return answer;
    const at = [...path, key];
    if (isMap(answer) && !isImmutable(answer)) return observeMap(answer, at, kept);
    kept.noteAnswer(at, answer);
    return answer;
  };
  // The target is another map: of one that its owner has frozen, a proxy could not tell anything else.
  return new Proxy(newMap() as T, {
    get: (_, key) => tell(key),
    has(_, key) {
      tell(key);
      return key in map;
    },
    getOwnPropertyDescriptor(_, key) {
      if (!Object.hasOwn(map, key)) tell(key);
      return Object.hasOwn(map, key) ? { value: tell(key), enumerable: true, configurable: true } : undefined;
    },
    ownKeys() {
      kept.noteExtra();
      return Reflect.ownKeys(map);
    },
  });
}
