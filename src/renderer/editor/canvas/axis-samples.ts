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
  /** How many times as much the samples count because some of what they stand for lies beyond the canvas; 1 but for its last tile. */
  readonly gain: Float32Array;
  readonly runs: readonly Run[];
}

interface Axis {
  /** Where the mask begins on the stage. */
  readonly origin: number;
  readonly scale: number;
  readonly level: number;
  /** The mask's pixels. */
  readonly size: number;
  /** The stage's pixels that the canvas takes, of which there is always one at least. */
  readonly shown: { readonly from: number; readonly to: number };
  /** The stage's pixels that are asked for. */
  readonly from: number;
  readonly to: number;
}

/** The coarsest level whose samples still lie as close as the stage's pixels, and of which the canvas' longer side (in pixels) fills one. */
export function levelFor(scale: number, side: number): number {
  return scale >= 1 ? 0 : Math.min(lastLevel, Math.floor(Math.log2(Math.min(1 / scale, side)) + 1e-9));
}

/** Nearest at 1:1 and above, where pixels are to be seen as they are; in between two samples below. */
export function samplesAlong({ origin, scale, level, size, shown, from, to }: Axis): AxisSamples {
  const count = to - from;
  const grid = gridOf(size, level);
  const samples = { first: new Uint8Array(count), second: new Uint8Array(count), weight: new Uint16Array(count) };
  const gain = new Float32Array(count).fill(1);
  const runs: { tile: number; from: number; to: number }[] = [];
  for (let place = Math.max(0, shown.from - from); place < Math.min(count, shown.to - from); place += 1) {
    // A canvas of less than a pixel is shown in one that may lie beside it.
    const at = Math.min(Math.max((from + place + 0.5 - origin) / scale, 0), size - 1e-6);
    const tile = Math.floor(at / tileSide);
    const run = runs.at(-1);
    if (run?.tile === tile) run.to = place + 1;
    else runs.push({ tile, from: place, to: place + 1 });
    const inside = at - tile * tileSide;
    if (scale >= 1) samples.first[place] = samples.second[place] = Math.floor(inside);
    else gain[place] = setBetween(samples, place, inside / grid.step - 0.5, tile === grid.lastTile ? grid.end : grid.whole);
  }
  return { ...samples, gain, runs };
}

interface Grid {
  /** The mask's pixels to a sample. */
  readonly step: number;
  /** In samples of a tile: all of it, and as much of the last one as the canvas has. */
  readonly whole: number;
  readonly end: number;
  readonly lastTile: number;
}

function gridOf(size: number, level: number): Grid {
  const lastTile = Math.ceil(size / tileSide) - 1;
  const step = 2 ** level;
  return { step, whole: tileSide / step, end: (size - lastTile * tileSide) / step, lastTile };
}

/** The gain of the two together. A tile ends `end` samples from its beginning: beyond that nothing counts. */
function setBetween({ first, second, weight }: Omit<AxisSamples, 'runs' | 'gain'>, place: number, position: number, end: number): number {
  const last = Math.ceil(end) - 1;
  const before = Math.floor(position);
  const [a, b] = [Math.max(before, 0), Math.min(before + 1, last)];
  const share = Math.round((position - before) * 256);
  first[place] = Math.min(a, last);
  second[place] = b;
  weight[place] = share;
  const there = Math.min(end - Math.min(a, last), 1) * (256 - share) + Math.min(end - b, 1) * share;
  return 256 / there;
}
