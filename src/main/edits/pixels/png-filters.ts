/** PNG 3rd edition, 9.2: what is taken from each byte before it is packed. Paeth is left out: it costs the time of all others together. */
export const filter = { none: 0, sub: 1, up: 2, average: 3 } as const;
export type FilterType = (typeof filter)[keyof typeof filter];

export interface Rows {
  /** Rows of `stride` bytes; the first one is only the one before, all 0 above the picture. */
  readonly bytes: Uint8Array;
  readonly stride: number;
  readonly count: number;
  /** From a byte to the same sample of the pixel on its left. */
  readonly pixelBytes: number;
}

/** The rows, each behind the number of its filter. */
export function filterRows({ bytes, stride, count, pixelBytes }: Rows, type: FilterType, into: Uint8Array): Uint8Array {
  for (let row = 1; row <= count; row++) {
    const to = (row - 1) * (stride + 1);
    into[to] = type;
    filterRow[type](bytes, row * stride, stride, pixelBytes, into, to + 1);
  }
  return into.subarray(0, count * (stride + 1));
}

type FilterRow = (bytes: Uint8Array, from: number, stride: number, pixelBytes: number, into: Uint8Array, to: number) => void;

const filterRow: Readonly<Record<FilterType, FilterRow>> = {
  [filter.none](bytes, from, stride, _pixelBytes, into, to) {
    into.set(bytes.subarray(from, from + stride), to);
  },
  [filter.sub](bytes, from, stride, pixelBytes, into, to) {
    for (let at = 0; at < pixelBytes; at++) into[to + at] = bytes[from + at] ?? 0;
    for (let at = pixelBytes; at < stride; at++) into[to + at] = (bytes[from + at] ?? 0) - (bytes[from + at - pixelBytes] ?? 0);
  },
  [filter.up](bytes, from, stride, _pixelBytes, into, to) {
    for (let at = 0; at < stride; at++) into[to + at] = (bytes[from + at] ?? 0) - (bytes[from + at - stride] ?? 0);
  },
  [filter.average](bytes, from, stride, pixelBytes, into, to) {
    for (let at = 0; at < pixelBytes; at++) into[to + at] = (bytes[from + at] ?? 0) - ((bytes[from + at - stride] ?? 0) >> 1);
    for (let at = pixelBytes; at < stride; at++) {
      into[to + at] = (bytes[from + at] ?? 0) - (((bytes[from + at - pixelBytes] ?? 0) + (bytes[from + at - stride] ?? 0)) >> 1);
    }
  },
};

/** The filter that leaves the smallest numbers, by a few of the rows. */
export function bestFilter(rows: Rows, looked = 4): FilterType {
  const { stride, count } = rows;
  const into = new Uint8Array(stride + 1);
  const step = Math.max(1, Math.floor(count / looked));
  const sums = Object.values(filter).map((type) => {
    let sum = 0;
    for (let row = Math.min(1, count - 1); row < count; row += step) {
      sum += sumOf(filterRows({ ...rows, bytes: rows.bytes.subarray(row * stride), count: 1 }, type, into));
    }
    return { type, sum };
  });
  return sums.reduce((best, other) => (other.sum < best.sum ? other : best)).type;
}

/** Of how far each byte is from 0, read as −128 to 127. */
function sumOf(filtered: Uint8Array): number {
  let sum = 0;
  for (let at = 1; at < filtered.length; at++) {
    const value = filtered[at] ?? 0;
    sum += value < 128 ? value : 256 - value;
  }
  return sum;
}
