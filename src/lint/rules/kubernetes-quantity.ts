import { parseQuantity } from '../kubernetes/quantity.ts';
import type { StructureRule } from '../rule.ts';

export const quantity: StructureRule<'quantity'> = {
  id: 'kubernetes-quantity',
  severity: 'error',
  summary: 'A string that is not a quantity of a resource',
  fault: 'quantity',
  explain({ text }) {
    const message = `${JSON.stringify(text)} is not a quantity: expected a number and a suffix such as m, k, M, Mi or Gi`;
    const near = repair(text);
    return near === undefined ? { message } : { message, hint: `did you mean ${near}?` };
  },
};

/** What people write for a suffix: in words, in the wrong case, with a B after it. */
function repair(text: string): string | undefined {
  const match = /^\s*([\d.]+)(?:\s*([A-Za-z]+))?\s*$/.exec(text);
  if (!match) return undefined;
  const [, amount = '', unit = ''] = match;
  const suffix = unit.replace(/b(?:ytes?)?$/i, '').replace(/^cpus?$/i, '');
  const spellings = [suffix, suffix.toUpperCase(), suffix.charAt(0).toUpperCase() + suffix.slice(1).toLowerCase()];
  return spellings.map((spelling) => amount + spelling).find((near) => parseQuantity(near) !== undefined);
}
