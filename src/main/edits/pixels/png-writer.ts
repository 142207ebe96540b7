import { crc32 } from 'node:zlib';

import type { StagedFile, Staging } from '../../files/durable-file.ts';
import type { PicturePixels } from './picture-pixels.ts';
import { packedRows, type RowSource } from './png-packing.ts';
import { bytesOf, pixelBytesOf } from './samples.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** PNG's number for each count of channels: grey, grey and alpha, RGB, RGBA. */
const colourTypes = { 1: 0, 2: 4, 3: 2, 4: 6 } as const;
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

type Form = Pick<PicturePixels, 'width' | 'height' | 'channels' | 'depth'>;
type Written = Form & Pick<PicturePixels, 'data' | 'metadata'>;

/** Writes a picture without loss into a new file: complete, synced and hashed. */
export function writePng(picture: Written, into: Staging, signal?: AbortSignal): Promise<StagedFile> {
  return into.receive(pngParts(picture, rowsOf(picture)), { maxBytes: Infinity, signal });
}

/** The same in memory. */
export function encodePng({ metadata = [], ...picture }: Omit<Written, 'metadata'> & Partial<Written>): Promise<Uint8Array> {
  return together(pngParts({ ...picture, metadata }, rowsOf(picture)));
}

/** The same of rows that are made only when their turn comes: `read` is told which, and where to write them. */
export function encodeRows(form: Form, read: RowSource['read']): Promise<Uint8Array> {
  return together(pngParts({ ...form, metadata: [] }, read));
}

async function together(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function* pngParts(form: Form & Pick<Written, 'metadata'>, read: RowSource['read']): AsyncGenerator<Uint8Array> {
  const pixelBytes = pixelBytesOf(form);
  yield signature;
  yield chunk('IHDR', header(form));
  for (const { type, data } of form.metadata) yield chunk(type, data);
  const rows = { height: form.height, stride: form.width * pixelBytes, pixelBytes, read };
  for await (const packed of packedRows(rows)) yield chunk('IDAT', packed);
  yield chunk('IEND', new Uint8Array());
}

function header({ width, height, channels, depth }: Form): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = depth;
  data[9] = colourTypes[channels];
  return data;
}

/** PNG's samples of 16 bits begin with the high byte, which most machines have behind the low one. */
function rowsOf({ data, ...form }: Form & Pick<Written, 'data'>): RowSource['read'] {
  const stride = form.width * pixelBytesOf(form);
  const bytes = bytesOf(data);
  return (first, count, into) => {
    into.set(bytes.subarray(first * stride, (first + count) * stride));
    if (form.depth === 16 && isLittleEndian) Buffer.from(into.buffer, into.byteOffset, count * stride).swap16();
  };
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = Buffer.allocUnsafe(data.byteLength + 12);
  whole.writeUInt32BE(data.byteLength, 0);
  whole.write(type, 4, 'latin1');
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.byteLength + 8)), data.byteLength + 8);
  return whole;
}
