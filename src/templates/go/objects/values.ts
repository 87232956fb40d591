import { GoError, type GoMap, type GoMethod, GoObject, type GoValue, isGoMap, newGoMap } from '../../../go/value.ts';
import { method, type WriteYaml } from './methods.ts';

/** Helm's `common.Values`: a map with methods. */
export class Values extends GoObject {
  readonly type = 'common.Values';
  readonly kind = 'map';
  readonly #map: GoMap;
  readonly #writeYaml: WriteYaml;

  constructor(map: GoMap, writeYaml: WriteYaml) {
    super();
    this.#map = map;
    this.#writeYaml = writeYaml;
  }

  override get underlying(): GoMap {
    return this.#map;
  }

  override method(name: string): GoMethod | undefined {
    switch (name) {
      case 'AsMap':
        return method([], () => this.#map);
      case 'YAML':
        return method([], () => `${this.#writeYaml(this.#map)}\n`);
      case 'Table':
        return method(['string'], (path: string) => new Values(tableAt(this.#map, path.split('.')), this.#writeYaml));
      case 'PathValue':
        return method(['string'], (path: string) => valueAt(this.#map, path));
    }
    return undefined;
  }

  toPlain(): GoValue {
    return this.#map;
  }
}

function tableAt(map: GoMap, path: readonly string[]): GoMap {
  let table = map;
  for (const name of path) {
    const value = table[name];
    const next = value instanceof Values ? value.underlying : value;
    if (!isGoMap(next)) throw new GoError(`"${name}" is not a table`);
    table = next;
  }
  return table;
}

function valueAt(map: GoMap, path: string): GoValue {
  if (path === '') throw new GoError('YAML path cannot be empty');
  const names = path.split('.');
  const key = names.at(-1) as string;
  const noValue = () => new GoError(`"${key}" is not a value`);
  let table: GoMap;
  try {
    table = tableAt(map, names.slice(0, -1));
  } catch {
    throw noValue();
  }
  const value = table[key];
  if (value === undefined || isGoMap(value)) throw noValue();
  return value;
}

export const emptyValues = (writeYaml: WriteYaml): Values => new Values(newGoMap(), writeYaml);
