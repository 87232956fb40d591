import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, read } from '../../src/functions/der.ts';

describe('encode', () => {
  it.each<[length: number, head: number[]]>([
    [0, [0x04, 0]],
    [1, [0x04, 1]],
    [127, [0x04, 0x7f]],
    [128, [0x04, 0x81, 0x80]],
    [255, [0x04, 0x81, 0xff]],
    [256, [0x04, 0x82, 0x01, 0x00]],
    [65_535, [0x04, 0x82, 0xff, 0xff]],
    [65_536, [0x04, 0x83, 0x01, 0x00, 0x00]],
  ])('when there are %i bytes, then the head is %j', (length, head) => {
    const encoded = encode(0x04, Buffer.alloc(length, 0xaa));
    expect([...encoded.subarray(0, head.length)]).toEqual(head);
    expect(encoded.length).toBe(head.length + length);
    expect([...encoded.subarray(head.length)].every((byte) => byte === 0xaa)).toBe(true);
  });
});

it('when values of any length are encoded, then they are read back', () => {
  const content = fc.oneof(fc.nat(300), fc.constantFrom(65_535, 65_536)).map((length) => Buffer.alloc(length, 0x80));
  fc.assert(
    fc.property(fc.array(content, { maxLength: 3 }), (contents) => {
      const elements = read(Buffer.concat(contents.map((one) => encode(0x30, one))));
      expect(elements.map((element) => Buffer.from(element.content))).toEqual(contents);
    }),
  );
});
