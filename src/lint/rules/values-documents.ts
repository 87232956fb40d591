import { type Problem, sourceOf } from '../../problem/problem.ts';
import { readYaml } from '../../yaml/read.ts';
import type { RuleInfo } from '../rule.ts';

export const documents: RuleInfo = {
  id: 'values-documents',
  severity: 'warning',
  summary: 'A values file of several documents: Helm 4 merges them, Helm 3 reads only the first',
};

/** A mark between documents, or what could be one. */
const MARK = /^---/m;

/** @param content the text of a values file */
export function findDocuments(name: string, content: string): Problem[] {
  // Nearly no file has a second document: the file is read again only where there may be one.
  if (!MARK.test(content.slice(content.search(/\S/) + 3))) return [];
  const [, second] = readYaml(content, { name }).documents.filter(({ empty }) => !empty);
  if (!second) return [];
  const { line, column } = second.lines.locate(second.start);
  return [
    {
      code: 'values-documents',
      severity: documents.severity,
      message: 'a second document begins here: Helm 4 merges it over the first, Helm 3 ignores it',
      where: { file: name, line, column, ...sourceOf(second.lines.line(line), column) },
      hint: 'write one document, or two files',
    },
  ];
}
