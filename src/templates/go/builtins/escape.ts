import { toBytes } from '../../../go/bytes.ts';

const HTML: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** `html`: text for HTML. */
export const escapeHtml = (text: string): string => text.replace(/[\0"'&<>]/g, (char) => HTML[char] as string);

const JS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

/** `js`: text for a JavaScript string. */
export const escapeJs = (text: string): string =>
  text.replace(/[\\'"<>&=\0-\x1f]|[^\0-\x7f]/gu, (char) => JS[char] ?? escapeCode(char));

function escapeCode(char: string): string {
  // A lone surrogate is a byte that is no UTF-8: Go hands it on.
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cs}]$/u.test(char)) return char;
  return `\\u${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `urlquery`: Go's url.QueryEscape. */
export function escapeQuery(text: string): string {
  let out = '';
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte);
    if (/^[\w.~-]$/.test(char)) out += char;
    else out += char === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
