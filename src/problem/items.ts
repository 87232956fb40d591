/** The items that a string was meant to be: each flag of a command line is one, with the value after it. */
export const itemsIn = (text: string): readonly string[] =>
  /^\s*--\S.*\s--?\S/s.test(text)
    ? text
        .trim()
        .split(/(?<!\s)\s+(?=--?[a-zA-Z])/)
        .map((item) => item.replace(/^(--[^=\s]+)\s+/, '$1='))
    : [text];
