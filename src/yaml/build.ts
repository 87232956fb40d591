import type { DocumentEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { type Node, resolveAliases } from './anchors.ts';
import { SyntaxFault } from './fault.ts';
import { formatFloat, isPlainString, type Kind, kindOfPlain, resolvePlain, type Scalar, toDouble } from './resolve.ts';
import { ALIAS, PLAIN, type Scan } from './scan.ts';
import { MERGE_TAG, resolveTagged, tagName } from './tags.ts';
import { type ExactNumber, newMap, type Value, type ValueMap } from './value.ts';

// The numbers of js-yaml's events.
const DOCUMENT = 1;
const SEQUENCE = 2;
const MAPPING = 3;
const SCALAR = 4;
const POP = 6;

/**
 * The deepest nesting of maps and lists, with aliases resolved: no manifest is deeper, and code that walks values may
 * recurse.
 */
export const MAX_DEPTH = 1000;
/** The most warnings of duplicate keys in one file. */
const MAX_DUPLICATES = 1000;

/** The places of the key and the value of each entry of each container. Parallel arrays, because few are ever read. */
export interface Entries {
  readonly containers: (Value[] | ValueMap)[];
  readonly keys: (string | number)[];
  readonly keyAt: number[];
  readonly valueAt: number[];
}

/** A key that occurs twice in a map. */
export interface Duplicate {
  readonly key: string;
  readonly at: number;
  readonly first: number;
}

interface Built {
  readonly value: Value;
  readonly entries: Entries;
  readonly duplicates: Duplicate[];
  readonly empty: boolean;
}

/**
 * Builds a value from js-yaml's events, with the leaves that `scan` read. The target of an alias is decoded anew each
 * time, as in go-yaml: nothing is shared, and go-yaml's own limit for aliases applies.
 *
 * @throws SyntaxFault where go-yaml's decoder or the conversion to JSON refuse the document
 */
export function buildDocument(events: readonly Event[], scanned: Scan): Built {
  return new Builder(events, scanned).build();
}

class Builder {
  readonly #events: readonly Event[];
  readonly #scan: Scan;
  #event = 0;
  #leaf = 0;
  #depth = 0;
  #document: DocumentEvent | undefined;
  #targets: ReadonlyMap<number, Node>;
  /** The number of aliases that are being followed. */
  #following = 0;
  #decoded = 1;
  #aliased = 0;
  /** The place of the value built last. */
  #at = 0;
  readonly #entries: Entries = { containers: [], keys: [], keyAt: [], valueAt: [] };
  readonly #duplicates: Duplicate[] = [];

  constructor(events: readonly Event[], scanned: Scan) {
    this.#events = events;
    this.#scan = scanned;
    this.#targets = resolveAliases(events, scanned);
  }

  build(): Built {
    const first = this.#events[0];
    const built = { entries: this.#entries, duplicates: this.#duplicates };
    if (first?.type !== DOCUMENT) return { ...built, value: null, empty: true };
    this.#document = first;
    this.#event = 1;
    const value = this.#node();
    if (this.#leaf !== this.#scan.kinds.length)
      throw new SyntaxFault('structure', this.#scan.starts[this.#leaf] as number);
    return { ...built, value, empty: false };
  }

  #node(): Value {
    const event = this.#events[this.#event] as Event;
    this.#count();
    if (event.type === SCALAR) return this.#scalarNode(event);
    if (event.type === MAPPING) {
      const map = newMap();
      this.#mapping(event, map);
      return map;
    }
    if (event.type === SEQUENCE) return this.#sequence(event);
    throw new SyntaxFault('structure', 0);
  }

  #mapping(event: MappingEvent, map: ValueMap): void {
    this.#enter(event);
    const start = event.start;
    const firstEntry = this.#entries.keys.length;
    let merged: Set<number> | undefined;
    let seen: Map<string, number> | undefined;
    this.#event++;
    for (let next = this.#next(); next.type !== POP; next = this.#next()) {
      if (next.type !== SCALAR)
        throw new SyntaxFault('complex-key', next.type === MAPPING || next.type === SEQUENCE ? next.start : start);
      if (this.#isMerge(next)) {
        this.#event++;
        this.#leaf++;
        const before = this.#entries.keys.length;
        this.#merge(map);
        merged ??= new Set();
        for (let index = before; index < this.#entries.keys.length; index++) merged.add(index);
        continue;
      }
      this.#count();
      const key = this.#key(next);
      const keyAt = this.#at;
      if (key in map) {
        seen ??= this.#explicitKeys(map, firstEntry, merged);
        const first = seen.get(key);
        if (first !== undefined && this.#following === 0 && this.#duplicates.length < MAX_DUPLICATES)
          this.#duplicates.push({ key, at: keyAt, first });
      }
      seen?.set(key, keyAt);
      map[key] = this.#node();
      this.#enterPlace(map, key, keyAt, this.#at);
    }
    this.#event++;
    this.#depth--;
    this.#at = start;
  }

  #sequence(event: SequenceEvent): Value[] {
    this.#enter(event);
    const list: Value[] = [];
    this.#event++;
    while (this.#next().type !== POP) {
      list.push(this.#node());
      this.#enterPlace(list, list.length - 1, this.#at, this.#at);
    }
    this.#event++;
    this.#depth--;
    this.#at = event.start;
    return list;
  }

  #next(): Event {
    return this.#events[this.#event] as Event;
  }

  #enter(event: MappingEvent | SequenceEvent): void {
    if (++this.#depth > MAX_DEPTH) throw new SyntaxFault('structure', event.start, 'nesting exceeded');
  }

  #enterPlace(container: Value[] | ValueMap, key: string | number, keyAt: number, valueAt: number): void {
    const entries = this.#entries;
    entries.containers.push(container);
    entries.keys.push(key);
    entries.keyAt.push(keyAt);
    entries.valueAt.push(valueAt);
  }

  #scalarNode(event: ScalarEvent): Value {
    const { kinds, values } = this.#scan;
    if (event.valueStart >= 0 && event.tagStart < 0 && this.#isLeaf(event)) {
      const kind = kinds[this.#leaf];
      const text = values[this.#leaf] as string;
      this.#at = this.#scan.starts[this.#leaf] as number;
      if (kind === ALIAS) return this.#follow(() => this.#node());
      this.#leaf++;
      this.#event++;
      return kind === PLAIN && !isPlainString(text) ? this.#finite(resolvePlain(text)) : text;
    }
    return this.#finite(this.#scalar(event).value);
  }

  /** A scalar that is tagged, empty, or a key that may not be a string. */
  #scalar(event: ScalarEvent): { kind: Kind; value: Scalar } {
    const { kinds, values, starts, ends } = this.#scan;
    const empty = event.valueStart < 0;
    let text = '';
    let plain = true;
    if (empty) this.#at = this.#leaf === 0 ? 0 : (ends[this.#leaf - 1] as number);
    else {
      this.#isLeaf(event);
      text = values[this.#leaf] as string;
      plain = kinds[this.#leaf] === PLAIN;
      this.#at = starts[this.#leaf] as number;
      this.#leaf++;
    }
    this.#event++;
    const tag = this.#tag(event);
    if (tag !== undefined) return resolveTagged(tag, text, this.#at);
    if (!plain) return { kind: 'str', value: text };
    return { kind: kindOfPlain(text), value: resolvePlain(text) };
  }

  #tag(event: ScalarEvent): string | undefined {
    if (event.tagStart < 0) return undefined;
    return tagName(this.#scan.text.slice(event.tagStart, event.tagEnd), this.#document, event.tagStart);
  }

  /** JSON has neither NaN nor infinities, and all values are converted to JSON. */
  #finite(value: Scalar): Scalar {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new SyntaxFault('number', this.#at);
    return value;
  }

  /** Whether js-yaml and the scanner are at the same leaf; otherwise the two read the text differently. */
  #isLeaf(event: ScalarEvent): true {
    const { starts, ends } = this.#scan;
    const start = starts[this.#leaf] ?? -1;
    const quote = event.valueStart - start;
    if ((quote === 0 || quote === 1) && event.valueEnd + quote === ends[this.#leaf]) return true;
    throw new SyntaxFault('structure', (quote === 0 ? starts[this.#leaf + 1] : undefined) ?? event.valueStart);
  }

  #key(event: ScalarEvent): string {
    if (event.valueStart >= 0 && event.tagStart < 0) {
      this.#isLeaf(event);
      const kind = this.#scan.kinds[this.#leaf];
      const text = this.#scan.values[this.#leaf] as string;
      if (kind === ALIAS) return this.#aliasKey();
      if (kind !== PLAIN || isPlainString(text)) {
        this.#at = this.#scan.starts[this.#leaf] as number;
        this.#leaf++;
        this.#event++;
        return text;
      }
    }
    const { kind, value } = this.#scalar(event);
    return this.#keyText(kind, value);
  }

  /** The string that sigs.k8s.io/yaml makes of a key that is not a string. */
  #keyText(kind: Kind, value: Scalar): string {
    if (value === null) throw new SyntaxFault('null-key', this.#at);
    if (kind === 'float') return formatFloat(toDouble(value as number | ExactNumber), 32);
    if (kind === 'int' && toDouble(value as number | ExactNumber) >= 2 ** 63 && BigInt(String(value)) >= 2n ** 63n)
      throw new SyntaxFault('big-key', this.#at);
    return String(value);
  }

  #aliasKey(): string {
    const at = this.#scan.starts[this.#leaf] as number;
    const key = this.#follow(() => {
      const target = this.#next();
      if (target.type !== SCALAR) throw new SyntaxFault('complex-key', at);
      this.#count();
      return this.#key(target);
    });
    this.#at = at;
    return key;
  }

  /** Reads the target of the current alias, then continues after the alias. */
  #follow<T>(read: () => T): T {
    const target = this.#targets.get(this.#leaf) as Node;
    const [event, leaf] = [this.#event + 1, this.#leaf + 1];
    this.#following++;
    this.#event = target.event;
    this.#leaf = target.leaf;
    const result = read();
    this.#following--;
    this.#event = event;
    this.#leaf = leaf;
    return result;
  }

  #isMerge(event: ScalarEvent): boolean {
    if (event.valueStart < 0 || this.#scan.values[this.#leaf] !== '<<') return false;
    const tag = this.#tag(event);
    if (tag !== undefined) return tag === '!' || tag === MERGE_TAG;
    return this.#scan.kinds[this.#leaf] === PLAIN;
  }

  /**
   * A merge overwrites the keys above it, and those below overwrite it. This is go-yaml v2; in YAML 1.1 the map's own
   * keys always win.
   */
  #merge(map: ValueMap): void {
    const event = this.#next();
    if (event.type !== SEQUENCE) {
      this.#mergeOne(map);
      return;
    }
    const sources: Node[] = [];
    this.#event++;
    for (; this.#next().type !== POP; this.#skip()) sources.push({ event: this.#event, leaf: this.#leaf });
    const [end, leaf] = [this.#event + 1, this.#leaf];
    for (const source of sources.reverse()) {
      this.#event = source.event;
      this.#leaf = source.leaf;
      this.#mergeOne(map);
    }
    this.#event = end;
    this.#leaf = leaf;
  }

  #mergeOne(map: ValueMap): void {
    const event = this.#next();
    this.#count();
    const leaf = event.type === SCALAR && event.valueStart >= 0 ? this.#leaf : -1;
    const target = leaf >= 0 ? this.#targets.get(leaf) : undefined;
    const aliased = target && this.#events[target.event];
    if (event.type === MAPPING) this.#mapping(event, map);
    else if (aliased?.type === MAPPING)
      this.#follow(() => {
        this.#count();
        this.#mapping(aliased, map);
      });
    else if (event.type === SEQUENCE) throw new SyntaxFault('merge', event.start);
    else throw new SyntaxFault('merge', leaf >= 0 ? (this.#scan.starts[leaf] as number) : this.#at);
  }

  /** Skips a node without reading it. */
  #skip(): void {
    let depth = 0;
    do {
      const event = this.#next();
      if (event.type === MAPPING || event.type === SEQUENCE) depth++;
      else if (event.type === POP) depth--;
      else if (event.type === SCALAR && event.valueStart >= 0) this.#leaf++;
      this.#event++;
    } while (depth > 0);
  }

  /** The places of the map's own keys, without merged ones. */
  #explicitKeys(map: ValueMap, firstEntry: number, merged: ReadonlySet<number> | undefined): Map<string, number> {
    const { containers, keys, keyAt } = this.#entries;
    const seen = new Map<string, number>();
    for (let index = firstEntry; index < keys.length; index++)
      if (containers[index] === map && !merged?.has(index)) seen.set(keys[index] as string, keyAt[index] as number);
    return seen;
  }

  /** go-yaml's limit for aliases: the more is decoded, the smaller the part that may come from aliases. */
  #count(): void {
    this.#decoded++;
    if (this.#following > 0) this.#aliased++;
    if (this.#aliased <= 100 || this.#decoded <= 1000) return;
    const grown = Math.min(Math.max((this.#decoded - 400_000) / 3_600_000, 0), 1);
    if (this.#aliased / this.#decoded > 0.99 - 0.89 * grown) throw new SyntaxFault('aliases', this.#at);
  }
}
