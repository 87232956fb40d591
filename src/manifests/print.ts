import { trimSpace } from '../go/decode.ts';
import { compilePathPattern } from '../go/path-match.ts';
import { printable } from '../problem/printable.ts';
import type { Manifest, ObjectRules } from './manifest.ts';
import { splitDocuments } from './read.ts';
import { isHook } from './select.ts';

type Printed = Pick<Manifest, 'source' | 'text'>;

/** The stream of documents, each with its mark and its source, as `helm template` prints it. */
export const printManifests = (manifests: readonly Printed[]): string => manifests.map(printManifest).join('');

const printManifest = ({ source, text }: Printed): string => `---\n# Source: ${printable(source)}\n${text}\n`;

/**
 * The stream of a release. By Helm's rules, white space around the objects that are not hooks is removed, so that
 * nothing but hooks is printed after an empty line (cmd/template.go of Helm 4.2.4).
 *
 * @param manifests those that are not hooks before the hooks
 */
export const printRelease = (manifests: readonly Manifest[], rules?: ObjectRules): string =>
  printInPieces(manifests, rules).join('');

/** The same in pieces, to be written one after the other: as one text, a large stream would be copied as a whole. */
export function printInPieces(manifests: readonly Manifest[], rules: ObjectRules = 'api-server'): string[] {
  const documents = manifests.map(printManifest);
  if (rules === 'helm') {
    const plain = manifests.filter((manifest) => !isHook(manifest)).length;
    // Each document begins with its mark, so that there is white space only after the last one.
    const last = plain === 0 ? '' : trimSpace(documents[plain - 1] as string);
    documents.splice(Math.max(plain - 1, 0), Math.min(plain, 1), `${last}\n`);
  }
  return joinSmall(documents);
}

/** A piece has about so many characters, so that small documents are not written one by one. */
const PIECE = 1 << 20;

function joinSmall(documents: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const document of documents) {
    if (piece.length + document.length > PIECE && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
    piece += document;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

const SOURCE = '# Source: ';
const REST_OF_LINE = /.+/y;

/**
 * Where a document of a stream comes from, as Helm finds it: by `# Source: [^/]+/(.+)` anywhere in the document. A text
 * may have that comment many times, without a slash.
 */
function sourceOf(text: string): string | undefined {
  let slash = -1;
  for (let at = text.indexOf(SOURCE); at >= 0; at = text.indexOf(SOURCE, at + 1)) {
    const start = at + SOURCE.length;
    if (slash < start) slash = text.indexOf('/', start);
    if (slash < 0) return undefined;
    REST_OF_LINE.lastIndex = slash + 1;
    const [name] = (slash > start && REST_OF_LINE.exec(text)) || [];
    if (name !== undefined) return name;
  }
  return undefined;
}

/**
 * Selects as `--show-only` does by Helm's rules: from the stream, split again, so that only the first document of a file
 * in `crds/` has a source (cmd/template.go of Helm 4.2.4).
 *
 * @returns the stream of what the patterns match, and the patterns that match nothing
 */
export function showOnlyInStream(stream: string, patterns: readonly string[]): { text: string; missing: string[] } {
  const documents = splitDocuments(stream).map(({ text }) => ({ text, name: sourceOf(text) }));
  const shown: string[] = [];
  const missing: string[] = [];
  for (const pattern of patterns) {
    const expression = compilePathPattern(pattern);
    const found = documents.filter(({ name }) => name !== undefined && expression?.test(name));
    if (found.length === 0) missing.push(pattern);
    for (const { text } of found) shown.push(`---\n${text}\n`);
  }
  return { text: shown.join(''), missing };
}
