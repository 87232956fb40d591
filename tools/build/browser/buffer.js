// The part of Node's Buffer that this program uses, for browsers: the same results, with the web's own classes.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

const READERS = {
  utf8: (text) => encoder.encode(text),
  latin1: (text) => Uint8Array.from(text, (unit) => unit.charCodeAt(0) & 255),
  hex: (text) => Uint8Array.from(text.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16)),
  base64: readBase64,
};

const WRITERS = {
  utf8: (bytes) => utf8.decode(bytes),
  latin1: (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''),
  hex: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  base64: writeBase64,
};

/** Like Node's, it ignores what is not base64, and accepts the digits of URLs, too. */
function readBase64(text) {
  const bytes = [];
  let held = 0;
  let bits = 0;
  for (const char of text) {
    if (char === '=') break;
    const digit = DIGITS.indexOf(char === '-' ? '+' : char === '_' ? '/' : char);
    if (digit < 0) continue;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  return Uint8Array.from(bytes);
}

function writeBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const held = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(held >> shift) & 63]).join('');
    const rest = bytes.length - at;
    text += rest < 3 ? digits.slice(0, rest + 1).padEnd(4, '=') : digits;
  }
  return text;
}

export class Buffer extends Uint8Array {
  /** @returns the bytes of a string; a view of an ArrayBuffer; a copy of any other bytes */
  static from(from, second, length) {
    if (from instanceof ArrayBuffer) return new Buffer(from, second, length);
    const bytes = typeof from === 'string' ? READERS[second ?? 'utf8'](from) : from;
    const made = new Buffer(bytes.length);
    made.set(bytes);
    return made;
  }

  static alloc(length) {
    return new Buffer(length);
  }

  static concat(parts) {
    const made = new Buffer(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      made.set(part, at);
      at += part.length;
    }
    return made;
  }

  static byteLength(text, encoding) {
    return READERS[encoding ?? 'utf8'](text).length;
  }

  toString(encoding) {
    return WRITERS[encoding ?? 'utf8'](this);
  }

  equals(other) {
    return this.compare(other) === 0;
  }

  compare(other) {
    for (let at = 0; at < Math.min(this.length, other.length); at++)
      if (this[at] !== other[at]) return this[at] < other[at] ? -1 : 1;
    return Math.sign(this.length - other.length);
  }

  #view() {
    return new DataView(this.buffer, this.byteOffset, this.byteLength);
  }

  readUInt32BE(at = 0) {
    return this.#view().getUint32(at);
  }

  readInt32BE(at = 0) {
    return this.#view().getInt32(at);
  }

  writeUInt32BE(value, at = 0) {
    this.#view().setUint32(at, value);
  }

  writeInt32BE(value, at = 0) {
    this.#view().setInt32(at, value);
  }

  writeBigUInt64BE(value, at = 0) {
    this.#view().setBigUint64(at, value);
  }
}
