import { inflateSync } from 'node:zlib';

import sharp from 'sharp';
import { expect, test } from 'vitest';

import { decodePixels } from './decoding.ts';
import { iptcChunks } from './iptc.ts';

const records = Buffer.from('\x1c\x02\x78\x00\x05words', 'latin1');

/** One of Photoshop's resources. */
function resource(id: number, name: string, content: Buffer): Buffer {
  const head = Buffer.from(`8BIM\0\0${String.fromCharCode(name.length)}${name}${name.length % 2 === 0 ? '\0' : ''}`, 'latin1');
  head.writeUInt16BE(id, 4);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.byteLength);
  return Buffer.concat([head, length, content, Buffer.alloc(content.byteLength & 1)]);
}

const named = (...parts: readonly Buffer[]) => Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), ...parts]);

function textOf(data: Uint8Array): string {
  expect(Buffer.from(data).toString('latin1').startsWith('Raw profile type iptc\0\0')).toBe(true);
  return inflateSync(data.subarray('Raw profile type iptc'.length + 2)).toString('latin1');
}

test('the IPTC of a JPEG comes along; Photoshop’s preview of it doesn’t', async () => {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const content = named(resource(0x040c, 'preview', Buffer.from('a small picture')), resource(0x0404, '', records));
  const head = Buffer.from([0xff, 0xed, 0, content.byteLength + 2]);
  const { metadata } = await decodePixels(Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]));
  const kept = resource(0x0404, '', records);
  const [chunk] = metadata.filter(({ type }) => type === 'zTXt');
  expect(textOf(chunk?.data ?? new Uint8Array())).toBe(`\niptc\n      ${kept.byteLength}\n${kept.toString('hex')}\n`);
});

test('what goes on in a second segment is one, and long ones stand in lines', () => {
  const long = resource(0x0404, 'x', Buffer.alloc(100, 7));
  const [chunk] = iptcChunks([named(long.subarray(0, 30)), Buffer.from('something else'), named(long.subarray(30))]);
  const [, , , ...lines] = textOf(chunk?.data ?? new Uint8Array()).split('\n');
  expect(lines[0]).toHaveLength(72);
  expect(lines.join('')).toBe(long.toString('hex'));
});

test('what is cut off, or none of Photoshop’s, is left out', () => {
  const cut = named(resource(0x0404, '', records)).subarray(0, 25);
  for (const segments of [[], [cut], [named()], [Buffer.from('Photoshop 3.0\0garbage')], [Buffer.from('8BIM')]]) {
    expect(iptcChunks(segments)).toEqual([]);
  }
});
