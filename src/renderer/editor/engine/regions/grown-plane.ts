import { coarsePlane, refinedPart } from './coarse-plane.ts';
import { nearestInColumns, none, type Plane } from './plane.ts';

/** What of a plane is wanted. So much of it lies around that as the radius reaches, or less where the canvas ends. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How many more pixels than the radius have to be known around what grows. */
export const margin = 2;

/** The level of a mask that isn't taken apart. */
const middle = 127.5;
const untouched = 0;
const rim = 1;
const covered = 2;

/**
 * Dilates what is painted by a disc of `radius` pixels. The values are taken apart into so many levels; where each begins is
 * found between the pixels, and it is grown and smoothed over one pixel by itself, so soft edges stay as soft as they are.
 */
export function grownPlane(plane: Plane, part: Part, radius: number, levels: number): Uint8Array {
  const scale = coarsenessFor(levels);
  if (scale === 1) return grownFinely(plane, part, radius, levels);
  const coarse = coarsePlane(plane, scale);
  const all = { left: 0, top: 0, width: coarse.width, height: coarse.height };
  return refinedPart({ ...coarse, values: grownFinely(coarse, all, radius / scale, levels) }, scale, part);
}

/** Where edges are many pixels wide, fewer of them are enough, and there are many levels to look at. */
export function coarsenessFor(levels: number): number {
  if (levels >= 16) return 4;
  return levels >= 8 ? 2 : 1;
}

function grownFinely(plane: Plane, part: Part, radius: number, levels: number): Uint8Array {
  const sums = new Uint16Array(part.width * part.height);
  for (let level = 0; level < levels; level += 1) addLevel(sums, plane, part, radius, (255 * (level + 0.5)) / levels);
  const grown = new Uint8Array(sums.length);
  for (let at = 0; at < grown.length; at += 1) grown[at] = ((sums[at] ?? 0) + (levels >> 1)) / levels;
  return grown;
}

function addLevel(sums: Uint16Array, plane: Plane, part: Part, radius: number, level: number): void {
  const nearest = nearestInColumns(plane, Math.ceil(level), part.top, part.height);
  const marks = new Uint8Array(plane.width);
  const [surely, perhaps] = [reaches(radius - 0.5), reaches(radius + 1.5)];
  for (let y = 0; y < part.height; y += 1) {
    const row = nearest.subarray(y * plane.width, (y + 1) * plane.width);
    if (!markRow(marks, row, surely, perhaps)) continue;
    const edge: Edge = { plane, row, y: part.top + y, level };
    for (let x = 0; x < part.width; x += 1) {
      const mark = marks[part.left + x] ?? 0;
      if (mark === untouched) continue;
      const at = y * part.width + x;
      sums[at] = (sums[at] ?? 0) + (mark === covered ? 255 : Math.round(255 * rimCoverage(edge, part.left + x, radius)));
    }
  }
}

/** How far a disc reaches to the left and right, by how many rows above or below its middle. */
function reaches(radius: number): Int32Array {
  return Int32Array.from({ length: Math.floor(radius) + 1 }, (_, rows) => Math.floor(Math.sqrt(radius ** 2 - rows ** 2)));
}

/** Which pixels of a row are within reach of what lies in the columns to their left and to their right. False: none of them. */
function markRow(marks: Uint8Array, row: Int16Array, surely: Int32Array, perhaps: Int32Array): boolean {
  marks.fill(untouched);
  if (!markFrom(marks, row, perhaps, rim, 0, 1)) return false;
  markFrom(marks, row, perhaps, rim, row.length - 1, -1);
  if (markFrom(marks, row, surely, covered, 0, 1)) markFrom(marks, row, surely, covered, row.length - 1, -1);
  return true;
}

/** From one end of the row to the other, carrying along how far what was passed reaches on. False: nothing reaches anywhere. */
function markFrom(marks: Uint8Array, row: Int16Array, reach: Int32Array, mark: number, first: number, step: number): boolean {
  let [left, any] = [-1, false];
  for (let count = 0, x = first; count < row.length; count += 1, x += step) {
    const rows = Math.abs(row[x] ?? none);
    if (rows < reach.length) {
      left = Math.max(left, reach[rows] ?? 0);
      any = true;
    }
    if (left >= 0) marks[x] = mark;
    left -= 1;
  }
  return any;
}

/** A row of the plane, where the level is nearest in each of its columns. */
interface Edge {
  readonly plane: Plane;
  readonly row: Int16Array;
  readonly y: number;
  readonly level: number;
}

/** How much of a pixel near the rim of what has grown is covered, 0 to 1. */
function rimCoverage({ plane, row, y, level }: Edge, x: number, radius: number): number {
  const reach = Math.ceil(radius + 1.5);
  let nearest = radius + 0.5;
  for (let column = Math.max(0, x - reach); column <= Math.min(row.length - 1, x + reach); column += 1) {
    const rows = row[column] ?? none;
    if (rows === none) continue;
    const square = (column - x) ** 2 + rows ** 2;
    if (square >= (nearest + 1) ** 2) continue;
    nearest = Math.min(nearest, Math.sqrt(square) - beyondCentre(plane, column, y + rows, level));
  }
  return Math.min(1, Math.max(0, 0.5 + radius - nearest));
}

/**
 * How far what is painted still reaches beyond the middle of its last pixel. On an edge that is one pixel wide, values say how much
 * of a pixel is covered; in a wide one, the level lies where the values on both sides of it have it.
 */
function beyondCentre({ width, height, values }: Plane, x: number, y: number, level: number): number {
  const value = values[y * width + x] ?? 0;
  let least = 1;
  const consider = (isThere: boolean, at: number) => {
    const next = isThere ? (values[at] ?? 0) : 255;
    if (next < level) least = Math.min(least, level === middle ? (value + next) / 255 - 0.5 : (value - level) / (value - next));
  };
  consider(x > 0, y * width + x - 1);
  consider(x < width - 1, y * width + x + 1);
  consider(y > 0, (y - 1) * width + x);
  consider(y < height - 1, (y + 1) * width + x);
  return least === 1 ? 0.5 : Math.max(0, least);
}
