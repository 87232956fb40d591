import { type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Problem } from '../problem/problem.ts';
import { buildDocument, type Entries, MAX_DEPTH } from './build.ts';
import { FORBIDDEN } from './characters.ts';
import { explainDuplicate, explainFault, explainRest, type Origin } from './explain.ts';
import { SyntaxFault } from './fault.ts';
import { LineMap } from './lines.ts';
import { scan } from './scan.ts';
import { splitDocuments } from './split.ts';
import type { Value, ValueMap } from './value.ts';

/** The options of {@link readYaml} and {@link readYamlText}. */
export interface ReadOptions {
  /** The file as the user named it, for problems. */
  readonly name: string;
  /** Accepts JSON's escapes of the two halves of a surrogate pair, which YAML refuses. */
  readonly isJson?: boolean;
}

/** Offsets in the text that was read, in UTF-16 code units. */
export interface Place {
  readonly key: number;
  readonly value: number;
}

/** One document, with the places of its entries. */
export class YamlDocument {
  readonly value: Value;
  /** The beginning and the end of the document in the text. */
  readonly start: number;
  readonly end: number;
  /** Whether there were only blanks and comments: Go then leaves the variable that it decodes into unchanged. */
  readonly empty: boolean;
  readonly lines: LineMap;
  readonly #entries: Entries;
  #places: PlaceIndex | undefined;

  constructor(value: Value, entries: Entries, start: number, end: number, empty: boolean, lines: LineMap) {
    this.value = value;
    this.#entries = entries;
    this.start = start;
    this.end = end;
    this.empty = empty;
    this.lines = lines;
  }

  /**
   * The place where an entry of a map or list of this document was written; for an alias or a merge key, that of the
   * target.
   *
   * @param container a map or list that is part of {@link value}, the object itself
   * @param key the key, or the index
   * @returns undefined for what does not belong to this document
   */
  place(container: Value[] | ValueMap, key: string | number): Place | undefined {
    this.#places ??= new PlaceIndex(this.#entries);
    const place = this.#places.find(container, key);
    return place && { key: place.key + this.start, value: place.value + this.start };
  }
}

/**
 * Finds entries again. For most documents it is never called, and for the others mostly once: so it stores the entries
 * of each container as a chain, and an index by key only for containers that are looked up.
 */
class PlaceIndex {
  readonly #entries: Entries;
  /** The last entry of each container, and for each entry the one before it in its container, or -1. */
  readonly #last = new Map<Value[] | ValueMap, number>();
  readonly #before: Int32Array;
  readonly #keys = new Map<Value[] | ValueMap, Map<string | number, number>>();

  constructor(entries: Entries) {
    this.#entries = entries;
    const { containers } = entries;
    this.#before = new Int32Array(containers.length);
    for (let index = 0; index < containers.length; index++) {
      const container = containers[index] as Value[] | ValueMap;
      this.#before[index] = this.#last.get(container) ?? -1;
      this.#last.set(container, index);
    }
  }

  find(container: Value[] | ValueMap, key: string | number): Place | undefined {
    const { keyAt, valueAt } = this.#entries;
    const index = this.#keysOf(container).get(key);
    return index === undefined ? undefined : { key: keyAt[index] as number, value: valueAt[index] as number };
  }

  #keysOf(container: Value[] | ValueMap): Map<string | number, number> {
    const known = this.#keys.get(container);
    if (known) return known;
    const keys = new Map<string | number, number>();
    for (let index = this.#last.get(container) ?? -1; index >= 0; index = this.#before[index] as number) {
      const key = this.#entries.keys[index] as string | number;
      // Of a key that occurs twice the last one counts.
      if (!keys.has(key)) keys.set(key, index);
    }
    this.#keys.set(container, keys);
    return keys;
  }
}

/**
 * Reads a stream of YAML documents in the dialect of sigs.k8s.io/yaml 1.6 (go-yaml v2, YAML 1.1, converted to JSON),
 * split as Helm splits values files and kubectl splits manifests.
 *
 * @returns what could be read, and the problems: at most one `yaml-syntax` error per document, which is then left out,
 *   and warnings: `yaml-duplicate-key` for a key that occurs twice (the last one wins, as in Helm), `yaml-syntax` for
 *   text after `...` (which Helm does not read)
 */
export function readYaml(text: string, options: ReadOptions): { documents: YamlDocument[]; problems: Problem[] } {
  const { name, isJson = false } = options;
  const lines = new LineMap(text);
  const origin = { name, lines };
  const documents: YamlDocument[] = [];
  const problems: Problem[] = [];
  const { parts, fault } = splitDocuments(text);
  for (const { start, end } of parts) {
    if (isMark(text, start, end)) {
      documents.push(new YamlDocument(null, NO_ENTRIES, start, end, false, lines));
      continue;
    }
    const whole = start === 0 && end === text.length;
    const part = whole ? text : text.slice(start, end);
    // The splitter of k8s.io/apimachinery ends every line, including the last one.
    const document = readPart(part.endsWith('\n') ? part : `${part}\n`, start, origin, problems, isJson);
    if (!document) continue;
    documents.push(document);
    const rest = document.end < end && /(?!\.\.\.)^[ \t]*[^\s#]/m.exec(text.slice(document.end, end));
    if (rest) problems.push(explainRest(document.end, origin));
  }
  if (fault) problems.push(explainFault(fault, fault.offset, origin));
  return { documents, problems };
}

const NO_ENTRIES: Entries = { containers: [], keys: [], keyAt: [], valueAt: [] };

/** Whether a part is only a separator: a file may have a million of them. */
const isMark = (text: string, start: number, end: number): boolean =>
  end - start === MARK.length && text.startsWith(MARK, start);

const MARK = '---\n';

/**
 * Reads the first document of a YAML text, as `yaml.Unmarshal` and therefore Helm's `fromYaml` do: what follows the end
 * of that document is ignored.
 *
 * @returns the document, or undefined and the error
 */
export function readYamlText(
  text: string,
  options: ReadOptions,
): { document: YamlDocument | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const document = readPart(text, 0, { name: options.name, lines: new LineMap(text) }, problems);
  return { document, problems };
}

function readPart(
  part: string,
  start: number,
  origin: Origin,
  problems: Problem[],
  isJson = false,
): YamlDocument | undefined {
  try {
    const forbidden = part.search(FORBIDDEN);
    if (forbidden >= 0) throw new SyntaxFault('forbidden', forbidden);
    const scanned = scan(`${part}\0`, isJson);
    const { value, entries, duplicates, empty } = buildDocument(parseStructure(scanned.text), scanned);
    for (const { key, at, first } of duplicates)
      problems.push(explainDuplicate(key, start + at, start + first, origin));
    return new YamlDocument(value, entries, start, start + scanned.end, empty, origin.lines);
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    problems.push(explainFault(error, start + error.offset, origin));
    return undefined;
  }
}

function parseStructure(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new SyntaxFault('structure', error.mark?.position ?? 0, error.reason);
  }
}
