import { definitionVisits } from '../kubernetes/validation/index.ts';
import type { ObjectRule } from '../rule.ts';

export const definition: ObjectRule = {
  id: 'kubernetes-definition',
  severity: 'error',
  summary: 'A CustomResourceDefinition that the API server refuses: its names, its versions, or their schemas',
  visit: definitionVisits,
};
