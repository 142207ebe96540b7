import type { Box } from '../engine/geometry.ts';
import { tileSide, type Mask } from '../engine/mask.ts';
import { levelFor, samplesAlong, type AxisSamples, type Run } from './axis-samples.ts';
import type { MaskMips } from './mask-mips.ts';
import type { StageGeometry } from './stage-geometry.ts';

interface Target {
  readonly values: Uint8Array;
  readonly stride: number;
}

interface Place {
  readonly x: AxisSamples;
  readonly y: AxisSamples;
  readonly column: Run;
  readonly row: Run;
}

/** How much changes at each pixel of a part of the stage, row by row; 0 beside the mask. Tile by tile, and absent ones cost nothing. */
export function sampleMask(mask: Mask, mips: MaskMips, geometry: StageGeometry, box: Box): Uint8Array {
  const stride = box.right - box.left;
  const target = { values: new Uint8Array(stride * (box.bottom - box.top)), stride };
  const { scale, origin } = geometry;
  const level = levelFor(scale, Math.max(mask.width, mask.height));
  const { left, top, right, bottom } = geometry.place(geometry.extent);
  const [across, down] = [
    { size: mask.width, shown: { from: left, to: right }, from: box.left, to: box.right },
    { size: mask.height, shown: { from: top, to: bottom }, from: box.top, to: box.bottom },
  ];
  const x = samplesAlong({ origin: origin.x, scale, level, ...across });
  const y = samplesAlong({ origin: origin.y, scale, level, ...down });
  for (const row of y.runs) {
    for (const column of x.runs) {
      const tile = mask.tile(column.tile, row.tile);
      if (tile === null) continue;
      const even = mips.even(tile);
      if (even !== null) fillRun(target, column, row, even);
      else if (scale >= 1) showPixels(target, tile, { x, y, column, row });
      else average(target, mips.level(tile, level), tileSide >> level, { x, y, column, row });
    }
  }
  return target.values;
}

function fillRun({ values, stride }: Target, column: Run, row: Run, value: number): void {
  for (let y = row.from; y < row.to; y += 1) values.fill(value, y * stride + column.from, y * stride + column.to);
}

/** Each of the mask's pixels as a square: rows that show the same ones are copied. */
function showPixels({ values, stride }: Target, tile: Uint8Array, { x, y, column, row }: Place): void {
  let shown = -1;
  for (let line = row.from; line < row.to; line += 1) {
    const at = line * stride;
    const from = y.first[line] ?? 0;
    if (from === shown) values.copyWithin(at + column.from, at - stride + column.from, at - stride + column.to);
    else
      for (let place = column.from; place < column.to; place += 1) values[at + place] = tile[from * tileSide + (x.first[place] ?? 0)] ?? 0;
    shown = from;
  }
}

function average({ values, stride }: Target, samples: Uint8Array, side: number, { x, y, column, row }: Place): void {
  for (let line = row.from; line < row.to; line += 1) {
    const above = samples.subarray((y.first[line] ?? 0) * side);
    const below = samples.subarray((y.second[line] ?? 0) * side);
    averageRow(values, line * stride, column, x, { above, below, weight: y.weight[line] ?? 0, gain: y.gain[line] ?? 1 });
  }
}

interface Rows {
  readonly above: Uint8Array;
  readonly below: Uint8Array;
  readonly weight: number;
  readonly gain: number;
}

function averageRow(values: Uint8Array, at: number, { from, to }: Run, { first, second, weight, gain }: AxisSamples, rows: Rows): void {
  const { above, below, weight: down } = rows;
  for (let place = from; place < to; place += 1) {
    const left = first[place] ?? 0;
    const right = second[place] ?? 0;
    const across = weight[place] ?? 0;
    const upper = (above[left] ?? 0) * (256 - across) + (above[right] ?? 0) * across;
    const lower = (below[left] ?? 0) * (256 - across) + (below[right] ?? 0) * across;
    const sum = (upper * (256 - down) + lower * down) * (gain[place] ?? 1) * rows.gain;
    values[at + place] = Math.min(255, (sum + 32_768) / 65_536);
  }
}
