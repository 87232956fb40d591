import type { Path } from '../path.ts';
import { SchemaLookup } from './lookup.ts';

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

  /** Whether a list belongs at a place, and no text; undefined where the schema does not say. */
  isList(path: Path): boolean | undefined {
    const types = this.#types(path);
    return types.includes('array') || types.includes('string') ? !types.includes('string') : undefined;
  }

  /** Whether a map and something else may stand at a place, so that one in the place of the other is as meant. */
  takesMapAndOther(path: Path): boolean {
    const types = this.#types(path);
    return types.includes('object') && types.some((type) => type !== 'object' && type !== 'null');
  }

  #types(path: Path): unknown[] {
    return this.#lookup.at(this.#lookup.root, path).flatMap(({ type }) => type ?? []);
  }
}
