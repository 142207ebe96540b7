import { deflateSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { embeddedKeyword, embeddedXmp, xmpKeyword } from '../../library/embedded-record.ts';
import { xmpTexts } from '../../library/importing/metadata/xmp.ts';
import { decodePixels } from './decoding.ts';
import { pngOf } from './test-pngs.ts';
import { editedXmp } from './xmp-packet.ts';

const record = {
  version: 1,
  prompt: 'a <b> "harbour"',
  revisedPrompt: null,
  model: 'm',
  size: '1:1',
  createdAt: 0,
  practice: false,
} as const;

function edited(packet: string): string {
  return Buffer.from(editedXmp(Buffer.from(packet))).toString();
}

test('our own record goes from XMP, and everything else stays as it was, to the byte', () => {
  const packet = embeddedXmp(record);
  const start = packet.indexOf('<afterglow:record>');
  const end = packet.indexOf('</afterglow:record>\n') + '</afterglow:record>\n'.length;
  expect(edited(packet)).toBe(packet.slice(0, start) + packet.slice(end));
});

test.each([
  ['under another prefix', '<x xmlns:a.b="urn:afterglow:1.0:"><a.b:record xml:lang="x">{"version": 1}</a.b:record ></x>'],
  ['as an attribute', `<x xmlns:ag='urn:afterglow:1.0:' ag:other="kept" ag:record='{"version": 1}'/>`],
])('also %s', (_name, packet) => {
  expect(xmpTexts(packet).record).not.toBeNull();
  expect(xmpTexts(edited(packet)).record).toBeNull();
  expect(edited(packet)).not.toContain('version');
});

test('what only looks like it stays', () => {
  const others = '<x xmlns:afterglow="urn:something-else"><afterglow:record>夜</afterglow:record></x>';
  expect(edited(others)).toBe(others);
  const mixed = `<x xmlns:ag="urn:afterglow:1.0:" xmlns:b="urn:b"><b:record>kept</b:record></x>`;
  expect(edited(mixed)).toBe(mixed);
});

test('the text chunks of a PNG: ours goes, XMP is read also where it is packed, the others stay', async () => {
  const text = (keyword: string, rest: Uint8Array) => Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), rest]);
  const packed = Buffer.concat([Buffer.from([1, 0, 0, 0]), deflateSync(embeddedXmp(record))]);
  const chunks = [
    ['iTXt', text(embeddedKeyword, Buffer.from('\0\0\0\0{}'))],
    ['zTXt', text(embeddedKeyword, Buffer.concat([Buffer.alloc(1), deflateSync('{}')]))],
    ['iTXt', text(xmpKeyword, packed)],
    ['tEXt', text('Title', Buffer.from('harbour'))],
    ['iTXt', text('Comment', Buffer.from('\0\0\0\0kept'))],
  ] as const;
  const { metadata } = await decodePixels(pngOf({ width: 1, height: 1, colourType: 0, bits: 8, samples: [7], chunks }));
  const texts = metadata.map(({ type, data }) => `${type} ${Buffer.from(data).toString().replaceAll('\0', '·')}`);
  expect(texts).toHaveLength(3);
  const [xmp = '', ...others] = texts;
  expect(xmp.startsWith(`iTXt ${xmpKeyword}·····<?xpacket`)).toBe(true);
  expect(xmp).not.toContain('afterglow:record');
  expect(others).toEqual(['tEXt Title·harbour', 'iTXt Comment·····kept']);
});
