import { readYamlText } from '../../src/yaml/read.ts';
import type { Value } from '../../src/yaml/value.ts';

/** A document of what `template` prints. */
export interface Document {
  /** The template in the `# Source:` line. */
  readonly source: string;
  readonly text: string;
}

/** @returns the documents, without those that contain only comments */
export function splitStream(stream: string): Document[] {
  return stream
    .split(/^---[ \t]*\n/m)
    .filter((text) => /^[^#\s]|^[ \t]+[^#\s]/m.test(text))
    .map((text) => ({ source: /^# Source: (.*)/m.exec(text)?.[1] ?? '', text: text.trimEnd() }));
}

/** @returns the object of a document; its text where it cannot be read */
export function readObject({ text }: Document): Value {
  const { document } = readYamlText(text, { name: 'document' });
  return document ? document.value : text;
}
