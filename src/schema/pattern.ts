/**
 * A regular expression of a schema. They are written for Go's engine, which knows flags in front (`(?i)`), has other
 * names for the two ends of a text and for groups, and is less strict about needless backslashes than JavaScript's in
 * Unicode mode.
 *
 * @throws SyntaxError where JavaScript cannot read it either way
 */
export function toRegExp(pattern: string, unicode = 'u'): RegExp {
  const [, flags = '', rest = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  const source = rest.replace(/\\.|\(\?P</gs, (found) => SPELLINGS[found] ?? found);
  try {
    return new RegExp(source, flags + unicode);
  } catch (error) {
    if (unicode === '') throw error;
    return new RegExp(source, flags);
  }
}

/** What stands for it in code that Ajv writes out. */
toRegExp.code = 'new RegExp';

const SPELLINGS: Readonly<Record<string, string>> = { '\\A': '^', '\\z': '$', '(?P<': '(?<' };
