import { crc32 } from 'node:zlib';

import type { StagedFile, Staging } from '../../files/durable-file.ts';
import type { PicturePixels } from './picture-pixels.ts';
import { packedRows, type RowSource } from './png-packing.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** PNG's number for each count of channels: grey, grey and alpha, RGB, RGBA. */
const colourTypes = { 1: 0, 2: 4, 3: 2, 4: 6 } as const;
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

type Written = Pick<PicturePixels, 'width' | 'height' | 'channels' | 'depth' | 'data' | 'metadata'>;

/** Writes a picture without loss into a new file: complete, synced and hashed. */
export function writePng(picture: Written, into: Staging, signal?: AbortSignal): Promise<StagedFile> {
  return into.receive(pngParts(picture), { maxBytes: Infinity, signal });
}

/** The same in memory. */
export async function encodePng(picture: Omit<Written, 'metadata'> & Partial<Written>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of pngParts({ metadata: [], ...picture })) parts.push(part);
  return Buffer.concat(parts);
}

async function* pngParts(picture: Written): AsyncGenerator<Uint8Array> {
  yield signature;
  yield chunk('IHDR', header(picture));
  for (const { type, data } of picture.metadata) yield chunk(type, data);
  for await (const packed of packedRows(rowsOf(picture))) yield chunk('IDAT', packed);
  yield chunk('IEND', new Uint8Array());
}

function header({ width, height, channels, depth }: Written): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = depth;
  data[9] = colourTypes[channels];
  return data;
}

/** PNG's samples of 16 bits begin with the high byte, which most machines have behind the low one. */
function rowsOf({ width, height, channels, depth, data }: Written): RowSource {
  const pixelBytes = (channels * depth) / 8;
  const stride = width * pixelBytes;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return {
    ...{ height, stride, pixelBytes },
    read: (first, count, into) => {
      into.set(bytes.subarray(first * stride, (first + count) * stride));
      if (depth === 16 && isLittleEndian) Buffer.from(into.buffer, into.byteOffset, count * stride).swap16();
    },
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
