/** What the YAML 1.1 reader of Kubernetes takes for a line break: NEL, LS and PS too, which YAML 1.2 does not. */
export const isBreak = (c: number): boolean => c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;

export const isBlank = (c: number): boolean => c === 32 || c === 9;

/** A blank, a line break or the end of the text, which the scanner marks with NUL. */
export const isSpace = (c: number): boolean =>
  c <= 32 ? c === 32 || c === 10 || c === 9 || c === 13 || c === 0 : c === 0x85 || c === 0x2028 || c === 0x2029;

/** `,` `[` `]` `{` `}` */
export const isFlowIndicator = (c: number): boolean => c === 44 || c === 91 || c === 93 || c === 123 || c === 125;

/** What may stand in the name of an anchor or a tag handle: an ASCII letter or digit, `_`, `-`. */
export const isWord = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || c === 45;

/** The first character that YAML forbids everywhere, comments included: controls, lone surrogates, U+FFFE and U+FFFF. */
export const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/u;

/** `---` or `...`, alone or followed by a blank, at the beginning of a line. */
export function isDocumentMark(text: string, position: number): boolean {
  const c = text.charCodeAt(position);
  return (
    (c === 45 || c === 46) &&
    text.charCodeAt(position + 1) === c &&
    text.charCodeAt(position + 2) === c &&
    isSpace(text.charCodeAt(position + 3))
  );
}

/** One line break inside a scalar is a space, several are one less; LS and PS stay what they are. */
export function fold(breaks: string): string {
  if (breaks.charCodeAt(0) !== 10) return breaks;
  return breaks.length === 1 ? ' ' : breaks.slice(1);
}
