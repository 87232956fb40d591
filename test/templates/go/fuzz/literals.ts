import fc from 'fast-check';

const FORMATS = '%v %s %d %q %5.2f|%-5v %T %x %v+%v %[2]v+%[1]v %+v %#v %c%U %e %t %05d %! %*d %g %6.3v %X %o %b %%'
  .split(' ')
  .map((format) => JSON.stringify(format));

/** JSON that is YAML for every reader: nothing but ASCII. */
export const escapesOf = (json: string): string =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Constants that the parser takes. */
export const number: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -4, max: 12 }).map(String) },
  fc.constantFrom('0x1F', '0b101', '0o17', '017', '1_000', "'a'", "'\\n'", "'\\u00e9'", '+5', '0x_1', '1i', '1+2i'),
  fc.constantFrom('1.5', '1.0', '-0.25', '1e3', '1e6', '1e21', '1e-7', '1.', '0x1p-2', '1e100', '100000000.0'),
  fc.constantFrom('9223372036854775807', '-9223372036854775808'),
);

/** Strings that the parser takes. */
export const string: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('""', '"a"', '"abc"', '" x y "', '"a,b,c"', '"12"', '"-7"', '"1.5"', '"true"', '"a.b"'),
  },
  fc.constantFrom(
    '`raw "x"`',
    '`a\nb`',
    '"a\\nb"',
    '"\\u00e9t\\u00e9"',
    '"\\xff"',
    '"\\x41\\101\\a"',
    '"\\""',
    '"héllo"',
  ),
  fc.constantFrom(
    '"{{ . }}"',
    '"{{ .Values.s }}{{ 1 }}"',
    '"<no value>"',
    '"<a href=\\"x\\">&\'"',
    '"😀"',
    '"{{ nil }}"',
  ),
  fc.constantFrom(
    '"1.2.3"',
    '">=1.0.0"',
    '"v1"',
    '"2006-01-02"',
    '"[a-c]+"',
    '"(a)(b)?"',
    '"aGk="',
    '"string"',
    '"1h5m"',
  ),
  fc.constantFrom(...FORMATS),
  fc.string({ maxLength: 4 }).map((text) => escapesOf(JSON.stringify(text))),
);

/** Constants that the parser mostly refuses. */
export const broken: fc.Arbitrary<string> = fc.constantFrom(
  '08',
  '.5',
  '1x',
  '1e',
  '0xg',
  '0x',
  '18446744073709551616',
  '9223372036854775808',
  "'x",
  "''",
  "'xy'",
  '"\\q"',
  '"unclosed',
  '`unclosed',
  '$undefined',
  'nope',
  '.',
  '..',
  '.a.',
  '$.',
  '(',
  ')',
  '|',
  ',',
  ':=',
  '=',
  '1 2',
  '"\\400"',
  '.Values.',
  '((1))',
  '(1) (2)',
  '@',
  '"a\nb"',
  '{{',
  'end',
  'if',
  'nil.a',
  'true.x',
  '1.x',
  '"a".b',
  '$v.',
  '().a',
);

export const constant: fc.Arbitrary<string> = fc.constantFrom('true', 'false', 'nil');
