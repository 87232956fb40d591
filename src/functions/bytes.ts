import { Buffer } from 'node:buffer';

/**
 * The bytes of a text: UTF-8, in which a lone surrogate U+DC80 to U+DCFF is the byte 80 to FF itself. So stand the bytes of
 * files that are no UTF-8 (chart/walk.ts), which Go keeps in its strings.
 */
export function toBytes(text: string): Buffer {
  if (!/[\ud800-\udfff]/.test(text)) return Buffer.from(text, 'utf8');
  const parts = text.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.of(part.charCodeAt(0) - 0xdc00) : Buffer.from(part, 'utf8'))),
  );
}
