import type { SrgbPixels } from '../pixels/picture-pixels.ts';

/** A part of a picture in its pixels (corners, not middles); it may reach over the border, which is repeated. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What each place of a line takes from the line that it is made of: `taps` samples from `first` on, all of them inside, with their weights. */
interface Weights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weight: Float32Array;
}

const lobes = 3;

/** A window of a picture in another size, by Lanczos, row by row: shifted and scaled in one step, so nothing is softened twice. */
export class Resampling {
  readonly #source: SrgbPixels;
  readonly #width: number;
  readonly #across: Weights;
  readonly #down: Weights;
  /** Rows of the source, already in the new width, as long as they are needed. */
  readonly #lines = new Map<number, Float32Array>();
  readonly #row: Float32Array;

  constructor(source: SrgbPixels, window: Window, width: number, height: number) {
    this.#source = source;
    this.#width = width;
    this.#across = weightsFor(window.left, window.width, width, source.width);
    this.#down = weightsFor(window.top, window.height, height, source.height);
    this.#row = new Float32Array(width * 3);
  }

  /** Red, green and blue (0 to 255 and, beside hard edges, a little beyond) of one row, until the next is asked for. */
  row(y: number): Float32Array {
    const { taps, first, weight } = this.#down;
    const from = first[y] ?? 0;
    for (const known of this.#lines.keys()) if (known < from) this.#lines.delete(known);
    this.#row.fill(0);
    for (let tap = 0; tap < taps; tap++) {
      const share = weight[y * taps + tap] ?? 0;
      if (share !== 0) this.#add(this.#line(from + tap), share);
    }
    return this.#row;
  }

  #add(line: Float32Array, share: number): void {
    const row = this.#row;
    for (let at = 0; at < row.length; at++) row[at] = (row[at] ?? 0) + (line[at] ?? 0) * share;
  }

  #line(y: number): Float32Array {
    const known = this.#lines.get(y);
    if (known) return known;
    const line = this.#acrossLine(y);
    this.#lines.set(y, line);
    return line;
  }

  #acrossLine(y: number): Float32Array {
    const { width, data } = this.#source;
    const { taps, first, weight } = this.#across;
    const line = new Float32Array(this.#width * 3);
    const start = y * width * 3;
    for (let x = 0, to = 0, next = 0; x < this.#width; x++, to += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let at = start + (first[x] ?? 0) * 3, end = at + taps * 3; at < end; at += 3) {
        const share = weight[next++] ?? 0;
        red += (data[at] ?? 0) * share;
        green += (data[at + 1] ?? 0) * share;
        blue += (data[at + 2] ?? 0) * share;
      }
      line[to] = red;
      line[to + 1] = green;
      line[to + 2] = blue;
    }
    return line;
  }
}

function weightsFor(from: number, length: number, count: number, available: number): Weights {
  const scale = length / count;
  // Made smaller, each pixel takes from as many as it covers.
  const reach = Math.max(1, scale);
  const wanted = Math.ceil(2 * lobes * reach) + 1;
  const taps = Math.min(wanted, available);
  const first = new Int32Array(count);
  const weight = new Float32Array(count * taps);
  for (let i = 0; i < count; i++) {
    const middle = from + (i + 0.5) * scale - 0.5;
    const start = Math.ceil(middle - lobes * reach);
    const shares = Array.from({ length: wanted }, (_, tap) => lanczos((start + tap - middle) / reach));
    const sum = shares.reduce((total, share) => total + share, 0);
    const inside = within(start, available - taps);
    first[i] = inside;
    for (const [tap, share] of shares.entries()) {
      // The border is repeated: what lies beyond counts for the pixel there.
      const at = i * taps + within(start + tap, available - 1) - inside;
      weight[at] = (weight[at] ?? 0) + share / sum;
    }
  }
  return { taps, first, weight };
}

function within(place: number, most: number): number {
  return Math.min(most, Math.max(0, place));
}

function lanczos(x: number): number {
  if (Math.abs(x) < 1e-9) return 1;
  if (Math.abs(x) >= lobes) return 0;
  const turn = Math.PI * x;
  return (lobes * Math.sin(turn) * Math.sin(turn / lobes)) / (turn * turn);
}

/** All of a picture in another size. */
export function resized(source: SrgbPixels, width: number, height: number): SrgbPixels {
  if (source.width === width && source.height === height) return source;
  const resampling = new Resampling(source, { left: 0, top: 0, width: source.width, height: source.height }, width, height);
  const data = new Uint8ClampedArray(width * height * 3);
  // The clamped array rounds as it should.
  for (let y = 0; y < height; y++) data.set(resampling.row(y), y * width * 3);
  return { width, height, data: new Uint8Array(data.buffer) };
}
