/** How the pictures of one job lie together: so many in a row, each `ratio` wide for one high. */
export interface Block {
  readonly count: number;
  /** Width divided by height of one picture. */
  readonly ratio: number;
}

export interface PlacedBlock {
  readonly columns: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Canvas {
  readonly widthPx: number;
  readonly gapPx: number;
  /** How high a row should be; rows come out near it. */
  readonly rowPx: number;
}

interface Shape {
  readonly columns: number;
  readonly ratio: number;
}

/** How far a row may leave the wanted height, as a factor. */
const tallest = 1.3;
const lowest = 0.76;

/** Packs blocks into rows that fill the width where that leaves them near the wanted height. */
export function layOut(blocks: readonly Block[], canvas: Canvas): PlacedBlock[] {
  if (canvas.widthPx <= 0) return [];
  return rowsOf(
    blocks.map((block) => shapeOf(block, canvas)),
    canvas,
  ).flatMap(({ shapes, heightPx }) => shapes.map((shape) => place(shape, heightPx, canvas.widthPx)));
}

/** The height that rows should have in a canvas that wide. */
export function rowHeight(widthPx: number): number {
  return Math.round(Math.min(Math.max(widthPx * 0.34, 270), 440));
}

/** Four pictures stand in one row where there is room for it, and two by two elsewhere. */
function shapeOf({ count, ratio }: Block, { widthPx, rowPx }: Canvas): Shape {
  const square = Math.ceil(Math.sqrt(count));
  const hasRoom = widthPx / (count * ratio) >= rowPx;
  const columns = count <= 2 || hasRoom ? count : square;
  return { columns, ratio: (columns * ratio) / Math.ceil(count / columns) };
}

function rowsOf(shapes: readonly Shape[], canvas: Canvas): { shapes: readonly Shape[]; heightPx: number }[] {
  const rows: { shapes: readonly Shape[]; heightPx: number }[] = [];
  let row: Shape[] = [];
  for (const shape of shapes) {
    const without = fillingHeight(row, canvas);
    const withIt = fillingHeight([...row, shape], canvas);
    if (row.length > 0 && withIt < canvas.rowPx && isBetter(without, withIt, canvas.rowPx)) {
      rows.push({ shapes: row, heightPx: Math.min(without, canvas.rowPx * tallest) });
      row = [shape];
    } else row.push(shape);
  }
  if (row.length > 0) rows.push({ shapes: row, heightPx: Math.min(fillingHeight(row, canvas), canvas.rowPx) });
  return rows;
}

/** Whether the row ends better before the next block: with it the row would be too low, or further from the wanted height. */
function isBetter(without: number, withIt: number, rowPx: number): boolean {
  return withIt < rowPx * lowest || (without <= rowPx * tallest && without / rowPx <= rowPx / withIt);
}

function fillingHeight(row: readonly Shape[], { widthPx, gapPx }: Canvas): number {
  return (widthPx - gapPx * (row.length - 1)) / row.reduce((sum, { ratio }) => sum + ratio, 0);
}

function place({ columns, ratio }: Shape, heightPx: number, canvasPx: number): PlacedBlock {
  return { columns, widthPx: Math.min(Math.floor(heightPx * ratio), canvasPx), heightPx: Math.floor(heightPx) };
}
