import type { SrgbPixels } from '../pixels/picture-pixels.ts';

/**
 * How much the colour of each pixel differs to the eye: the distance in CIELAB (ΔE of 1976, D65) between means of 3 × 3 pixels,
 * since nobody sees the grain of single ones. About 2 can just be told side by side.
 */
export function colourChange(one: SrgbPixels, other: SrgbPixels): Float32Array {
  const [a, b] = [ninefold(one), ninefold(other)];
  const change = new Float32Array(one.width * one.height);
  for (let at = 0, from = 0; at < change.length; at++, from += 3) {
    if (a[from] === b[from] && a[from + 1] === b[from + 1] && a[from + 2] === b[from + 2]) continue;
    change[at] = distance(a, b, from);
  }
  return change;
}

/** The sums of 3 × 3 pixels; the border is repeated. */
function ninefold({ width, height, data }: SrgbPixels): Uint16Array {
  const stride = width * 3;
  const across = new Uint16Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * stride, (y + 1) * stride);
    for (let at = 0; at < stride; at++) across[y * stride + at] = threefold(row, at < 3 ? at : at - 3, at, at + 3 < stride ? at + 3 : at);
  }
  const sums = new Uint16Array(data.length);
  for (let y = 0; y < height; y++) {
    const [above, below] = [(Math.max(0, y - 1) - y) * stride, (Math.min(height - 1, y + 1) - y) * stride];
    for (let at = y * stride, end = at + stride; at < end; at++) sums[at] = threefold(across, at + above, at, at + below);
  }
  return sums;
}

function threefold(data: Uint8Array | Uint16Array, before: number, at: number, after: number): number {
  return (data[before] ?? 0) + (data[at] ?? 0) + (data[after] ?? 0);
}

const brightest = 9 * 255;
/** The light of each sum: sRGB's curve. */
const light = Float64Array.from({ length: brightest + 1 }, (_, sum) => {
  const value = sum / brightest;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
const fine = 8192;
/** CIELAB's cube root, straight at its dark end. */
const root = Float64Array.from({ length: fine + 2 }, (_, at) => {
  const value = at / fine;
  return value > 216 / 24389 ? Math.cbrt(value) : (value * 841) / 108 + 4 / 29;
});

function distance(a: Uint16Array, b: Uint16Array, at: number): number {
  const [ar, ag, ab] = [lightAt(a, at), lightAt(a, at + 1), lightAt(a, at + 2)];
  const [br, bg, bb] = [lightAt(b, at), lightAt(b, at + 1), lightAt(b, at + 2)];
  // Over D65's white, so that white is 1 in all three.
  const x = rootOf(0.43395 * ar + 0.37622 * ag + 0.18983 * ab) - rootOf(0.43395 * br + 0.37622 * bg + 0.18983 * bb);
  const y = rootOf(0.21264 * ar + 0.71517 * ag + 0.07219 * ab) - rootOf(0.21264 * br + 0.71517 * bg + 0.07219 * bb);
  const z = rootOf(0.01776 * ar + 0.10947 * ag + 0.87277 * ab) - rootOf(0.01776 * br + 0.10947 * bg + 0.87277 * bb);
  return Math.sqrt((116 * y) ** 2 + (500 * (x - y)) ** 2 + (200 * (y - z)) ** 2);
}

function lightAt(sums: Uint16Array, at: number): number {
  return light[sums[at] ?? 0] ?? 0;
}

function rootOf(value: number): number {
  return root[(value * fine + 0.5) | 0] ?? 0;
}
