import type { SrgbPixels } from '../pixels/picture-pixels.ts';

/** How light a place is, 0 to 1. */
type Tone = (x: number, y: number) => number;

/** What lies on itself again when it is moved by any of the repeats, or by several of them. */
export interface Pattern {
  readonly name: string;
  readonly tone: Tone;
  readonly repeats: readonly [readonly [number, number], (readonly [number, number])?];
}

export function bricks(width: number, height: number): Pattern {
  const joint = Math.max(1, height / 8);
  const tone: Tone = (x, y) => {
    const row = Math.floor(y / height);
    return within(x + (row % 2) * (width / 2), width) < joint || within(y, height) < joint ? 1 : 0;
  };
  return { name: `bricks of ${width} × ${height}`, tone, repeats: [[width, 0], [width / 2, height]] }; // prettier-ignore
}

export function checks(period: number): Pattern {
  const half = period / 2;
  const tone: Tone = (x, y) => (Math.floor(x / half) + Math.floor(y / half)) & 1;
  return { name: `checks every ${period} px`, tone, repeats: [[half, half], [half, -half]] }; // prettier-ignore
}

export function grid(period: number): Pattern {
  const tone: Tone = (x, y) => (within(x, period) < 1 || within(y, period) < 1 ? 1 : 0);
  return { name: `a grid of ${period} px`, tone, repeats: [[period, 0], [0, period]] }; // prettier-ignore
}

export function cloth(period: number): Pattern {
  const turn = (2 * Math.PI) / period;
  return { name: `cloth of ${period} px`, tone: (x, y) => (2 + Math.sin(x * turn) + Math.sin(y * turn)) / 4, repeats: [[period, 0], [0, period]] }; // prettier-ignore
}

/** Dots on a screen that is turned by 45°. */
export function halftone(period: number): Pattern {
  const tone: Tone = (x, y) => {
    const [u, v] = [(x + y) / Math.SQRT2, (x - y) / Math.SQRT2];
    return Math.hypot(within(u, period) - period / 2, within(v, period) - period / 2) < period / 3 ? 0 : 1;
  };
  const aside = period / Math.SQRT2;
  return { name: `a halftone of ${period} px`, tone, repeats: [[aside, aside], [aside, -aside]] }; // prettier-ignore
}

/** `angle` is the one at which one goes from stripe to stripe. */
export function stripes(period: number, angle: number): Pattern {
  const [right, down] = [Math.cos(angle), Math.sin(angle)];
  const tone: Tone = (x, y) => (within(x * right + y * down, period) < period / 2 ? 0 : 1);
  return { name: `stripes every ${period} px`, tone, repeats: [[period * right, period * down]] };
}

function within(value: number, period: number): number {
  return value - Math.floor(value / period) * period;
}

const dark = [60, 70, 90];
const light = [190, 170, 150];
/** Each pixel is the mean of so many by so many points. */
const points = 5;

/** Drawn anew for every shift, as a model does: nothing is resampled. */
export function drawn({ width, height }: { width: number; height: number }, tone: Tone, shift = { x: 0, y: 0 }): SrgbPixels {
  const data = Uint8Array.from({ length: width * height * 3 });
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [(at % width) - shift.x, Math.floor(at / width) - shift.y];
    let share = 0;
    for (let i = 0; i < points * points; i++) share += tone(x + ((i % points) + 0.5) / points, y + (Math.floor(i / points) + 0.5) / points);
    share /= points * points;
    for (const c of [0, 1, 2]) data[at * 3 + c] = (dark[c] ?? 0) * (1 - share) + (light[c] ?? 0) * share;
  }
  return { width, height, data };
}

/** How far a shift is towards the next repeat: from 1 on, another shift is smaller and looks the same. */
export function towardsRepeat({ repeats }: Pattern, x: number, y: number): number {
  const [[ax, ay], [bx, by] = [0, 0]] = repeats;
  let most = 0;
  for (let i = -2; i <= 2; i++) {
    for (let j = -2; j <= 2; j++) {
      const [rx, ry] = [i * ax + j * bx, i * ay + j * by];
      const squared = rx * rx + ry * ry;
      if (squared > 1e-9) most = Math.max(most, (2 * (x * rx + y * ry)) / squared);
    }
  }
  return most;
}
