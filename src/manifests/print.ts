import { trimSpace } from '../go/decode.ts';
import { compilePathPattern } from '../go/path-match.ts';
import { printable } from '../problem/printable.ts';
import type { Manifest, ObjectRules } from './manifest.ts';
import { splitDocuments } from './read.ts';
import { isHook } from './select.ts';

type Printed = Pick<Manifest, 'source' | 'text'>;

/** The stream of documents, each with its mark and its source, as `helm template` prints it. */
export function printManifests(manifests: readonly Printed[]): string {
  return manifests.map(({ source, text }) => `---\n# Source: ${printable(source)}\n${text}\n`).join('');
}

/**
 * The stream of a release. By Helm's rules, white space around the objects that are not hooks is removed, so that
 * nothing but hooks is printed after an empty line (cmd/template.go of Helm 4.2.4).
 *
 * @param manifests those that are not hooks before the hooks
 */
export function printRelease(manifests: readonly Manifest[], rules: ObjectRules = 'api-server'): string {
  if (rules === 'api-server') return printManifests(manifests);
  const plain = manifests.filter((manifest) => !isHook(manifest));
  const printed = printManifests(plain);
  const trimmed = trimSpace(printed);
  const hooks = printManifests(manifests.filter(isHook));
  // Nothing was removed but the line break that is added: a large stream is not copied.
  return hooks === '' && trimmed.length === printed.length - 1 ? printed : `${trimmed}\n${hooks}`;
}

/** Where a document of a stream comes from, as Helm finds it: a comment anywhere in the document. */
const SOURCE = /# Source: [^/]+\/(.+)/;

/**
 * Selects as `--show-only` does by Helm's rules: from the stream, split again, so that only the first document of a file
 * in `crds/` has a source (cmd/template.go of Helm 4.2.4).
 *
 * @returns the stream of what the patterns match, and the patterns that match nothing
 */
export function showOnlyInStream(stream: string, patterns: readonly string[]): { text: string; missing: string[] } {
  const documents = splitDocuments(stream).map(({ text }) => ({ text, name: SOURCE.exec(text)?.[1] }));
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
