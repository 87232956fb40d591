import { RegexpError } from '../../../go/regexp/regexp.ts';
import { quoteText } from '../../../go/text.ts';
import { GoError, type GoInt, nil, typedList } from '../../../go/value.ts';
import { matches, quickMatch } from '../../quick-match.ts';
import * as regex from '../../regex.ts';

/** Rethrows the refusal of an expression as the panic or the error of the function that was called. */
function explained<T>(pattern: string, panics: boolean, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error;
    if (!panics) throw new GoError(error.message);
    const quoted = /[`\0-\x08\x0a-\x1f\x7f\ufeff]|\p{Surrogate}/u.test(pattern) ? quoteText(pattern) : `\`${pattern}\``;
    throw new GoError(`regexp: Compile(${quoted}): ${error.message}`);
  }
}

/** sprig's functions, in a variant that panics and in one that returns an error (`must`). */
const both = (panics: boolean) => ({
  find: (pattern: string, text: string): string => explained(pattern, panics, () => regex.find(pattern, text)),
  findAll: (pattern: string, text: string, count: GoInt): string[] =>
    strings(explained(pattern, panics, () => regex.findAll(pattern, text, Number(count.value)))),
  replaceAll: (pattern: string, text: string, by: string): string =>
    explained(pattern, panics, () => regex.replaceAll(pattern, text, by)),
  replaceAllLiteral: (pattern: string, text: string, by: string): string =>
    explained(pattern, panics, () => regex.replaceAllLiteral(pattern, text, by)),
  split: (pattern: string, text: string, count: GoInt): string[] => {
    const parts = explained(pattern, panics, () => regex.split(pattern, text, Number(count.value)));
    return count.value === 0n ? nil(typedList('string', parts)) : typedList('string', parts);
  },
});

/** No match results in a nil `[]string`. */
const strings = (found: string[]): string[] =>
  found.length === 0 ? nil(typedList('string', found)) : typedList('string', found);

/** sprig's functions without `must`: find, findAll, replaceAll, replaceAllLiteral, split. @throws GoError a panic */
export const plain = both(true);
/** The same functions with `must`. @throws GoError for an expression that Go refuses */
export const must = both(false);

/** sprig's `mustRegexMatch`. @throws GoError for an expression that Go refuses */
export const mustMatch = (pattern: string, text: string): boolean =>
  quickMatch(pattern, text) ?? explained(pattern, false, () => regex.match(pattern, text));

/** sprig's `regexMatch`: false for an expression that Go refuses. */
export const match = matches;
/** sprig's `regexQuoteMeta`. */
export const quoteMeta = regex.regexQuoteMeta;
