import { type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Problem } from '../problems.ts';
import { buildDocument, type Entries, MAX_DEPTH } from './build.ts';
import { FORBIDDEN } from './characters.ts';
import { explainDuplicate, explainFault, explainRest, type Origin } from './explain.ts';
import { SyntaxFault } from './fault.ts';
import { LineMap } from './lines.ts';
import { scan } from './scan.ts';
import { splitDocuments } from './split.ts';
import type { Value, ValueMap } from './value.ts';

export interface ReadOptions {
  /** The file as the user named it, for problems. */
  readonly name: string;
}

/** Offsets in the text that was read, in UTF-16 code units. */
export interface Place {
  readonly key: number;
  readonly value: number;
}

/** One document, with the places of what is in it. */
export class YamlDocument {
  readonly value: Value;
  /** Where the document begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  /** Whether there was nothing but blanks and comments: Go leaves what it reads into untouched then. */
  readonly empty: boolean;
  readonly lines: LineMap;
  readonly #entries: Entries;
  #places: Map<Value[] | ValueMap, Map<string | number, Place>> | undefined;

  constructor(value: Value, entries: Entries, start: number, end: number, empty: boolean, lines: LineMap) {
    this.value = value;
    this.#entries = entries;
    this.start = start;
    this.end = end;
    this.empty = empty;
    this.lines = lines;
  }

  /**
   * Where an entry of a map or list of this document was written; through an alias or a merge key, where the text stands.
   *
   * @param container a map or list that is part of {@link value}, the object itself
   * @param key the key, or the index
   * @returns undefined for what is not of this document
   */
  place(container: Value[] | ValueMap, key: string | number): Place | undefined {
    this.#places ??= indexEntries(this.#entries, this.start);
    return this.#places.get(container)?.get(key);
  }
}

function indexEntries(entries: Entries, start: number): Map<Value[] | ValueMap, Map<string | number, Place>> {
  const places = new Map<Value[] | ValueMap, Map<string | number, Place>>();
  const { containers, keys, keyAt, valueAt } = entries;
  for (let index = 0; index < containers.length; index++) {
    const container = containers[index] as Value[] | ValueMap;
    let record = places.get(container);
    if (!record) {
      record = new Map();
      places.set(container, record);
    }
    const place = { key: (keyAt[index] as number) + start, value: (valueAt[index] as number) + start };
    record.set(keys[index] as string | number, place);
  }
  return places;
}

/**
 * Reads a stream of YAML documents in the dialect of sigs.k8s.io/yaml 1.6 (go-yaml v2, YAML 1.1, converted to JSON),
 * split as Helm splits values files and kubectl manifests.
 *
 * @returns what could be read, and what is wrong: at most one `yaml-syntax` error per document, which then is left out,
 * and warnings: `yaml-duplicate-key` for a key that stands twice (the last one wins, as in Helm), `yaml-syntax` for text
 * behind `...` (which Helm does not read)
 */
export function readYaml(text: string, options: ReadOptions): { documents: YamlDocument[]; problems: Problem[] } {
  const origin = { name: options.name, lines: new LineMap(text) };
  const documents: YamlDocument[] = [];
  const problems: Problem[] = [];
  const { parts, fault } = splitDocuments(text);
  for (const { start, end } of parts) {
    const whole = start === 0 && end === text.length;
    const part = whole ? text : text.slice(start, end);
    // The splitter of k8s.io/apimachinery ends every line, the last one too.
    const document = readPart(part.endsWith('\n') ? part : `${part}\n`, start, origin, problems);
    if (!document) continue;
    documents.push(document);
    const rest = document.end < end && /(?!\.\.\.)^[ \t]*[^\s#]/m.exec(text.slice(document.end, end));
    if (rest) problems.push(explainRest(document.end, origin));
  }
  if (fault) problems.push(explainFault(fault, fault.offset, origin));
  return { documents, problems };
}

/**
 * Reads the first document of a YAML text, as `yaml.Unmarshal` and with it Helm's `fromYaml` do: what follows the end
 * of that document is never looked at.
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

function readPart(part: string, start: number, origin: Origin, problems: Problem[]): YamlDocument | undefined {
  try {
    const forbidden = part.search(FORBIDDEN);
    if (forbidden >= 0) throw new SyntaxFault('forbidden', forbidden);
    const scanned = scan(`${part}\0`);
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
