import type { Box } from '../geometry.ts';
import type { Mask } from '../mask.ts';
import type { Colours } from '../tool.ts';
import type { Cells } from './cells.ts';

/** Within so many cells of the border, each pixel decides for itself. */
const bandCells = 3;
/** So many cells around are asked what the inside and the outside look like. */
const aroundCells = 8;
/** With less contrast between inside and outside than this (levels), where a pixel lies counts more than what it looks like. */
const clearContrast = 64;

interface Border {
  readonly colours: Colours;
  readonly cells: Cells;
  /** 1 for each cell that is selected, row by row. */
  readonly selected: Uint8Array;
  /** 1 for each cell that is near one of the other kind. */
  readonly band: Uint8Array;
}

/** Draws selected cells into a mask: whole where all around is selected, and pixel by pixel along the border. */
export function drawRefined(area: Mask, colours: Colours, cells: Cells, selected: Uint8Array): void {
  const border = { colours, cells, selected, band: bandOf(cells, selected) };
  for (let row = 0; row < cells.rows; row += 1) {
    let column = 0;
    while (column < cells.columns) {
      const end = wholeUntil(border, column, row);
      if (end > column) area.fill(boxOf(cells, column, end, row), 255);
      else if (border.band[row * cells.columns + column] === 1) drawBorderCell(area, border, column, row);
      column = Math.max(end, column + 1);
    }
  }
}

/** Where the run of cells ends that are selected and not near the border. */
function wholeUntil({ cells: { columns }, selected, band }: Border, first: number, row: number): number {
  let column = first;
  while (column < columns && selected[row * columns + column] === 1 && band[row * columns + column] === 0) column += 1;
  return column;
}

/** The pixels of some cells of a row. */
export function boxOf({ px, left, top }: Cells, first: number, end: number, row: number): Box {
  return { left: left + first * px, top: top + row * px, right: left + end * px, bottom: top + (row + 1) * px };
}

/** 1 where not all cells around are alike: both within and beyond the border. */
function bandOf({ columns, rows }: Cells, selected: Uint8Array): Uint8Array {
  const band = new Uint8Array(selected.length);
  const mark = (column: number, row: number) => {
    const [top, bottom] = [Math.max(0, row - bandCells + 1), Math.min(rows - 1, row + bandCells)];
    for (let y = top; y <= bottom; y += 1)
      band.fill(1, y * columns + Math.max(0, column - bandCells + 1), y * columns + Math.min(columns - 1, column + bandCells) + 1);
  };
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const differsRight = column < columns - 1 && selected[at] !== selected[at + 1];
      const differsBelow = row < rows - 1 && selected[at] !== selected[at + columns];
      if (differsRight || differsBelow) mark(column, row);
    }
  return band;
}

function drawBorderCell(area: Mask, border: Border, column: number, row: number): void {
  const { cells, colours } = border;
  const box = boxOf(cells, column, column + 1, row);
  const pixels = new Uint8Array(cells.px * cells.px);
  const contrast = contrastAround(border, column, row);
  const trust = contrast === null ? 0 : Math.min(1, Math.sqrt(contrast.square) / clearContrast);
  for (let at = 0; at < pixels.length; at += 1) {
    const [x, y] = [box.left + (at % cells.px), box.top + Math.floor(at / cells.px)];
    if (x >= colours.width || y >= colours.height) continue;
    const place = placeAt(border, x, y) - 0.5;
    const look = contrast === null ? 0 : lookAt(colours, x, y, contrast) - 0.5;
    // Both are steep, so that little is in between. On a clear border the look decides, and the place only tips the scales.
    pixels[at] = Math.round(255 * Math.min(1, Math.max(0, 0.5 + 2 * trust * look + (1.5 - 1.2 * trust) * place)));
  }
  area.write(box, pixels);
}

/** How the inside of a border differs from its outside, as colours of four channels. */
interface Contrast {
  readonly outside: readonly number[];
  /** From the outside's to the inside's. */
  readonly way: readonly number[];
  /** The way's length, squared; never 0. */
  readonly square: number;
}

/** Null where one of the two isn't there, or both look the same. */
function contrastAround(border: Border, column: number, row: number): Contrast | null {
  const [inside, outside] = [meanAround(border, column, row, 1), meanAround(border, column, row, 0)];
  if (inside === null || outside === null) return null;
  const way = inside.map((level, channel) => level - (outside[channel] ?? 0));
  const square = way.reduce((sum, part) => sum + part * part, 0);
  return square === 0 ? null : { outside, way, square };
}

/** The mean colour of what is surely selected (1) or surely not (0) near a cell; null when there is nothing of the kind. */
function meanAround({ cells, selected, band }: Border, column: number, row: number, which: number): number[] | null {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let y = Math.max(0, row - aroundCells); y <= Math.min(cells.rows - 1, row + aroundCells); y += 1)
    for (let x = Math.max(0, column - aroundCells); x <= Math.min(cells.columns - 1, column + aroundCells); x += 1) {
      const at = y * cells.columns + x;
      if (selected[at] !== which || band[at] === 1) continue;
      for (let channel = 0; channel < 4; channel += 1) sums[channel] = (sums[channel] ?? 0) + (cells.data[4 * at + channel] ?? 0);
      count += 1;
    }
  return count === 0 ? null : sums.map((sum) => sum / count);
}

/** How far the colour of a pixel and those beside it lies from the outside's (0) towards the inside's (1). */
function lookAt({ width, height, data }: Colours, x: number, y: number, { outside, way, square }: Contrast): number {
  const here = y * width + x;
  const [left, right] = [x > 0 ? here - 1 : here, x < width - 1 ? here + 1 : here];
  const [up, down] = [y > 0 ? here - width : here, y < height - 1 ? here + width : here];
  let along = 0;
  for (let channel = 0; channel < 4; channel += 1) {
    const level = (at: number) => data[4 * at + channel] ?? 0;
    const mean = (level(left) + level(right) + level(up) + level(down) + 2 * level(here)) / 6;
    along += (way[channel] ?? 0) * (mean - (outside[channel] ?? 0));
  }
  return along / square;
}

/** How much of what is around a pixel is selected, 0 to 1, without steps from cell to cell. */
function placeAt({ cells: { px, left, top, columns, rows }, selected }: Border, x: number, y: number): number {
  const [u, v] = [(x + 0.5 - left) / px - 0.5, (y + 0.5 - top) / px - 0.5];
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const at = (dx: number, dy: number) =>
    selected[Math.min(rows - 1, Math.max(0, row + dy)) * columns + Math.min(columns - 1, Math.max(0, column + dx))] ?? 0;
  const [right, below] = [u - column, v - row];
  return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - below) + (at(0, 1) * (1 - right) + at(1, 1) * right) * below;
}
