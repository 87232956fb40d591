import { SyntaxFault } from './fault.ts';

/** A part of a stream: the text between two separator lines. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a stream as the YAML reader of k8s.io/apimachinery does, with which Helm reads values files and kubectl reads
 * manifests: at lines that begin with `---`, wherever they are. The first such line stays with what follows it.
 *
 * @returns the parts, none of them empty, and the fault that ends the stream early: a separator followed by text
 */
export function splitDocuments(text: string): { parts: Part[]; fault?: SyntaxFault } {
  const parts: Part[] = [];
  let start = 0;
  for (let at = findSeparator(text, 0); at >= 0; at = findSeparator(text, at + 3)) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const rest = text.slice(at + 3, end).trim();
    if (rest !== '' && !rest.startsWith('#')) return { parts, fault: new SyntaxFault('separator', at, rest) };
    if (at > start) {
      parts.push({ start, end: at });
      start = lineEnd < 0 ? text.length : lineEnd + 1;
    }
  }
  if (start < text.length) parts.push({ start, end: text.length });
  return { parts };
}

function findSeparator(text: string, from: number): number {
  if (from === 0 && text.startsWith('---')) return 0;
  const at = text.indexOf('\n---', Math.max(from - 1, 0));
  return at < 0 ? -1 : at + 1;
}
