import type { Mask } from '../mask.ts';
import { ChunkWriter } from './png-chunks.ts';

/** Makes a new compressor in zlib's format: in the page and in Node, `() => new CompressionStream('deflate')`. */
export type Deflate = () => { readonly readable: ReadableStream<Uint8Array>; readonly writable: WritableStream<BufferSource> };

/** Each row begins with how it is written: as it is. What differs from a neighbour packs a soft edge closer, but takes twice as long to pack. */
const asItIs = 0;

/** So many bytes are compressed at a time: about a millisecond, or three where the mask is noise. */
const sliceBytes = 64 * 1024;

/** Is waited for after every slice. What it throws ends the packing. */
export type BetweenSlices = () => Promise<unknown> | undefined;

/**
 * The mask as an 8-bit grey PNG, 255 where everything changes. Goes through it one row of tiles after the other, so it holds no
 * more than that, in slices, between which others may have their turn. The same mask always makes the same bytes.
 */
export async function encodeMask(mask: Mask, deflate: Deflate, between: BetweenSlices = atOnce): Promise<Uint8Array<ArrayBuffer>> {
  const png = new ChunkWriter();
  png.header(mask.width, mask.height);
  const { readable, writable } = deflate();
  await Promise.all([writeRows(mask, writable.getWriter(), between), readAll(readable, (bytes) => png.data(bytes))]);
  return png.finish();
}

const atOnce = (): undefined => undefined;

async function readAll(readable: ReadableStream<Uint8Array>, each: (bytes: Uint8Array) => void): Promise<void> {
  const reader = readable.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) each(part.value);
}

async function writeRows(mask: Mask, writer: WritableStreamDefaultWriter<BufferSource>, between: BetweenSlices): Promise<void> {
  try {
    for (let row = 0; row < mask.rows; row += 1) {
      const { top, bottom } = mask.boxOf(0, row);
      const lines = linesOf(mask.read({ left: 0, top, right: mask.width, bottom }), mask.width);
      for (let at = 0; at < lines.length; at += sliceBytes) {
        await writer.write(lines.subarray(at, at + sliceBytes));
        await between();
      }
    }
    await writer.close();
  } catch (error) {
    // Whoever reads what comes out waits no longer either.
    await writer.abort(error);
    throw error;
  }
}

function linesOf(pixels: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const rows = pixels.length / width;
  const lines = new Uint8Array(rows * (width + 1));
  for (let y = 0; y < rows; y += 1) {
    lines[y * (width + 1)] = asItIs;
    lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return lines;
}
