import { crc32, deflateSync } from 'node:zlib';

import sharp from 'sharp';

/** Pictures as other programs write them. */

const plain = { create: { width: 60, height: 40, channels: 3, background: '#0a6' } } as const;

export function pngWith(chunks: readonly Uint8Array[], colour = '#0a6'): Promise<Buffer> {
  return sharp({ create: { ...plain.create, background: colour } })
    .png()
    .toBuffer()
    .then((png) => Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]));
}

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.byteLength + 8);
  whole.writeUInt32BE(data.byteLength, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.byteLength + 4);
  return whole;
}

export function tEXt(keyword: string, text: string, encoding: BufferEncoding = 'latin1'): Buffer {
  return chunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`), Buffer.from(text, encoding)]));
}

export function zTXt(keyword: string, text: string): Buffer {
  return chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(Buffer.from(text, 'latin1'))]));
}

export function iTXt(keyword: string, text: string, isCompressed = false): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.from(`${keyword}\0${isCompressed ? '\x01' : '\0'}\0en\0\0`);
  return chunk('iTXt', Buffer.concat([head, isCompressed ? deflateSync(bytes) : bytes]));
}

interface Exif {
  readonly order?: 'II' | 'MM';
  /** Of the first directory. */
  readonly texts?: Readonly<Record<number, string>>;
  readonly userComment?: Uint8Array;
  readonly takenAt?: string;
  readonly offset?: string;
}

/** An Exif block as it stands in a PNG or a WebP: without its name before it. */
export function exifBlock({ order = 'MM', texts = {}, userComment, takenAt, offset }: Exif): Buffer {
  const little = order === 'II';
  const text = (value: string) => Buffer.from(`${value}\0`);
  const main = Object.entries(texts).map(([tag, value]) => ({ tag: Number(tag), type: 2, value: text(value) }));
  const inner = [
    ...(takenAt === undefined ? [] : [{ tag: 0x9003, type: 2, value: text(takenAt) }]),
    ...(offset === undefined ? [] : [{ tag: 0x9011, type: 2, value: text(offset) }]),
    ...(userComment ? [{ tag: 0x9286, type: 7, value: Buffer.from(userComment) }] : []),
  ];
  const innerAt = 8 + 2 + 12 * (main.length + 1) + 4;
  const pointer = Buffer.alloc(4);
  const put32 = (into: Buffer, value: number, at: number) => (little ? into.writeUInt32LE(value, at) : into.writeUInt32BE(value, at));
  const put16 = (into: Buffer, value: number, at: number) => (little ? into.writeUInt16LE(value, at) : into.writeUInt16BE(value, at));
  put32(pointer, innerAt, 0);
  const head = Buffer.alloc(innerAt + 2 + 12 * inner.length + 4);
  head.write(order, 'latin1');
  put16(head, 42, 2);
  put32(head, 8, 4);
  const values: Buffer[] = [];
  let valuesAt = head.byteLength;
  const write = (at: number, entries: readonly { tag: number; type: number; value: Buffer }[]) => {
    put16(head, entries.length, at);
    for (const [index, { tag, type, value }] of entries.entries()) {
      const entry = at + 2 + 12 * index;
      put16(head, tag, entry);
      put16(head, type, entry + 2);
      put32(head, type === 4 ? 1 : value.byteLength, entry + 4);
      if (value.byteLength <= 4) value.copy(head, entry + 8);
      else {
        put32(head, valuesAt, entry + 8);
        values.push(value);
        valuesAt += value.byteLength;
      }
    }
  };
  write(8, [...main, { tag: 0x8769, type: 4, value: pointer }]);
  write(innerAt, inner);
  return Buffer.concat([head, ...values]);
}

export async function jpegWith(parts: { readonly exif?: Uint8Array; readonly xmp?: string; readonly comment?: string }): Promise<Buffer> {
  const jpeg = await sharp(plain).jpeg().toBuffer();
  const segments = [
    ...(parts.exif ? [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), parts.exif]))] : []),
    ...(parts.xmp === undefined ? [] : [segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${parts.xmp}`))]),
    ...(parts.comment === undefined ? [] : [segment(0xfe, Buffer.from(parts.comment))]),
  ];
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}

/** An extended WebP with the blocks after its picture. */
export async function webpWith(parts: { readonly exif?: Uint8Array; readonly xmp?: string }): Promise<Buffer> {
  const webp = await sharp(plain).webp({ lossless: true }).toBuffer();
  const extended = Buffer.alloc(10);
  extended[0] = (parts.exif ? 8 : 0) | (parts.xmp === undefined ? 0 : 4);
  extended.writeUIntLE(59, 4, 3);
  extended.writeUIntLE(39, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', extended),
    webp.subarray(12),
    ...(parts.exif ? [riff('EXIF', parts.exif)] : []),
    ...(parts.xmp === undefined ? [] : [riff('XMP ', Buffer.from(parts.xmp))]),
  ]);
  return riff('RIFF', body);
}

function riff(type: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.byteLength, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.byteLength & 1)]);
}
