/** Whether Kubernetes' YAML 1.1 reader treats a character as a line break: also NEL, LS and PS, unlike YAML 1.2. */
export const isBreak = (c: number): boolean => c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;

/** Whether a character is a space or a tab. */
export const isBlank = (c: number): boolean => c === 32 || c === 9;

/** Whether a character is a blank, a line break or the end of the text, which the scanner marks with NUL. */
export const isSpace = (c: number): boolean =>
  c <= 32 ? c === 32 || c === 10 || c === 9 || c === 13 || c === 0 : c === 0x85 || c === 0x2028 || c === 0x2029;

/** Whether a character is one of `,` `[` `]` `{` `}`. */
export const isFlowIndicator = (c: number): boolean => c === 44 || c === 91 || c === 93 || c === 123 || c === 125;

/** Whether a character may be in the name of an anchor or a tag handle: an ASCII letter or digit, `_`, `-`. */
export const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || c === 45;

/**
 * The first character that YAML forbids everywhere, comments included: controls, lone surrogates, U+FFFE and U+FFFF.
 */
export const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/u;

/** Whether a position has `---` or `...`, followed by a blank or the end of the line, at the start of a line. */
export function isDocumentMark(text: string, position: number): boolean {
  const c = text.charCodeAt(position);
  return (
    (c === 45 || c === 46) &&
    text.charCodeAt(position + 1) === c &&
    text.charCodeAt(position + 2) === c &&
    isSpace(text.charCodeAt(position + 3))
  );
}

/** Folds line breaks inside a scalar: one becomes a space, of several one is dropped; LS and PS stay unchanged. */
export function fold(breaks: string): string {
  if (breaks.charCodeAt(0) !== 10) return breaks;
  return breaks.length === 1 ? ' ' : breaks.slice(1);
}
