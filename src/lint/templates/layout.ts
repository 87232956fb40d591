import type { ActionNode, GoFile } from '../../templates/index.ts';

/** The part of a template's line that is plain YAML. */
export interface KeyLine {
  /** Its number, from 0. */
  readonly line: number;
  /** The column of its key, from 0: after the marks of items. */
  readonly column: number;
  /** Its indentation; less than `column` where it begins an item. */
  readonly indent: number;
  /** Without quotes; undefined where the line has no key. */
  readonly key: string | undefined;
  /** What follows the key. */
  readonly rest: string;
}

/** An action with the text around it in its line. */
export interface Spot {
  /** The number of the line, from 0. */
  readonly line: number;
  /** The text of its line up to `{{`, and from `}}` to the end of its line. */
  readonly before: string;
  readonly after: string;
  /** The number of the line that `}}` is in. */
  readonly lastLine: number;
  /** Whether `{{-` takes away the white space before it. */
  readonly trims: boolean;
}

const KEY = /^(\s*)((?:- +)*)(?:"([^"]*)"|'([^']*)'|([^\s:#"'{}[\],&*!|>%@`-][^:#{}]*?|-[^\s:#{}]+)):(?:\s+(\S.*)?)?$/;

/** A template file by its lines, for what depends on where an action is. */
export class Layout {
  readonly #text: string;
  readonly #lines: readonly string[];
  readonly #starts: readonly number[];
  readonly #read: (KeyLine | null | undefined)[] = [];
  readonly #scalars = new Map<number, boolean>();
  readonly #above = new Map<number, KeyLine | undefined>();
  readonly #below = new Map<number, KeyLine | undefined>();
  /** The results of {@link #holderOf}. */
  readonly #holders: number[] = [];

  constructor({ source }: GoFile) {
    this.#text = source.text;
    this.#lines = source.text.split('\n').map((line) => line.replace(/\r$/, ''));
    const starts: number[] = [];
    let at = 0;
    for (const line of source.text.split('\n')) {
      starts.push(at);
      at += line.length + 1;
    }
    this.#starts = starts;
  }

