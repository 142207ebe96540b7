import type { PicturePixels } from './picture-pixels.ts';

type Depth = PicturePixels['depth'];

/** Samples of 8 or 16 bits, the latter in this machine's byte order. */
export type Samples = Uint8Array | Uint16Array;

/** So many samples of 0. */
export function samplesOf(depth: Depth, length: number): Samples {
  return depth === 16 ? new Uint16Array(length) : new Uint8Array(length);
}

/** The highest value that a sample can have. */
export function highestOf(depth: Depth): number {
  return depth === 16 ? 0xffff : 0xff;
}

/** How many bytes a pixel's samples take together. */
export function pixelBytesOf({ channels, depth }: Pick<PicturePixels, 'channels' | 'depth'>): number {
  return (channels * depth) / 8;
}

/** The same memory, seen as bytes: a plain array, also where it is one of Node's buffers. */
export function bytesOf({ buffer, byteOffset, byteLength }: Samples): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Whether they are as many and the same to the bit. As fast as memory. */
export function areEqual(one: Samples, other: Samples): boolean {
  return Buffer.compare(bytesOf(one), bytesOf(other)) === 0;
}
