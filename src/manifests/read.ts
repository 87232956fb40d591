import { trimSpaceStart } from '../go/decode.ts';
import type { Problem, RenderedPlace } from '../problem/problem.ts';
import { findSecretLines, holdsSecret } from '../problem/redact.ts';
import { readBlocks } from '../yaml/blocks.ts';
import { describe, type Fault, findFault, findHelmFault } from '../yaml/kubernetes-object.ts';
import { LineMap } from '../yaml/lines.ts';
import { memoize } from '../yaml/memo.ts';
import { readPlainBlocks } from '../yaml/plain-blocks.ts';
import { readYamlText, type YamlDocument } from '../yaml/read.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { headOf } from './head.ts';
import { readHooks } from './hooks.ts';
import type { Manifest, ObjectRules, RenderedFile } from './manifest.ts';

/** A document mark, as Helm finds it (releaseutil.SplitManifests): at the start of a line, whatever follows. */
const MARK = /^---[ \t]*/gm;
/** Something that is neither blank nor a comment, with YAML's blanks only. */
const CONTENT = /^[ \t]*[^# \t\r\n]/m;
/** How many lines are shown around the wrong one. */
const BEFORE = 2;
const AFTER = 1;

/**
 * Splits the output of a template into its objects. Empty documents and those with only comments are dropped, and so
 * are, with a warning, hooks of events that Helm does not know.
 *
 * @returns the objects in their order, and a problem for each document that is not an object
 */
export function readManifests(file: RenderedFile, rules: ObjectRules = 'api-server'): Read {
  const read: Read = { manifests: [], problems: [] };
  const { problems } = read;
  for (const { text, line, object } of readDocuments(file.text, rules)) {
    if (object) {
      addManifest(object, text, file, rules, read);
      continue;
    }
    const part = new Part(file, text, line);
    const { document, problems: faults } = readYamlText(`${text}\n`, { name: file.file });
    for (const fault of faults) problems.push(part.explain(fault));
    // There is none where a fault is an error.
    if (!document) continue;
    const { value } = document;
    if (value === null) {
      // Helm prints a document of comments like any other.
      if (rules === 'helm') addManifest(newMap(), text, file, rules, read);
      continue;
    }
    // What Helm refuses is reported first: it is what stops the release.
    const refused = rules === 'helm' ? findHelmFault(isMap(value) ? headOf(value) : value) : undefined;
    const fault = refused ?? findFault(value) ?? part.findRest(document);
    if (fault) {
      const isRefused = rules === 'api-server' || refused !== undefined;
      problems.push({ ...part.blame(fault, document), severity: isRefused ? 'error' : 'warning' });
      if (isRefused) continue;
    }
    addManifest(value as ValueMap, text, file, rules, read);
  }
  return read;
}

interface Read {
  readonly manifests: Manifest[];
  readonly problems: Problem[];
}

function addManifest(
  object: ValueMap,
  text: string,
  { file, source }: RenderedFile,
  rules: ObjectRules,
  { manifests, problems }: Read,
): void {
  const head = rules === 'helm' ? headOf(object) : object;
  const { hooks, problem } = readHooks(head);
  if (problem) problems.push({ ...problem, where: { file } });
  else manifests.push({ source, text, object, kind: kindOf(head), hooks });
}

/** The kind of an object; Helm prints objects without one, too. */
const kindOf = ({ kind }: ValueMap): string => (typeof kind === 'string' ? kind : '');

/** A document of a stream that is not empty. */
interface Document {
  readonly text: string;
  /** The number of its first line in the stream. */
  readonly line: number;
  /** The value read from its blocks, if that is a valid object. */
  readonly object: ValueMap | undefined;
}

/** Cached, because most documents of one chart are the same for many releases; long ones seldom are. */
function readDocuments(text: string, rules: ObjectRules): readonly Document[] {
  if (rules === 'helm') return splitDocuments(text, contentForHelm).map(withOwnObject);
  return text.length > MAX_KNOWN ? readStream(text) : readKnown(text);
}

const MAX_KNOWN = 2048;

const readStream = (text: string): Document[] => splitDocuments(text, contentOf).map(withObject);

const withObject = (document: Omit<Document, 'object'>): Document => ({
  ...document,
  object: objectOf(readBlocks(`${document.text}\n`)),
});

const readKnown = memoize(readStream);

/** The same without what other documents had: charts in Go templates seldom print the same again. */
const withOwnObject = (document: Omit<Document, 'object'>): Document => ({
  ...document,
  object: objectOf(readPlainBlocks(`${document.text}\n`)),
});

function objectOf(value: Value | undefined): ValueMap | undefined {
  return value === undefined || findFault(value) ? undefined : (value as ValueMap);
}

/** Returns the part of a document that is kept; undefined for a dropped one. */
type Keep = (part: string) => { readonly text: string; readonly skipped: number } | undefined;

/** The document without blank lines around it; undefined where it has only comments. */
const contentOf: Keep = (part) => {
  const content = part.replace(/^(?:[ \t]*\r?\n)+/, '');
  return CONTENT.test(content) ? { text: trimEnd(content), skipped: part.length - content.length } : undefined;
};

/** As Helm keeps it (releaseutil.SplitManifests): from the first character that is not white space. */
const contentForHelm: Keep = (part) => {
  const text = trimSpaceStart(part);
  return text === '' ? undefined : { text, skipped: part.length - text.length };
};

/** Splits a stream, by default as Helm does. @returns what is kept of each document, without its mark */
export function splitDocuments(text: string, keep: Keep = contentForHelm): Omit<Document, 'object'>[] {
  const documents: Omit<Document, 'object'>[] = [];
  // Helm removes white space before it looks for marks, so that the first one may be indented.
  const body = keep === contentForHelm ? trimSpaceStart(text) : text;
  let line = 1 + countLines(text.slice(0, text.length - body.length));
  let from = 0;
  const add = (to: number): void => {
    const part = body.slice(from, to);
    const kept = keep(part);
    if (kept) documents.push({ text: kept.text, line: line + countLines(part.slice(0, kept.skipped)) });
    line += countLines(part);
  };
  for (const mark of body.matchAll(MARK)) {
    add(mark.index);
    from = mark.index + mark[0].length;
  }
  add(body.length);
  return documents;
}

/** Removes blank lines at the end, unless a block scalar may keep them; the last line break is printed again. */
function trimEnd(text: string): string {
  if (/[|>]\d?\+/.test(text)) return text.replace(/\n$/, '');
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** One document, to report what is wrong with it and where. */
class Part {
  readonly #file: RenderedFile;
  readonly #text: string;
  readonly #line: number;
  #lines: LineMap | undefined;

  constructor(file: RenderedFile, text: string, line: number) {
    this.#file = file;
    this.#text = text;
    this.#line = line;
  }

  /** Explains an error of the text: its place is in the rendered text, which the reader cannot change. */
  explain({ message, hint, severity, where }: Problem): Problem {
    const isError = severity === 'error';
    return {
      code: isError ? 'manifest-yaml' : 'yaml-duplicate-key',
      severity,
      message: `${this.#file.source} ${isError ? 'is not YAML after rendering' : 'prints'}: ${message}`,
      where: { file: this.#file.file },
      ...(hint === undefined ? {} : { hint }),
      rendered: this.#place(where?.line ?? 1, where?.column),
    };
  }

  blame({ message, hint, path = [] }: Fault, document: YamlDocument): Problem {
    const key = path.at(-1);
    // Helm reads a field in any case: one that is spelled otherwise is not found by its path.
    const container = path
      .slice(0, -1)
      .reduce<Value | undefined>((value, step) => (isMap(value) ? value[step] : undefined), document.value);
    const place = key !== undefined && isMap(container) ? document.place(container, key) : undefined;
    const { line, column } = document.lines.locate(place?.value ?? firstOffset(this.#text));
    return {
      code: 'manifest-object',
      severity: 'error',
      message: `an object of ${this.#file.source} ${message}${describe(document.value)}`,
      where: { file: this.#file.file },
      hint,
      rendered: this.#place(line, column),
    };
  }

  /** Reports text after the end of the document, which nothing reads: it must not be lost silently. */
  findRest({ end }: YamlDocument): Fault | undefined {
    const rest = this.#text.slice(end).replace(/^\.\.\.[ \t]*/, '');
    if (!CONTENT.test(rest)) return undefined;
    return { message: 'is followed by text that does not belong to it', hint: 'begin another document with ---' };
  }

  #place(line: number, column: number | undefined): RenderedPlace {
    const first = Math.max(1, line - BEFORE);
    const secret = holdsSecret(this.#text) ? findSecretLines(this.#text.split(/\r?\n/)) : undefined;
    this.#lines ??= new LineMap(this.#text);
    const count = this.#lines.locate(this.#text.length).line;
    const last = Math.min(line + AFTER, count);
    const lines = Array.from(
      { length: Math.max(0, last - first + 1) },
      (_, index) => this.#lines?.line(first + index) ?? '',
    );
    return {
      source: this.#file.source,
      line: line + this.#line - 1,
      ...(column === undefined ? {} : { column }),
      lines,
      first: first + this.#line - 1,
      ...(secret ? { secret: secret.slice(first - 1, line + AFTER) } : {}),
    };
  }
}

/** The first thing in a document that is neither blank nor comment. */
const firstOffset = (text: string): number => Math.max(0, text.search(CONTENT));
