import * as dicts from './dicts.ts';
import { type TemplateFunction, takes, takesMore } from './function.ts';
import * as lists from './lists.ts';
import * as logic from './logic.ts';
import * as strings from './strings.ts';
import * as types from './types.ts';

export { callFunction, type TemplateFunction } from './function.ts';
export { truth } from './truth.ts';

/**
 * Helm's template functions by their names, each with the parameters that it takes: the one table that a template
 * language registers its helpers from. Called by {@link callFunction}. `include` and `tpl` are not among them: they are
 * the engine's own.
 */
export const functions: Readonly<Record<string, TemplateFunction>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, TemplateFunction>, {
    // Logic
    all: takesMore([], 'any', logic.all),
    and: takesMore(['any'], 'any', logic.and),
    any: takesMore([], 'any', logic.any),
    coalesce: takesMore([], 'any', logic.coalesce),
    deepEqual: takes(['any', 'any'], logic.deepEqual),
    default: takesMore(['any'], 'any', logic.defaultTo),
    empty: takes(['any'], logic.empty),
    eq: takesMore(['any', 'any'], 'any', logic.eq),
    fail: takes(['string'], logic.failWith),
    ge: takes(['any', 'any'], logic.ge),
    gt: takes(['any', 'any'], logic.gt),
    le: takes(['any', 'any'], logic.le),
    lt: takes(['any', 'any'], logic.lt),
    ne: takes(['any', 'any'], logic.ne),
    not: takes(['any'], logic.not),
    or: takesMore(['any'], 'any', logic.or),
    required: takes(['string', 'any'], logic.required),
    ternary: takes(['any', 'any', 'bool'], logic.ternary),

    // Strings
    cat: takesMore([], 'any', strings.cat),
    contains: takes(['string', 'string'], strings.contains),
    hasPrefix: takes(['string', 'string'], strings.hasPrefix),
    hasSuffix: takes(['string', 'string'], strings.hasSuffix),
    indent: takes(['int', 'string'], strings.indent),
    join: takes(['string', 'any'], strings.join),
    len: takes(['any'], strings.len),
    nindent: takes(['int', 'string'], strings.nindent),
    nospace: takes(['string'], strings.nospace),
    plural: takes(['string', 'string', 'int'], strings.plural),
    print: takesMore([], 'any', strings.print),
    println: takesMore([], 'any', strings.println),
    quote: takesMore([], 'any', strings.quote),
    repeat: takes(['int', 'string'], strings.repeat),
    replace: takes(['string', 'string', 'string'], strings.replace),
    split: takes(['string', 'string'], strings.split),
    splitList: takes(['string', 'string'], strings.splitList),
    splitn: takes(['string', 'int', 'string'], strings.splitn),
    squote: takesMore([], 'any', strings.squote),
    substr: takes(['int', 'int', 'string'], strings.substr),
    toString: takes(['any'], strings.toText),
    toStrings: takes(['any'], strings.toStrings),
    trim: takes(['string'], strings.trim),
    trimAll: takes(['string', 'string'], strings.trimAll),
    trimPrefix: takes(['string', 'string'], strings.trimPrefix),
    trimSuffix: takes(['string', 'string'], strings.trimSuffix),
    trimall: takes(['string', 'string'], strings.trimAll),
    trunc: takes(['int', 'string'], strings.trunc),

    // Lists
    append: takes(['list', 'any'], lists.append),
    chunk: takes(['int', 'list'], lists.chunk),
    compact: takes(['list'], lists.compact),
    concat: takesMore([], 'list', lists.concat),
    first: takes(['list'], lists.first),
    has: takes(['any', 'any'], lists.has),
    initial: takes(['list'], lists.initial),
    last: takes(['list'], lists.last),
    list: takesMore([], 'any', lists.list),
    prepend: takes(['list', 'any'], lists.prepend),
    push: takes(['list', 'any'], lists.append),
    rest: takes(['list'], lists.rest),
    reverse: takes(['list'], lists.reverse),
    seq: takesMore([], 'int', lists.seq),
    slice: takesMore(['list'], 'any', lists.slice),
    sortAlpha: takes(['any'], lists.sortAlpha),
    tuple: takesMore([], 'any', lists.list),
    uniq: takes(['list'], lists.uniq),
    until: takes(['int'], lists.until),
    untilStep: takes(['int', 'int', 'int'], lists.untilStep),
    without: takesMore(['list'], 'any', lists.without),

    // Maps
    deepCopy: takes(['any'], (value) => value),
    dict: takesMore([], 'any', dicts.dict),
    dig: takesMore(['any', 'any', 'any'], 'any', dicts.dig),
    get: takes(['map', 'string'], dicts.get),
    hasKey: takes(['map', 'string'], dicts.hasKey),
    index: takesMore(['any'], 'any', dicts.index),
    keys: takesMore([], 'map', dicts.keys),
    merge: takesMore(['map'], 'map', dicts.merge),
    mergeOverwrite: takesMore(['map'], 'map', dicts.mergeOverwrite),
    omit: takesMore(['map'], 'string', dicts.omit),
    pick: takesMore(['map'], 'string', dicts.pick),
    pluck: takesMore(['string'], 'map', dicts.pluck),
    set: takes(['map', 'string', 'any'], dicts.set),
    unset: takes(['map', 'string'], dicts.unset),
    values: takes(['map'], dicts.values),

    // Types
    atoi: takes(['string'], types.atoi),
    float64: takes(['any'], types.toFloat),
    int: takes(['any'], types.toInt),
    int64: takes(['any'], types.toInt),
    kindIs: takes(['string', 'any'], types.kindIs),
    kindOf: takes(['any'], types.kindOf),
    toDecimal: takes(['any'], types.toDecimal),
    typeIs: takes(['string', 'any'], types.typeIs),
    typeIsLike: takes(['string', 'any'], types.typeIs),
    typeOf: takes(['any'], types.typeOf),
  } satisfies Record<string, TemplateFunction>),
);