  /** @returns undefined where the action cannot be found in the text */
  spot({ at }: ActionNode): Spot | undefined {
    const open = this.#text.lastIndexOf('{{', at);
    const close = closeOf(this.#text, at);
    if (open < 0 || close === undefined) return undefined;
    const line = this.#lineAt(open);
    const lastLine = this.#lineAt(close);
    return {
      line,
      lastLine,
      before: this.#text.slice(this.#starts[line], open),
      after: (this.#lines[lastLine] ?? '').slice(close + 2 - (this.#starts[lastLine] ?? 0)),
      trims: this.#text.startsWith('{{- ', open) || /^\{\{-\s/.test(this.#text.slice(open, open + 4)),
    };
  }

  /**
   * The nearest line above that is YAML without templates. Lines that only open a control structure are passed over.
   *
   * @returns undefined where something else is in between, of which it is not known what it prints
   */
  above(line: number): KeyLine | undefined {
    return cached(this.#above, line, () => this.#findAbove(line));
  }

  #findAbove(line: number): KeyLine | undefined {
    for (let number = line - 1; number >= 0; number--) {
      const text = this.#lines[number] as string;
      if (/^\s*(#.*)?$/.test(text) || /^\s*\{\{-?\s*(?:if|with|range)\b[^{}]*\}\}\s*$/.test(text)) continue;
      return text.includes('{{') || text.includes('}}') ? undefined : this.#keyLine(number);
    }
    return undefined;
  }

  /** The nearest line below that is YAML without templates; lines that only end a control structure are passed over. */
  below(line: number): KeyLine | undefined {
    return cached(this.#below, line, () => this.#findBelow(line));
  }

  #findBelow(line: number): KeyLine | undefined {
    for (let number = line + 1; number < this.#lines.length; number++) {
      const text = this.#lines[number] as string;
      if (/^\s*(#.*)?$/.test(text) || /^\s*\{\{-?\s*end\s*-?\}\}\s*$/.test(text)) continue;
      const begin = text.indexOf('{{');
      return begin >= 0 && !/^\s*[\w./-]+:/.test(text) ? undefined : this.#keyLine(number);
    }
    return undefined;
  }

  /** The lines above that hold a column: each the nearest with a key that is less indented than the one before. */
  *parents(line: number, column: number): Generator<KeyLine> {
    let within = column;
    for (let number = line - 1; number >= 0 && within > 0; number = this.#holderOf(number)) {
      const found = this.#keyLine(number);
      if (!found || found.column >= within) continue;
      yield found;
      within = found.indent < found.column ? found.indent + 1 : found.column;
    }
  }

  /** The nearest line above that is less indented, or -1: the lines in between hold nothing of what is below. */
  #holderOf(line: number): number {
    for (let number = this.#holders.length; number <= line; number++) {
      const column = this.#keyLine(number)?.column ?? Number.POSITIVE_INFINITY;
      let above = number - 1;
      while (above >= 0 && (this.#keyLine(above)?.column ?? Number.POSITIVE_INFINITY) >= column)
        above = this.#holders[above] as number;
      this.#holders.push(above);
    }
    return this.#holders[line] as number;
  }

  /** Whether a line is in the text of a block scalar, whatever its parents are. */
  isInScalar(line: number, column: number): boolean {
    const known = this.#scalars.get(line);
    if (known !== undefined) return known;
    let found = false;
    for (const { rest } of this.parents(line, column)) {
      if (!/^[|>][-+\d]*\s*(#.*)?$/.test(rest)) continue;
      found = true;
      break;
    }
    this.#scalars.set(line, found);
    return found;
  }

  #keyLine(number: number): KeyLine | undefined {
    const known = this.#read[number];
    if (known !== undefined) return known ?? undefined;
    const read = readLine(this.#lines[number] as string, number);
    this.#read[number] = read ?? null;
    return read;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What was found for a line before, or now. */
function cached<T>(cache: Map<number, T>, line: number, find: () => T): T {
  if (!cache.has(line)) cache.set(line, find());
  return cache.get(line) as T;
}

function readLine(text: string, line: number): KeyLine | undefined {
  if (/^\s*(#.*)?$/.test(text)) return undefined;
  const [, blank = '', dashes = '', double, single, plain, rest = ''] = KEY.exec(text) ?? [];
  const key = double ?? single ?? plain;
  if (key !== undefined)
    return {
      line,
      indent: blank.length,
      column: blank.length + dashes.length,
      key,
      rest: rest.replace(/(?<!\s)\s+#[\s\S]*$/, ''),
    };
  const indent = text.search(/\S/);
  const item = /^\s*(?:- +)+/.exec(text)?.[0].length ?? indent;
  return { line, indent, column: item, key: undefined, rest: text.slice(item) };
}

/** A quote, and what its string holds. */
const STRINGS = { '"': /"(?:[^"\\\n]|\\.)*/y, "'": /'(?:[^'\\\n]|\\.)*/y, '`': /`[^`]*/y } as const;

/** The offset of the `}}` that ends the action at an offset. */
function closeOf(text: string, at: number): number | undefined {
  const mark = /["'`]|\}\}/g;
  mark.lastIndex = at;
  /** Where each quote has no second one, so that no text is searched twice: a comment may hold an apostrophe. */
  const alone = new Map<string, number>();
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const { 0: found, index } = match;
    if (found === '}}') return index;
    if (index < (alone.get(found) ?? 0)) continue;
    const string = STRINGS[found as '"'];
    string.lastIndex = index;
    const [inside = ''] = string.exec(text) ?? [];
    const end = index + inside.length;
    if (text[end] === found) mark.lastIndex = end + 1;
    else alone.set(found, end);
  }
  return undefined;
}

const layouts = new WeakMap<GoFile, Layout>();

/** The layout of a file, cached. */
export function layoutOf(file: GoFile): Layout {
  const known = layouts.get(file) ?? new Layout(file);
  layouts.set(file, known);
  return known;
}
