import type { Mask } from '../mask.ts';
import { ChunkWriter } from './png-chunks.ts';

/** Makes a new compressor in zlib's format: in the page and in Node, `() => new CompressionStream('deflate')`. */
export type Deflate = () => { readonly readable: ReadableStream<Uint8Array>; readonly writable: WritableStream<BufferSource> };

/** How a row is written: as it is, or as what differs from the row above it. */
const asItIs = 0;
const fromAbove = 2;

/**
 * The mask as an 8-bit grey PNG, 255 where everything changes. Goes through it one row of tiles after the other, so it holds no
 * more than that, and gives time to others in between. The same mask always makes the same bytes.
 */
export async function encodeMask(mask: Mask, deflate: Deflate): Promise<Uint8Array<ArrayBuffer>> {
  const png = new ChunkWriter();
  png.header(mask.width, mask.height);
  const { readable, writable } = deflate();
  await Promise.all([writeRows(mask, writable.getWriter()), readAll(readable, (bytes) => png.data(bytes))]);
  return png.finish();
}

async function readAll(readable: ReadableStream<Uint8Array>, each: (bytes: Uint8Array) => void): Promise<void> {
  const reader = readable.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) each(part.value);
}

async function writeRows(mask: Mask, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  let above: Uint8Array = new Uint8Array(mask.width);
  for (let row = 0; row < mask.rows; row += 1) {
    const { top, bottom } = mask.boxOf(0, row);
    const lines = filteredLines(mask.read({ left: 0, top, right: mask.width, bottom }), above, mask.width);
    above = lines.last;
    await writer.write(lines.bytes);
  }
  await writer.close();
}

function filteredLines(pixels: Uint8Array, before: Uint8Array, width: number): { bytes: Uint8Array<ArrayBuffer>; last: Uint8Array } {
  const rows = pixels.length / width;
  const bytes = new Uint8Array(rows * (width + 1));
  let above = before;
  for (let y = 0; y < rows; y += 1) {
    const line = pixels.subarray(y * width, (y + 1) * width);
    writeLine(bytes.subarray(y * (width + 1), (y + 1) * (width + 1)), line, above);
    above = line;
  }
  return { bytes, last: above };
}

/** The way that leaves smaller numbers packs better; an empty row is all 0 as it is. */
function writeLine(to: Uint8Array, line: Uint8Array, above: Uint8Array): void {
  let [plain, differing] = [0, 0];
  for (let x = 0; x < line.length; x += 1) {
    const value = line[x] ?? 0;
    const step = (value - (above[x] ?? 0)) & 255;
    plain += value < 128 ? value : 256 - value;
    differing += step < 128 ? step : 256 - step;
    to[x + 1] = step;
  }
  to[0] = differing < plain ? fromAbove : asItIs;
  if (to[0] === asItIs) to.set(line, 1);
}
