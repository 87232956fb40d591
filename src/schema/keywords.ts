import ajvModule, {
  type Ajv,
  type CodeKeywordDefinition,
  type FuncKeywordDefinition,
  type SchemaValidateFunction,
} from 'ajv';
import { compareNumbers, isMultiple, isNumber } from './decimal.ts';
import type { Draft } from './draft.ts';
import { findTwins, isSame } from './equality.ts';
import { exactOf } from './project.ts';
import { ENDLESS_KEYWORD } from './validator.ts';

/**
 * The keywords that compare values. They replace Ajv's own, which compare doubles (19.99 is not a multiple of 0.01, and
 * two numbers of 20 digits may be equal) and treat a map without a prototype, as ours are, as different from each map
 * of the schema.
 */
const EXACT_KEYWORDS: readonly FuncKeywordDefinition[] = [
  define('const', undefined, (allowedValue, value) => (isSame(allowedValue, value) ? undefined : { allowedValue })),
  define('enum', undefined, (allowedValues: readonly unknown[], value) =>
    allowedValues.some((allowed) => isSame(allowed, value)) ? undefined : { allowedValues },
  ),
  define('uniqueItems', 'array', (wanted, value) => (wanted === true ? findTwins(value as unknown[]) : undefined)),
  limit('minimum', (order) => order >= 0),
  limit('maximum', (order) => order <= 0),
  limit('exclusiveMinimum', (order) => order > 0),
  limit('exclusiveMaximum', (order) => order < 0),
  define('multipleOf', 'number', (multipleOf, value) =>
    isNumber(multipleOf) && isNumber(value) && !isMultiple(value, multipleOf) ? { multipleOf } : undefined,
  ),
];

/**
 * Ajv's keywords that a draft does not have, which are ignored there. Ajv refuses `id`; draft 4's is resolved before.
 */
const UNKNOWN: Readonly<Record<Draft, readonly string[]>> = {
  4: ['const', 'contains', 'propertyNames', 'if', 'then', 'else'],
  6: ['if', 'then', 'else'],
  7: [],
  2019: ['$dynamicRef', '$dynamicAnchor'],
  2020: [],
};

/** Adds the keywords of a draft to an Ajv, with their meaning in Helm's library. */
export function useKeywords(ajv: Ajv, draft: Draft): void {
  for (const keyword of ['id', ...UNKNOWN[draft]]) ajv.removeKeyword(keyword);
  ajv.addKeyword({ keyword: ENDLESS_KEYWORD, validate: () => false });
}

/**
 * Makes an Ajv follow Helm's library about evaluated items: `contains` evaluates none by itself, where Ajv counts all
 * of them (dialect.ts adds those that count), and what a schema that refers to itself evaluates is unknown, where Ajv
 * assumes everything.
 */
export function useEvaluation(ajv: Ajv): void {
  const { _ } = ajvModule;
  replaceCode(ajv, 'contains', (code) => (cxt) => {
    const { items } = cxt.it;
    code(cxt);
    if (items === undefined) delete cxt.it.items;
    else cxt.it.items = items;
  });
  replaceCode(ajv, 'unevaluatedItems', (code) => (cxt) => {
    const { items } = cxt.it;
    if (typeof items === 'object') cxt.gen.if(_`${items} === undefined`, () => cxt.gen.assign(items, 0));
    code(cxt);
  });
}

type WriteCode = CodeKeywordDefinition['code'];

function replaceCode(ajv: Ajv, keyword: string, wrap: (code: WriteCode) => WriteCode): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object' || !('code' in definition)) return;
  const { code, ...rest } = definition as CodeKeywordDefinition;
  ajv.removeKeyword(keyword).addKeyword({ ...rest, code: wrap(code) });
}

/** Makes an Ajv compare exactly. Not for code that is written out, which cannot call functions of this module. */
export function compareExactly(ajv: Ajv): void {
  for (const definition of EXACT_KEYWORDS) {
    if (!ajv.getKeyword(definition.keyword as string)) continue;
    ajv.removeKeyword(definition.keyword as string).addKeyword(definition);
  }
}

function limit(keyword: string, allows: (order: number) => boolean): FuncKeywordDefinition {
  return define(keyword, 'number', (wanted, value) =>
    isNumber(wanted) && isNumber(value) && !allows(compareNumbers(value, wanted)) ? { limit: wanted } : undefined,
  );
}

function define<T>(
  keyword: string,
  type: 'array' | 'number' | undefined,
  violation: (schema: T, value: unknown) => object | undefined,
): FuncKeywordDefinition {
  const validate: SchemaValidateFunction = (schema: T, data: unknown, _, context) => {
    const value = context ? exactOf(data, context.parentData, context.parentDataProperty) : data;
    const params = violation(schema, value);
    if (params !== undefined) validate.errors = [{ keyword, params }];
    return params === undefined;
  };
  return { keyword, validate, errors: true, ...(type === undefined ? {} : { type }) };
}
