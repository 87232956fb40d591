import ajvModule, { type Ajv } from 'ajv';
import { spend } from '../problem/budget.ts';
import { fail } from '../problem/problem.ts';
import { holdsSchemas, type SchemaMap } from './draft.ts';
import { WORK_KEYWORD } from './validator.ts';

/** Units of a visit, and units of each character, item or key of the value that is visited. */
type Cost = readonly [visit: number, size: number];

const VISIT = 0.2;
/** Units of each part of a keyword that is not a schema: a key of `properties`, a name in `required`, a value of `enum`. */
const PART = 0.1;
/** Units of each error that is known already: those of a referred schema are copied. */
const ERROR = 0.02;
/** More errors in one place of the schema would fill the memory. */
const MAX_ERRORS = 100_000;

/** The keywords whose work grows with the value, with the units of each of its characters, items or keys. */
const PER_SIZE: Readonly<Record<string, number>> = {
  minLength: 0.005,
  maxLength: 0.005,
  format: 0.02,
  items: 0.02,
  contains: 0.02,
  minProperties: 0.05,
  maxProperties: 0.05,
  propertyNames: 0.05,
  patternProperties: 0.1,
  additionalProperties: 0.3,
  unevaluatedProperties: 0.3,
};

/** The value of {@link WORK_KEYWORD} for a schema. */
export function costOf(schema: SchemaMap): Cost {
  let [visit, size] = [VISIT, 0];
  for (const [keyword, value] of Object.entries(schema)) {
    visit += PART * (holdsSchemas(keyword) ? entriesOf(value).length : countParts(value));
    if (Object.hasOwn(PER_SIZE, keyword)) size += PER_SIZE[keyword] ?? 0;
  }
  return [visit, size];
}

const entriesOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

const countParts = (value: unknown): number =>
  entriesOf(value).reduce<number>((sum, part) => sum + countParts(part), 1);

/** Makes the checks that an Ajv compiles charge the budget. Not for code that is written out: its schema is our own. */
export function chargeWork(ajv: Ajv): void {
  const { _, Name } = ajvModule;
  const errors = new Name('errors');
  ajv.addKeyword({
    keyword: WORK_KEYWORD,
    schemaType: 'array',
    code: ({ gen, schema, data }) => {
      const [visit, size] = schema as Cost;
      gen.code(_`${gen.scopeValue('keyword', { ref: chargeVisit })}(${visit}, ${size}, ${data}, ${errors})`);
    },
  });
  // Up to draft 7 nothing next to a reference is read. The rule keeps its place among the others.
  const rule = ajv.RULES.all.$ref;
  if (typeof rule !== 'object' || !('code' in rule.definition)) return;
  const { code } = rule.definition;
  rule.definition = {
    ...rule.definition,
    code: (cxt) => {
      cxt.gen.code(_`${cxt.gen.scopeValue('keyword', { ref: chargeVisit })}(${VISIT}, 0, null, ${errors})`);
      code(cxt);
    },
  };
}

function chargeVisit(visit: number, size: number, data: unknown, errors: number): void {
  spend(visit + (size === 0 ? 0 : size * sizeOf(data)) + errors * ERROR, 'the schema');
  if (errors > MAX_ERRORS) fail({ code: 'chart', message: `the schema refuses more than ${MAX_ERRORS} of the values` });
}

const sizeOf = (data: unknown): number => (typeof data === 'string' ? data.length : entriesOf(data).length);
