import { suggest } from '../../problem/suggest.ts';
import type { StructureRule } from '../rule.ts';

/** Groups that kubectl and old manifests still know, and what became of their kinds. */
export const unknownKind: StructureRule<'unknown-kind'> = {
  id: 'kubernetes-unknown-kind',
  severity: 'error',
  summary: 'An object of a kind, or of a version of it, that Kubernetes does not have',
  fault: 'unknown-kind',
  explain({ apiVersion, name, known }) {
    const kinds = [...known].map((key) => {
      const slash = key.lastIndexOf('/');
      return { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1) };
    });
    const message = `Kubernetes has no ${name} in ${apiVersion}`;
    const other = kinds.findLast(({ kind }) => kind === name);
    if (other) return { message, hint: `write apiVersion: ${other.apiVersion}` };
    const near = suggest(
      name,
      kinds.map(({ kind }) => kind),
    );
    return near === undefined ? { message } : { message, hint: `did you mean ${near}?` };
  },
};
