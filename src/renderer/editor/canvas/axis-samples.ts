import { tileSide } from '../engine/mask.ts';
import { lastLevel } from './mask-mips.ts';

/** Pixels of the stage, one after another, that show the same tile. */
export interface Run {
  readonly tile: number;
  readonly from: number;
  readonly to: number;
}

/** Of what a row (or a column) of the stage's pixels is made, along one axis: two samples of the tile's level, and how much the second counts of 256. */
export interface AxisSamples {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly weight: Uint16Array;
  readonly runs: readonly Run[];
}

interface Axis {
  /** Where the mask begins on the stage. */
  readonly origin: number;
  readonly scale: number;
  /** The mask's pixels. */
  readonly size: number;
  /** The stage's pixels that are asked for. */
  readonly from: number;
  readonly to: number;
}

/** The coarsest level whose samples still lie as close as the stage's pixels. */
export function levelFor(scale: number): number {
  return scale >= 1 ? 0 : Math.min(lastLevel, Math.floor(Math.log2(1 / scale) + 1e-9));
}

/** Nearest at 1:1 and above, where pixels are to be seen as they are; in between two samples below. */
export function samplesAlong({ origin, scale, size, from, to }: Axis): AxisSamples {
  const count = to - from;
  const level = levelFor(scale);
  const last = (tileSide >> level) - 1;
  const samples = { first: new Uint8Array(count), second: new Uint8Array(count), weight: new Uint16Array(count) };
  const runs: { tile: number; from: number; to: number }[] = [];
  for (let place = 0; place < count; place += 1) {
    const at = (from + place + 0.5 - origin) / scale;
    if (at < 0 || at >= size) continue;
    const tile = Math.floor(at / tileSide);
    const run = runs.at(-1);
    if (run?.tile === tile) run.to = place + 1;
    else runs.push({ tile, from: place, to: place + 1 });
    const inside = at - tile * tileSide;
    if (scale >= 1) samples.first[place] = samples.second[place] = Math.floor(inside);
    else set(samples, place, inside / 2 ** level - 0.5, last);
  }
  return { ...samples, runs };
}

function set({ first, second, weight }: Omit<AxisSamples, 'runs'>, place: number, position: number, last: number): void {
  const before = Math.floor(position);
  first[place] = Math.max(before, 0);
  second[place] = Math.min(before + 1, last);
  weight[place] = Math.round((position - before) * 256);
}
