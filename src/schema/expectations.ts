import type { Path } from '../problem/path.ts';
import { isNode, SchemaLookup } from './lookup.ts';

/** What a chart's schema says of its values beyond right and wrong: for warnings about what was hardly meant. */
export class SchemaExpectations {
  readonly #schema: () => unknown;
  #asked: SchemaLookup | undefined;
  #known: readonly Path[] | undefined;

  /** @param schema asked for with the first question: most runs have none */
  constructor(schema: () => unknown) {
    this.#schema = schema;
  }

  get #lookup(): SchemaLookup {
    this.#asked ??= new SchemaLookup(this.#schema());
    return this.#asked;
  }

  /** Every path that has a description of its own. */
  get known(): readonly Path[] {
    this.#known ??= this.#lookup.places();
    return this.#known;
  }

  /**
   * Whether a list belongs at a place, and no text but one that spells a list (`contentMediaType: application/yaml`);
   * undefined where the schema does not say.
   */
  isList(path: Path): boolean | undefined {
    const nodes = this.#nodes(path);
    const types = nodes.flatMap(({ type }) => type ?? []);
    if (!types.includes('array')) return types.includes('string') ? false : undefined;
    return !types.includes('string') || nodes.some(({ contentMediaType }) => contentMediaType === 'application/yaml');
  }

  /** Whether a map and something else may stand at a place, so that one in the place of the other is as meant. */
  takesMapAndOther(path: Path): boolean {
    const types = this.#nodes(path).flatMap(({ type }) => type ?? []);
    return types.includes('object') && types.some((type) => type !== 'object' && type !== 'null');
  }

  /**
   * Whether there can be a value at a place: `described` where the schema speaks of it, `never` where it closes the map
   * to other keys, `open` where it leaves that to the user.
   */
  allows(path: Path): 'described' | 'open' | 'never' {
    const key = String(path.at(-1));
    // Helm hands `global` to every chart.
    if (path[0] === 'global') return 'described';
    const maps = this.#nodes(path.slice(0, -1));
    if (maps.some(({ properties }) => isNode(properties) && Object.hasOwn(properties, key))) return 'described';
    const isClosed = maps.some((map) => map.additionalProperties === false && map.patternProperties === undefined);
    return isClosed ? 'never' : 'open';
  }

  #nodes(path: Path) {
    return this.#lookup.at(this.#lookup.root, path);
  }
}
