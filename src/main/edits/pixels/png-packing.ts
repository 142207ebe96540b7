import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync } from 'node:zlib';

import { adler32 } from './adler32.ts';
import { RowFilter, type Rows } from './png-filters.ts';

/** Large enough to be packed well alone, small enough that the next ones are soon under way. */
const pieceBytes = 1024 * 1024;
/** One less than Node's pool has threads: what is packed is written by the same ones. */
const atOnce = 3;
const sampleBytes = 16 * 1024;
/** What comes out is gathered in so many bytes at a time. */
const chunkSize = 256 * 1024;

/**
 * Photographs hold nothing that repeats but rows of the same byte: looking for more takes three times as long and even makes
 * them larger. What is drawn repeats all over.
 */
const forPhotographs = { level: 1, memLevel: 9, strategy: constants.Z_RLE } as const;
const forDrawings = { level: 2, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY } as const;

const pack = promisify<Uint8Array, object, Buffer>(deflateRaw);

/** Where the rows come from: `read` fills in `count` rows from `first` on, each of `stride` bytes, as the PNG has them. */
export interface RowSource {
  readonly height: number;
  readonly stride: number;
  readonly pixelBytes: number;
  readonly read: (first: number, count: number, into: Uint8Array) => void;
}

/** Deflates on the threads of Node's pool, several pieces at once; what comes is one zlib stream, in parts. */
export async function* packedRows(source: RowSource): AsyncGenerator<Uint8Array> {
  const { stride, pixelBytes } = source;
  const filter = new RowFilter(stride, pixelBytes);
  const spare: Uint8Array[] = [];
  const underWay: Promise<Uint8Array>[] = [];
  let checksum = 1;
  yield Uint8Array.of(0x78, 0x01);
  try {
    for (const piece of pieces(source)) {
      const space = spare.pop() ?? new Uint8Array(piece.count * (stride + 1));
      const filtered = filter.filter(piece, filter.best(piece), space);
      checksum = adler32(filtered, checksum);
      underWay.push(packed(filtered, piece.isLast).finally(() => spare.push(space)));
      if (underWay.length >= atOnce) yield (await underWay.shift()) ?? new Uint8Array();
    }
    while (underWay.length > 0) yield (await underWay.shift()) ?? new Uint8Array();
  } finally {
    await Promise.allSettled(underWay);
  }
  const end = Buffer.alloc(4);
  end.writeUInt32BE(checksum);
  yield end;
}

/** Each with the row before its first one, from which that is filtered; `bytes` is used again for the next. */
function* pieces({ height, stride, read }: RowSource): Generator<Rows & { readonly isLast: boolean }> {
  const rowsAtOnce = Math.max(1, Math.min(height, Math.floor(pieceBytes / stride)));
  const bytes = new Uint8Array((rowsAtOnce + 1) * stride);
  for (let first = 0; first < height; first += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, height - first);
    if (first > 0) bytes.copyWithin(0, rowsAtOnce * stride);
    read(first, count, bytes.subarray(stride));
    yield { bytes, count, isLast: first + count === height };
  }
}

function packed(filtered: Uint8Array, isLast: boolean): Promise<Uint8Array> {
  const finishFlush = isLast ? constants.Z_FINISH : constants.Z_FULL_FLUSH;
  return pack(filtered, { ...strategyFor(filtered), finishFlush, chunkSize });
}

function strategyFor(filtered: Uint8Array): typeof forPhotographs | typeof forDrawings {
  const start = Math.max(0, (filtered.byteLength - sampleBytes) >> 1);
  const sample = filtered.subarray(start, start + sampleBytes);
  const [photograph, drawing] = [forPhotographs, forDrawings].map(
    (how) => deflateRawSync(sample, { ...how, chunkSize: 32 * 1024 }).byteLength,
  );
  return (drawing ?? 0) < 0.9 * (photograph ?? 0) ? forDrawings : forPhotographs;
}
