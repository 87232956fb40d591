import type { Path } from '../problem/path.ts';
import { isNode, SchemaLookup } from './lookup.ts';

/** What a chart's schema expects of its values beyond validity, for warnings about probable mistakes. */
export class SchemaExpectations {
  readonly #schema: () => unknown;
  #asked: SchemaLookup | undefined;
  #known: readonly Path[] | undefined;

  /** @param schema is called with the first question: most runs have none */
  constructor(schema: () => unknown) {
    this.#schema = schema;
  }

  get #lookup(): SchemaLookup {
    this.#asked ??= new SchemaLookup(this.#schema());
    return this.#asked;
  }

  /** All paths that have a description. */
  get known(): readonly Path[] {
    this.#known ??= this.#lookup.places();
    return this.#known;
  }

  /**
   * Whether the value at a path is to be a list, and not a string unless one that contains a list
   * (`contentMediaType: application/yaml`); undefined where the schema does not define it.
   */
  isList(path: Path): boolean | undefined {
    const nodes = this.#nodes(path);
    const types = nodes.flatMap(({ type }) => type ?? []);
    if (!types.includes('array')) return types.includes('string') ? false : undefined;
    return !types.includes('string') || nodes.some(({ contentMediaType }) => contentMediaType === 'application/yaml');
  }

  /** Whether the value at a path may be a map or something else, so that one instead of the other is not a mistake. */
  takesMapAndOther(path: Path): boolean {
    const types = this.#nodes(path).flatMap(({ type }) => type ?? []);
    return types.includes('object') && types.some((type) => type !== 'object' && type !== 'null');
  }

  /**
   * Whether there can be a value at a path: `described` where the schema describes it, `never` where it allows no
   * further keys in the map, `open` where it leaves that to the user.
   */
  allows(path: Path): 'described' | 'open' | 'never' {
    const key = String(path.at(-1));
    // Helm passes `global` to every chart.
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
