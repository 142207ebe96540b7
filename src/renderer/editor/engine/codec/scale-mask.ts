import type { PixelSize } from '../../../../shared/edit.ts';
import type { MaskPixels } from './from-pixels.ts';

/** To another size: what becomes smaller is averaged by area, what becomes larger is interpolated; each direction by itself. */
export function scaleMask(pixels: Uint8Array, from: PixelSize, to: PixelSize): MaskPixels {
  const [across, down] = [tapsOf(from.width, to.width), tapsOf(from.height, to.height)];
  const rows = new Map<number, Float32Array>();
  const rowAt = (y: number) => {
    const row = rows.get(y) ?? scaledRow(pixels.subarray(y * from.width, (y + 1) * from.width), across);
    rows.set(y, row);
    return row;
  };
  const scaled = new Uint8Array(to.width * to.height);
  for (let y = 0; y < to.height; y += 1) {
    const first = down.first[y] ?? 0;
    for (const known of rows.keys()) if (known < first) rows.delete(known);
    const sums = new Float32Array(to.width).fill(0.5);
    for (let tap = 0; tap < down.count; tap += 1) {
      const weight = down.weights[y * down.count + tap] ?? 0;
      if (weight > 0) addWeighted(sums, rowAt(first + tap), weight);
    }
    scaled.set(sums, y * to.width);
  }
  return scaled;
}

function addWeighted(sums: Float32Array, row: Float32Array, weight: number): void {
  for (let x = 0; x < sums.length; x += 1) sums[x] = (sums[x] ?? 0) + weight * (row[x] ?? 0);
}

/** For each place of the result: the first place it is made of, and how much each from there on counts. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: Float64Array;
  /** So many weights belong to each place. */
  readonly count: number;
}

function tapsOf(from: number, to: number): Taps {
  return to < from ? averaging(from, to) : interpolating(from, to);
}

function averaging(from: number, to: number): Taps {
  const size = from / to;
  const count = Math.ceil(size) + 1;
  const [first, weights] = [new Int32Array(to), new Float64Array(to * count)];
  for (let place = 0; place < to; place += 1) {
    const [start, end] = [place * size, (place + 1) * size];
    const begin = Math.floor(start);
    first[place] = begin;
    for (let tap = 0; tap < count && begin + tap < from; tap += 1)
      weights[place * count + tap] = Math.max(0, Math.min(end, begin + tap + 1) - Math.max(start, begin + tap)) / size;
  }
  return { first, weights, count };
}

function interpolating(from: number, to: number): Taps {
  const [first, weights] = [new Int32Array(to), new Float64Array(to * 2)];
  for (let place = 0; place < to; place += 1) {
    const middle = Math.min(from - 1, Math.max(0, ((place + 0.5) * from) / to - 0.5));
    const begin = Math.floor(middle);
    first[place] = begin;
    weights[2 * place] = 1 - (middle - begin);
    weights[2 * place + 1] = middle - begin;
  }
  return { first, weights, count: 2 };
}

function scaledRow(row: Uint8Array, { first, weights, count }: Taps): Float32Array {
  const scaled = new Float32Array(first.length);
  for (let x = 0; x < scaled.length; x += 1) {
    let sum = 0;
    for (let tap = 0; tap < count; tap += 1) sum += (weights[x * count + tap] ?? 0) * (row[(first[x] ?? 0) + tap] ?? 0);
    scaled[x] = sum;
  }
  return scaled;
}
