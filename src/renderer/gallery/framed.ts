import { cellsOf, rowsBetween, type Layout } from './layout.ts';

/** A rectangle on the layout, in its own coordinates. */
export interface Frame {
  readonly leftPx: number;
  readonly topPx: number;
  readonly rightPx: number;
  readonly bottomPx: number;
}

/** The frame between two corners, whichever they are. */
export function frameBetween(a: { readonly xPx: number; readonly yPx: number }, b: { readonly xPx: number; readonly yPx: number }): Frame {
  return {
    leftPx: Math.min(a.xPx, b.xPx),
    topPx: Math.min(a.yPx, b.yPx),
    rightPx: Math.max(a.xPx, b.xPx),
    bottomPx: Math.max(a.yPx, b.yPx),
  };
}

/** The pictures that a frame touches, by their places. */
export function picturesIn(layout: Layout, { leftPx, topPx, rightPx, bottomPx }: Frame): Int32Array {
  const [firstRow, endRow] = rowsBetween(layout, topPx, bottomPx);
  const found: number[] = [];
  for (let row = firstRow; row < endRow; row += 1) {
    const rowTop = layout.topsPx[row] ?? 0;
    if (rowTop > bottomPx || rowTop + (layout.heightsPx[row] ?? 0) < topPx) continue;
    for (const cell of cellsOf(layout, row)) {
      if (cell.leftPx <= rightPx && cell.leftPx + cell.widthPx >= leftPx) found.push(cell.index);
    }
  }
  return Int32Array.from(found);
}
