import { validationVisits } from '../kubernetes/validation/index.ts';
import type { ObjectRule } from '../rule.ts';

export const conflict: ObjectRule = {
  id: 'kubernetes-conflict',
  severity: 'error',
  summary: 'Fields that do not go together, or that the API server takes only with others',
  visit: validationVisits,
};
