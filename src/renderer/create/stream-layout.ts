/** How the pictures of one job lie together: so many, each `ratio` wide for one high. */
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
  return rowsOf(blocks, canvas).flatMap((row, index, rows) => {
    const heightPx = Math.min(fillingHeight(row, canvas), canvas.rowPx * (index === rows.length - 1 ? 1 : tallest));
    return row.map((shape) => place(shape, heightPx, canvas.widthPx));
  });
}

/** The height that rows should have in a canvas that wide. */
export function rowHeight(widthPx: number): number {
  return Math.round(Math.min(Math.max(widthPx * 0.34, 290), 440));
}

/** Four pictures lie two by two or in one row, whichever suits the row that they come to. */
function shapesOf({ count, ratio }: Block): readonly [Shape, ...Shape[]] {
  const square = Math.ceil(Math.sqrt(count));
  const inColumns = (columns: number): Shape => ({ columns, ratio: (columns * ratio) / Math.ceil(count / columns) });
  return count <= 2 ? [inColumns(count)] : [inColumns(square), inColumns(count)];
}

function rowsOf(blocks: readonly Block[], canvas: Canvas): Shape[][] {
  const rows: Shape[][] = [];
  for (const block of blocks) {
    const row = rows.at(-1);
    const joined = row && best(row, block, canvas);
    if (row && joined && !endsBefore(row, joined, canvas)) row.push(joined);
    else rows.push([best([], block, canvas)]);
  }
  return rows;
}

/** The shape with which the row can go on and comes nearest to the wanted height. */
function best(row: readonly Shape[], block: Block, canvas: Canvas): Shape {
  const distance = (shape: Shape): number =>
    row.length > 0 && endsBefore(row, shape, canvas) ? Infinity : Math.abs(Math.log(fillingHeight([...row, shape], canvas) / canvas.rowPx));
  return shapesOf(block).reduce((nearest, shape) => (distance(shape) < distance(nearest) ? shape : nearest));
}

/** Whether the row is better without the shape: with it, it would be too low, or further from the wanted height. */
function endsBefore(row: readonly Shape[], shape: Shape, canvas: Canvas): boolean {
  const without = fillingHeight(row, canvas) / canvas.rowPx;
  const withIt = fillingHeight([...row, shape], canvas) / canvas.rowPx;
  return withIt < lowest || (without <= tallest && without * withIt <= 1);
}

function fillingHeight(row: readonly Shape[], { widthPx, gapPx }: Canvas): number {
  return (widthPx - gapPx * (row.length - 1)) / row.reduce((sum, { ratio }) => sum + ratio, 0);
}

function place({ columns, ratio }: Shape, heightPx: number, canvasPx: number): PlacedBlock {
  return { columns, widthPx: Math.min(Math.floor(heightPx * ratio), canvasPx), heightPx: Math.floor(heightPx) };
}
