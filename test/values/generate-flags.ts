import fc from 'fast-check';
import { type Arb, all, just, many, nested, oneOf, sequence, type Tagged, tagged, wrap } from './tagged.ts';

/** Texts of the `--set` family: each production of the grammar, what is refused too, and noise. */

/** Few names, so that flags, files and defaults meet. */
export const NAMES = ['a', 'b', 'c', 'a', 'b', 'a'];

const name = oneOf(
  [16, just('name', ...NAMES)],
  [1, just('name: empty', '')],
  [1, just('name: prototype', '__proto__', 'constructor', 'toString', 'hasOwnProperty')],
  [1, just('name: digits', '0', '1')],
  [1, just('name: Unicode', 'é', '😀', '\u2028', 'ſ')],
  [1, just('name: blank', ' ', 'a b')],
  [2, just('name: escaped', 'a\\.b', '\\[', 'a\\=', '\\,', '\\\\', '\\a', '\\😀')],
);

const index = oneOf(
  [12, just('index', '0', '1', '2', '0', '1')],
  [1, just('index: signed', '+1', '-0', '00')],
  [1, just('index: negative', '-1', '-9223372036854775808')],
  [1, just('index: no number', '', 'a', '1.5', ' 0', '0x1', '١')],
  [1, just('index: large', '65537', '9223372036854775807', '9223372036854775808')],
  [1, just('index: escaped', '\\0', '0\\]')],
);

const step = oneOf(
  [5, sequence('dot', '.', name)],
  [4, sequence('brackets', '[', index, ']')],
  [1, just('text behind an index', '[0]x', '[1]é')],
);

const path = wrap('path', all<[string, string[]]>(name, many(step, { maxLength: 4 })), ([first, rest]) =>
  [first, ...rest].join(''),
);

const scalar = oneOf(
  [1, just('value: text', 'x', 'some text', 'x:y', 'a=b', 'x.y', 'x[0]')],
  [1, just('value: empty', '')],
  [1, just('value: boolean', 'true', 'FALSE', 'True', 'falſe')],
  [1, just('value: null', 'null', 'NULL', 'Null')],
  [1, just('value: integer', '0', '7', '-7', '+7', '-0', '-01')],
  [1, just('value: 64 bits', '9007199254740993', '9223372036854775807', '-9223372036854775808', '9223372036854775808')],
  [1, just('value: text like a number', '007', '1.5', '1e3', '0x1f', '1_000', '١', '--1', '+')],
  [1, just('value: escaped', 'x\\,y', '\\{x', 'x\\\\', '\\n', '\\😀')],
  [1, just('value: Unicode', 'é😀', '\u0085', '\ufeff', '\u2028')],
);
const item = oneOf([9, scalar], [1, just('item: escaped', '\\}', '\\,', '{')]);
const list = wrap('list', many(item, { maxLength: 3 }), (items) => `{${items.join(',')}}`);
const value = oneOf([5, scalar], [2, list], [1, just('list: not closed', '{', '{x', '{x,', '{x\\}')]);

const assignment = oneOf(
  [14, sequence('assignment', path, '=', value)],
  [1, sequence('no value', path)],
  [1, sequence('dot at the end', path, '.')],
  [1, sequence('bracket at the end', path, '[')],
  [1, sequence('escape at the end', path, '\\')],
);

const comma = oneOf([12, just('comma', ',')], [1, just('commas', ',,')], [1, just('no comma', '')]);
const commaAtEnd = oneOf([3, just('no comma at the end', '')], [1, just('comma at the end', ',')]);

const several = (each: Arb<string>): Arb<string> =>
  all<[string, string[][], string]>(each, many(all<string[]>(comma, each), { maxLength: 3 }), commaAtEnd).map(
    ({ value: [first, rest, end], tags }) => ({ value: first + rest.flat().join('') + end, tags }),
  );

const noise = tagged('noise', fc.string({ unit: fc.constantFrom(...'aab01.,=[]{}\\"-é '), maxLength: 12 }));

export const setText = oneOf([6, several(assignment)], [1, noise]);

const jsonScalar = oneOf(
  [3, just('json: number', '1', '-0', '1.50', '1e3', '0.1')],
  [1, just('json: no number', '1E400', '01', '1.', '-')],
  [3, just('json: string', '"x"', '""', '"a,b"', '"\\u00e9\\n"', '"\\ud800"', '"😀"')],
  [1, just('json: no string', '"x', '"\\x"', "'x'")],
  [3, just('json: word', 'true', 'false', 'null')],
  [1, just('json: no word', 'tru', 'truex', 'x')],
  [1, just('json: blanks', ' 1 ', '\t"x"\u00a0', '\u2003', ' ', '\ufeff1')],
  [1, just('json: nothing', '')],
);
const jsonKey = just('json: key', '"a"', '"b"', '"__proto__"', '""', '"c"');
const json = fc.letrec<{ json: Tagged<string> }>((tie) => ({
  json: nested(
    3,
    [3, jsonScalar],
    [2, wrap('json: array', many(tie('json'), { maxLength: 3 }), (items) => `[${items.join(',')}]`)],
    [
      2,
      wrap(
        'json: object',
        many(sequence('json: entry', jsonKey, ':', tie('json')), { maxLength: 3 }),
        (entries) => `{${entries.join(',')}}`,
      ),
    ],
  ),
})).json;

export const setJsonText = oneOf(
  [5, several(sequence('json: assignment', path, '=', json))],
  [2, wrap('json: whole', json, (text) => text)],
  [1, noise],
);

export const literalText = oneOf(
  [4, sequence('literal', path, '=', oneOf([1, scalar], [1, list]))],
  [1, several(assignment)],
  [1, noise],
);

const fileName = oneOf([6, just('file: known', 'one', 'two')], [1, just('file: unknown', 'none', '%zz', ':x')]);
export const setFileText = several(
  oneOf(
    [5, sequence('file', path, '=', fileName)],
    [2, sequence('file: list', path, '={', fileName, ',', fileName, '}')],
    [1, sequence('no value', path)],
  ),
);
