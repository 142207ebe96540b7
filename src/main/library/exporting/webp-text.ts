import { webpChunks, webpHeader } from '../../files/webp-header.ts';
import type { CarriedText } from './carried-text.ts';

const flag = { xmp: 0x04, exif: 0x08, alpha: 0x10 } as const;

interface Chunk {
  readonly type: string;
  /** Without the byte that makes its length even. */
  readonly content: Uint8Array;
}

/** WebP's container (RFC 9649, 2.7): text needs the extended form, whose header says what else is there. */
export function webpCarrying(bytes: Uint8Array, text: CarriedText | null): Uint8Array {
  const kept = [...webpChunks(bytes)].filter(({ type }) => type !== 'EXIF' && type !== 'XMP ');
  const header = kept.find(({ type }) => type === 'VP8X');
  const others = kept.filter((chunk) => chunk !== header);
  if (!header && !text) return container(others);
  const extended = { type: 'VP8X', content: header ? Buffer.from(header.content) : extendedHeader(bytes, others) };
  extended.content[0] = ((extended.content[0] ?? 0) & ~(flag.exif | flag.xmp)) | (text ? flag.xmp : 0);
  const written = text ? [{ type: 'XMP ', content: Buffer.from(text.xmp) }] : [];
  return container([extended, ...others, ...written]);
}

function extendedHeader(bytes: Uint8Array, chunks: readonly Chunk[]): Buffer {
  const size = webpHeader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!size) throw new TypeError('Not a WebP picture');
  const data = Buffer.alloc(10);
  // The simple lossless form says itself whether it has an alpha channel; the simple lossy one has none.
  const [pixels] = chunks;
  if (pixels?.type === 'VP8L' && ((pixels.content[4] ?? 0) & 0x10) !== 0) data[0] = flag.alpha;
  data.writeUIntLE(size.widthPx - 1, 4, 3);
  data.writeUIntLE(size.heightPx - 1, 7, 3);
  return data;
}

function container(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.flatMap(({ type, content }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(content.byteLength, 4);
    return [head, content, Buffer.alloc(content.byteLength & 1)];
  });
  const body = Buffer.concat(parts);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.byteLength + 4, 4);
  return Buffer.concat([head, body]);
}
