import type { SrgbPixels } from '../pixels/picture-pixels.ts';

/** A part of a picture in its pixels (corners, not middles); it may reach over the border, which is repeated. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What each place of a line takes from the line that it is made of: `taps` samples from `first` on, with their weights. */
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
    this.#across = weightsFor(window.left, window.width, width);
    this.#down = weightsFor(window.top, window.height, height);
    this.#row = new Float32Array(width * 3);
  }

  /** Red, green and blue (0 to 255 and, beside hard edges, a little beyond) of one row, until the next is asked for. */
  row(y: number): Float32Array {
    const { taps, first, weight } = this.#down;
    const from = first[y] ?? 0;
    const last = this.#source.height - 1;
    for (const known of this.#lines.keys()) if (known < Math.min(last, from)) this.#lines.delete(known);
    this.#row.fill(0);
    for (let tap = 0; tap < taps; tap++) {
      const share = weight[y * taps + tap] ?? 0;
      if (share !== 0) this.#add(this.#line(Math.min(last, Math.max(0, from + tap))), share);
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
    for (let x = 0; x < this.#width; x++) {
      let [red, green, blue] = [0, 0, 0];
      for (let tap = 0; tap < taps; tap++) {
        const share = weight[x * taps + tap] ?? 0;
        const at = start + Math.min(width - 1, Math.max(0, (first[x] ?? 0) + tap)) * 3;
        red += (data[at] ?? 0) * share;
        green += (data[at + 1] ?? 0) * share;
        blue += (data[at + 2] ?? 0) * share;
      }
      line[x * 3] = red;
      line[x * 3 + 1] = green;
      line[x * 3 + 2] = blue;
    }
    return line;
  }
}

function weightsFor(from: number, length: number, count: number): Weights {
  const scale = length / count;
  // Made smaller, each pixel takes from as many as it covers.
  const reach = Math.max(1, scale);
  const taps = Math.ceil(2 * lobes * reach) + 1;
  const first = new Int32Array(count);
  const weight = new Float32Array(count * taps);
  for (let i = 0; i < count; i++) {
    const middle = from + (i + 0.5) * scale - 0.5;
    const start = Math.ceil(middle - lobes * reach);
    first[i] = start;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) sum += weight[i * taps + tap] = lanczos((start + tap - middle) / reach);
    for (let tap = 0; tap < taps; tap++) weight[i * taps + tap] = (weight[i * taps + tap] ?? 0) / sum;
  }
  return { taps, first, weight };
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
