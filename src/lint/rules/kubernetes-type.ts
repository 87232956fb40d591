import { ExactNumber, isMap, type Value } from '../../yaml/value.ts';
import type { StructureRule } from '../rule.ts';
import { show } from '../words.ts';

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  int32: 'a whole number of 32 bits',
  int64: 'a whole number',
  number: 'a number',
  bytes: 'base64',
  time: 'a time such as 2006-01-02T15:04:05Z',
  quantity: 'a quantity',
  'int-or-string': 'a whole number or text',
  map: 'a map',
  list: 'a list',
};

export const type: StructureRule<'type'> = {
  id: 'kubernetes-type',
  severity: 'error',
  summary: 'A value of another type than the field of a Kubernetes object takes',
  fault: 'type',
  explain({ value, expected }) {
    const message = `expected ${WORDS[expected] ?? expected}, got ${show(value)}`;
    // As the user wrote it: quotes around 1.1 are another string than around 1.10.
    if (isScalar(value) && expected === 'string')
      return { message, hint: 'put it in quotes', hintFor: (spelling) => `put it in quotes: "${spelling}"` };
    const hint = hintFor(value, expected);
    return { message, ...(hint === undefined ? {} : { hint }) };
  },
};

const isScalar = (value: Value): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber;

function hintFor(value: Value, expected: string): string | undefined {
  if (typeof value === 'string' && /^(?:true|false)$/.test(value) && expected === 'boolean')
    return `leave the quotes out: ${value}`;
  if (typeof value === 'string' && /^-?\d+$/.test(value) && expected.startsWith('int'))
    return `leave the quotes out: ${value}`;
  if (expected === 'list' && isMap(value)) return 'write "- " before the first key of each item';
  if (expected === 'list') return 'write one item in a list: [item]';
  return undefined;
}
