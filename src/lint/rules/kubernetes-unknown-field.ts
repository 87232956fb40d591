import { suggest } from '../../problem/suggest.ts';
import type { StructureRule } from '../rule.ts';
import { nameOfType } from '../words.ts';

export const unknownField: StructureRule<'unknown-field'> = {
  id: 'kubernetes-unknown-field',
  severity: 'error',
  summary: 'A field that Kubernetes does not have in this place',
  fault: 'unknown-field',
  explain({ field, type, known }) {
    const message = `${nameOfType(type)} has no field ${JSON.stringify(field)}`;
    const near = suggest(field, known);
    if (near !== undefined) return { message, hint: `did you mean ${near}?` };
    if (known.length === 0) return { message };
    const most = 12;
    const names = known.slice(0, most).join(', ');
    return { message, hint: `it has ${names}${known.length > most ? ' and others' : ''}` };
  },
};
